"""`flask notice corrections FOLDER`: what people made of the reader's proposals, as labels to measure it with."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from checklist.clock import due_moment, now, today
from checklist.db import db, write_unit
from checklist.drafting.adding import add
from checklist.drafting.confirming import Audience, Letterhead, Wording, choose_part, drop, edit, revise_letterhead
from checklist.drafting.reshaping import cut, merge
from checklist.notices.models import Notice
from checklist.reading import as_json, understand
from checklist.reading.sentences import clauses
from checklist.tasks.deadline import move_deadline
from tests.builders import TEXT, a_draft
from tests.cast import Cast
from tests.notices.building import category, directives_of
from tests.notices.originals import a_draft_from, a_notice_from, issued
from tests.reading.notices import score
from tests.reading.samples import FOUNDING
from tests.reading.samples import text as sample

ROOT = Path(__file__).resolve().parents[2]
NOBODY_ELSE = Audience([], [])
WORKS = (
    "各学会要制定科普周工作方案，于2026年12月10日前报送工作总结。各学会要每周五报送进展情况。"
    "各学会要召开一次理事会专题会议。各学会要在网站公布活动安排。"
)
LONGER = TEXT.replace("各学会要制定科普周工作方案。各学会要召开一次理事会专题会议。", WORKS)


@pytest.fixture
def export(app, cast, tmp_path):
    """Run the command; its lines and the labels by the name of the file."""

    def run() -> tuple[list[str], dict[str, dict]]:
        db.session.remove()
        answer = app.test_cli_runner().invoke(args=["notice", "corrections", str(tmp_path / "labels")])
        assert answer.exit_code == 0, answer.output
        files = sorted((tmp_path / "labels").glob("*.json"))
        return answer.output.splitlines(), {file.stem: json.loads(file.read_text("utf-8")) for file in files}

    return run


def the_label(exported: tuple[list[str], dict[str, dict]]) -> dict:
    [label] = exported[1].values()
    return label


def changed(notice_id: int, act) -> int:
    """The draft after `act(notice, its directives, by=, at=)`, issued; returns its id."""
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        act(notice, [d for d in notice.directives if d.part == notice.part], by=Cast().staff, at=now())
    return issued(notice_id)


def wording(directive, **changes) -> Wording:
    known = {
        "title": directive.title,
        "evidence_kinds": directive.evidence_kinds,
        "least_evidence": directive.least_evidence,
        "due_on": None,
        "due_time": None,
        "deadline_text": directive.deadline_text,
        "applies_to_text": directive.applies_to_text,
    }
    return Wording(**(known | changes))


def export_after(export, act, text: str = TEXT):
    changed(a_draft_from(text.encode(), text=text), act)
    return export()


@pytest.mark.parametrize("text", [TEXT, LONGER, sample(FOUNDING)])
def test_an_untouched_notice_scores_full_marks(export, tmp_path, text):
    a_notice_from(text.encode(), text=text)
    [line], _labels = export()
    assert " 0 changed, 0 dropped, 0 added" in line
    flask = [sys.executable, "-m", "flask", "--app", str(ROOT / "app.py"), "notice", "read", "--json"]
    measured = subprocess.run(
        [sys.executable, str(ROOT / "tests/reading/notices/score.py"), str(tmp_path / "labels"), "--", *flask],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"INSTANCE_PATH": str(tmp_path / "instance")},
    ).stdout.splitlines()
    assert measured[-1].startswith("TOTAL: directives P 1.00 R 1.00 F1 1.00")
    assert "headings F1 1.00 | facts 1.00" in measured[-1] and "kinds 1.00 | paths 1.00" in measured[-1]
    deadlines = measured[-1].partition("deadlines ")[2].split(" ")[0].split("/")
    assert deadlines[0] == deadlines[1]


def test_the_text_and_its_labels(export, tmp_path):
    notice_id = a_notice_from(TEXT.encode())
    lines, labels = export()
    name = f"01-notice-{notice_id}"
    assert lines == [f"{name}: 4 kept, 0 changed, 0 dropped, 0 added (0 reworded, 0 merged, 0 split)"]
    assert (tmp_path / "labels" / f"{name}.txt").read_bytes() == TEXT.encode()
    label = labels[name]
    assert (label["title"], label["issued_on"]) == ("关于做好科普周工作的通知", "2026-11-20")
    assert label["headings"] == [[1, "一、加强组织领导"], [1, "二、做好宣传"]] and "parts" not in label
    assert label["directives"][3] == {
        "heading_path": ["二、做好宣传"],
        "text": "医药类学会要编写健康科普手册",
        "title": label["directives"][3]["title"],
        "deadline": None,
        "deadline_text": None,
        "applies_to": "医药类学会",
        "evidence_kind": label["directives"][3]["evidence_kind"],
        "figure": None,
        "unit": None,
        "part": 1,
        "outcome": "kept",
        "proposed": {},
    }


def test_what_a_person_reworded(export):
    def act(_notice, own, **by):
        kinds = ["meeting"]
        edit(own[0], wording(own[0], title="报方案", evidence_kinds=kinds, due_on=today()), NOBODY_ELSE, **by)
        edit(own[2], wording(own[2], applies_to_text="各市学会"), Audience([category("农")], []), **by)

    lines, labels = export_after(export, act)
    first, _second, third, fourth = the_label((lines, labels))["directives"]
    assert (first["title"], first["evidence_kind"], first["deadline"]) == ("报方案", "meeting", "2026-11-24")
    assert first["outcome"] == "reworded" and set(first["proposed"]) == {"title", "deadline", "evidence_kind"}
    assert (third["applies_to"], set(third["proposed"])) == ("各市学会", {"applies_to"})
    assert fourth["outcome"] == "kept" and "2 kept, 2 changed" in lines[0]


def test_dropped_added_merged_and_split(export):
    def act(notice, own, **by):
        drop(own[-1], **by)
        merge(own[-3], own[-2].id, **by)
        text = notice.source_text
        cut(own[0], [clauses(text, own[0].start, own[0].end)[1].start], **by)
        add(notice, [text.index("现将有关事项")], "看通知", **by)

    lines, labels = export_after(export, act, LONGER)
    label = the_label((lines, labels))
    outcomes = {one["outcome"] for one in label["directives"]}
    assert outcomes == {"kept", "split", "merged", "added"}
    assert lines[0].endswith("2 kept, 3 changed, 1 dropped, 1 added (0 reworded, 1 merged, 2 split)")
    assert label["not_directives"] == ["医药类学会要编写健康科普手册"]
    added = next(one for one in label["directives"] if one["outcome"] == "added")
    assert (added["text"], added["title"], added["proposed"]) == ("现将有关事项通知如下。", "看通知", {})
    texts = [LONGER.index(one["text"]) for one in label["directives"]]
    assert texts == sorted(texts)


def test_deadlines_in_the_grammar(export):
    def act(_notice, own, **by):
        by_words = {one.deadline_text: one for one in own}
        weekly = next(one for words, one in by_words.items() if "每周五" in words)
        dated = next(one for one in own if one.due_at is not None)
        vague = next(one for one in own if not one.deadline_text)
        edit(weekly, wording(weekly, deadline_text="每月7日前"), NOBODY_ELSE, **by)
        edit(dated, wording(dated, due_on=None), NOBODY_ELSE, **by)
        moment = {"due_on": today() + timedelta(days=2), "due_time": now().replace(hour=17, minute=30).time()}
        edit(vague, wording(vague, **moment), NOBODY_ELSE, **by)

    _lines, labels = export_after(export, act, LONGER)
    deadlines = [one["deadline"] for one in the_label((_lines, labels))["directives"]]
    assert "monthly day 7" in deadlines and "2026-11-26 17:30" in deadlines and "2026-12-10" not in deadlines


def test_a_deadline_moved_after_the_issue_is_no_correction(export):
    notice_id = a_notice_from(LONGER.encode(), text=LONGER)
    for days in (30, 40):
        with write_unit():
            own = db.session.get_one(Notice, notice_id).directives
            dated = next(one for one in own if one.due_at is not None)
            move_deadline(dated, due_moment(today() + timedelta(days=days)), "顺延", by=Cast().staff, at=now())
    lines, labels = export()
    assert " 0 changed" in lines[0]
    assert "2026-12-10" in {one["deadline"] for one in the_label((lines, labels))["directives"]}


def test_the_letterhead_as_it_was_confirmed(export):
    def act(notice, _own, **by):
        revise_letterhead(notice, Letterhead("新标题", "", "某单位", "各学会", None), **by)

    label = the_label(export_after(export, act))
    assert [label[key] for key in ("title", "document_number", "issuer", "issued_on")] == [
        "新标题",
        None,
        "某单位",
        None,
    ]


def test_of_several_documents_the_issued_one(export):
    text = sample(FOUNDING)
    notice_id = a_draft_from(text.encode(), text=text)
    with write_unit():
        choose_part(db.session.get_one(Notice, notice_id), 1, by=Cast().staff, at=now())
    issued(notice_id)
    label = the_label(export())
    assert label["parts"][0] == {"role": "forwarding"} and label["parts"][1]["document_number"]
    assert {one["part"] for one in label["directives"]} == {2} and label["borderline"]


def test_only_what_was_read_and_is_issued(export):
    a_draft_from(TEXT.encode())
    issued(a_draft())
    assert export() == ([], {})


def test_the_same_again_is_the_same(app, export, tmp_path):
    a_notice_from(TEXT.encode())
    a_notice_from(LONGER.encode(), text=LONGER)
    export()
    again = app.test_cli_runner().invoke(args=["notice", "corrections", str(tmp_path / "again")])
    assert again.exit_code == 0

    def files(folder: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}

    assert files("labels") == files("again") and len(files("again")) == 4


def test_a_folder_that_is_not_empty_is_left_alone(app, cast, tmp_path):
    a_notice_from(TEXT.encode())
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    answer = app.test_cli_runner().invoke(args=["notice", "corrections", str(tmp_path)])
    assert answer.exit_code == 1 and "not empty" in answer.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_score_tells_what_the_reader_missed(export):
    notice_id = changed(a_draft_from(TEXT.encode()), lambda _notice, own, **by: drop(own[0], **by))
    label = the_label(export())
    assert len(directives_of(notice_id)) == 4

    counts = score.score(label, TEXT, as_json(understand(TEXT)))
    assert (counts["proposed"], counts["matched"], counts["exhortations"]) == (4, 3, 1)
