"""名册: experts and duty, typed, pasted or read from a spreadsheet; masked numbers, and what they add up to."""

import io
from datetime import timedelta

import pytest
import xlsxwriter
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db
from checklist.evidence.kinds import KINDS
from checklist.evidence.models import Evidence
from checklist.files.models import StoredFile, Upload
from checklist.jobs.sweeping import sweep_files
from checklist.journal.verifying import verify_all
from tests.evidence.sending import a_task_for, nothing_given, the_version
from tests.files.sending import a_file, send_files
from tests.pages import text_of

EXPERTS = (
    "张三\t呼吸内科\t省内\t北辰医院\t13800000001\n李四，护理，省外，南山医院\n王五、护理、省内、第一医院、024-23456789"
)
DUTY = "2026-12-05 8:00-17:00 张三 13800000001\n12月5日 17:00-次日8:00 李四 13900000002\n12月7日 王五 13900000003"
ROSTER = KINDS["roster"]


def send(client, task_id: int = 0, *, htmx: bool = False, **fields):
    data = {"kind": "roster", "sort": "experts", "rows": EXPERTS, **fields}
    return client.post(f"/tasks/{task_id or a_task_for('roster')}/submission", data=data, htmx=htmx)


def a_sheet(*rows: tuple, merged: str = "") -> bytes:
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if merged:
        sheet.merge_range(merged, "2026-12-05")
    workbook.close()
    return data.getvalue()


def send_sheet(client, data: bytes, name: str = "名单.xlsx", **fields):
    """Pick a file for the task's form and send the form."""
    task_id = a_task_for("roster")
    send_files(client, a_file(name, data), form=f"task-{task_id}")
    db.session.remove()
    ids = db.session.scalars(select(Upload.id)).all()
    return send(client, task_id, rows="", uploads=ids, **fields)


def test_experts(client_of):
    assert send(client_of("north")).status_code == 303
    version = the_version()
    assert (version.title, version.evidence.kind, version.content["sort"]) == (
        "专家名单（护理等 2 个领域，3 人）",
        "roster",
        "experts",
    )
    assert [(row["name"], row["where"], row["telephone"]) for row in version.content["rows"]] == [
        ("张三", "local", "13800000001"),
        ("李四", "elsewhere", ""),
        ("王五", "local", "024-23456789"),
    ]
    [part] = ROSTER.parts(version.content)
    assert part.sums == {"experts": 3, "local": 2, "elsewhere": 1, "专家：呼吸内科": 1, "专家：护理": 2}
    assert ROSTER.summary(version.content) == "3 名专家（省内 2，省外 1）"
    assert verify_all() == []


def test_the_title_of_experts_of_one_field_names_it(client_of):
    send(client_of("north"), rows="张三、护理、省内、医院")
    assert the_version().title == "专家名单（护理，1 人）"


def test_duty_with_its_gaps(client_of):
    assert send(client_of("north"), sort="duty", rows=DUTY).status_code == 303
    version = the_version()
    assert version.title == "值班表（12月5日至12月7日）"
    assert version.content["gaps"] == [{"on": "2026-12-06", "from": "", "until": ""}]
    assert ROSTER.summary(version.content) == "12月5日至12月7日，2 天有人值班；1 天无人值班：12月6日"
    assert ROSTER.parts(version.content)[0].sums == {"days": 2, "gaps": 1}


def test_gaps_within_the_hours_that_are_declared(client_of):
    rows = "12月5日 8:00-12:00 张三 13800000001\n12月6日 8:00-17:00 李四 13900000002"
    send(client_of("north"), sort="duty", rows=rows, since="08:30", until="17:00")
    content = the_version().content
    assert content["gaps"] == [{"on": "2026-12-05", "from": "12:00", "until": "17:00"}]
    assert ROSTER.summary(content) == "12月5日至12月6日，2 天有人值班；1 处时段无人值守"


def test_without_gaps_that_is_said(client_of):
    send(client_of("north"), sort="duty", rows="12月5日 张三 13800000001")
    assert ROSTER.summary(the_version().content) == "12月5日，1 天有人值班；没有空档"


@pytest.mark.parametrize("who", ["north", "member", "staff", "leader"])
def test_telephone_numbers_are_masked_for_everybody(client_of, who):
    task_id = a_task_for("roster")
    send(client_of("north"), task_id)
    page = client_of(who).get(f"/tasks/{task_id}", follow_redirects=True)
    assert page.status_code == 200
    assert "13800000001" not in page.text and "23456789" not in page.text
    assert "138****0001" in page.text and "024-****6789" in page.text
    assert ("/evidence/1/versions/1/roster" in page.text) == (who in ("north", "staff"))


def test_gaps_are_shown_where_they_are(client_of):
    task_id = a_task_for("roster")
    send(client_of("north"), task_id, sort="duty", rows=DUTY)
    said = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "12月6日 全天 无人值班 12月7日" in said


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rows": ""}, "没有读到名单"),
        ({"rows": "张三\n李四、护理、省内、医院"}, "第 1 行：没有写专业领域"),
        ({"rows": "李四、护理、省内、医院、12345"}, "第 1 行：“12345”不像电话号码"),
        ({"rows": DUTY}, "像是值班表"),
        ({"rows": "李四、护理、省内、医院\n" * 10_000}, "最多 2000 行"),
        ({"rows": "长" * 200_001}, "不要超过 200000 个字"),
        ({"sort": "others"}, "请选择名册的种类"),
        ({"sort": "duty", "rows": DUTY, "since": "08:30"}, "请把起止时间都填上"),
        ({"sort": "duty", "rows": DUTY, "since": "早上", "until": "17:00"}, "请填写一个时间"),
        ({"title": "长" * 201}, "请不要超过 200 个字"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_does_not_hold_is_said_and_kept(client_of, fields, sentence, htmx):
    answer = send(client_of("north"), htmx=htmx, **fields)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fields.get("rows", "张三")[:20] in answer.text
    assert nothing_given()


def test_control_characters_are_no_trouble(client_of):
    assert send(client_of("north"), rows="张\x00三\t护理\t省内\t医\x07院\t").status_code == 303
    assert the_version().content["rows"][0]["unit"] == "医 院"


def test_pressed_twice_it_is_one(client_of):
    task_id = a_task_for("roster")
    for _twice in range(2):
        assert send(client_of("north"), task_id).status_code == 303
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_a_spreadsheet_is_read_and_not_kept(client_of):
    rows = ("专家库",), ("姓名", "专业", "省内/省外", "工作单位", "手机"), ("张三", "呼吸", "省内", "医院", 13800000001)
    assert send_sheet(client_of("north"), a_sheet(*rows)).status_code == 303
    version = the_version()
    assert [row["telephone"] for row in version.content["rows"]] == ["13800000001"]
    assert "files" not in version.content and version.files == []
    assert ROSTER.summary(version.content).endswith("表头上面有 1 行标题，没有读入")
    assert db.session.scalars(select(Upload)).one().used_at is not None


def test_the_bytes_of_a_spreadsheet_that_was_read_are_swept(client_of):
    send_sheet(client_of("north"), a_sheet(("张三", "呼吸", "省内", "医院", "13800000001")))
    for _twice in range(2):
        assert sweep_files(now() + timedelta(days=2)).is_successful
    db.session.remove()
    assert db.session.scalars(select(StoredFile)).all() == []
    assert the_version().content["rows"][0]["telephone"] == "13800000001"


def test_a_spreadsheet_sent_twice_is_one_piece(client_of):
    client, task_id = client_of("north"), a_task_for("roster")
    send_files(client, a_file("名单.xlsx", a_sheet(("张三", "呼吸", "省内", "医院"))), form=f"task-{task_id}")
    ids = db.session.scalars(select(Upload.id)).all()
    for _twice in range(2):
        assert send(client, task_id, rows="", uploads=ids).status_code == 303
    assert len(db.session.scalars(select(Evidence)).all()) == 1


@pytest.mark.parametrize(
    ("rows", "merged", "sentences"),
    [
        (
            [("2026-12-05", "张三", "13800000001"), ("", "李四", "13900000002")],
            "A1:A2",
            ["第 2 行：没有写日期", "请取消合并"],
        ),
        ([("2026-12-05", "张三", '=CONCATENATE("138","00000001")')], "", ["第 1 行：没有写电话", "改成数值"]),
        ([("2026-12-05", "张三", "13800000001")] * 10_000, "", ["10000 行", "最多 2000 行"]),
        ([], "", ["没有读到表格"]),
    ],
    ids=["merged", "formulas", "too many", "empty"],
)
def test_a_spreadsheet_that_cannot_be_taken_is_told_why(client_of, rows, merged, sentences):
    answer = send_sheet(client_of("north"), a_sheet(*rows, merged=merged), sort="duty")
    assert answer.status_code == 422
    assert all(sentence in text_of(answer) for sentence in sentences)
    assert "名单.xlsx" in answer.text
    assert nothing_given()


def test_merged_cells_are_blamed_only_where_a_cell_is_empty(client_of):
    heads = ("姓名", "专业", "省内/省外", "单位")
    answer = send_sheet(client_of("north"), a_sheet(heads, ("张三", "呼吸", "关中", "医院")))
    assert "“关中”不是“省内”或“省外”" in text_of(answer) and "合并" not in text_of(answer)


def test_a_sheet_without_the_column_is_not_blamed_on_merged_cells(client_of):
    answer = send_sheet(client_of("north"), a_sheet(("姓名", "专业", "单位"), ("张三", "呼吸", "医院")))
    assert "没有写明省内还是省外" in text_of(answer) and "合并" not in text_of(answer)


def test_provinces_are_kept_shown_and_typed_again(client_of):
    client, task_id = client_of("north"), a_task_for("roster")
    assert send(client, task_id, rows="姓名\t专业\t省份\t单位\n张三\t呼吸\t陕西\t医院").status_code == 303
    version = the_version()
    assert ROSTER.parts(version.content)[0].sums["elsewhere"] == 1
    assert ROSTER.typed(version)["rows"].split("\t")[2] == "陕西"
    assert "省外 陕西" in text_of(client.get(f"/tasks/{task_id}"))


def test_what_is_no_spreadsheet(client_of):
    answer = send_sheet(client_of("north"), "会议记录。".encode(), name="记录.txt")
    assert answer.status_code == 422 and "“记录.txt”里没有读到表格" in text_of(answer)


def test_typed_and_picked_is_one_too_many(client_of):
    client, task_id = client_of("north"), a_task_for("roster")
    send_files(client, a_file("名单.xlsx", a_sheet(("张三", "呼吸", "省内", "医院"))), form=f"task-{task_id}")
    ids = db.session.scalars(select(Upload.id)).all()
    answer = send(client, task_id, uploads=ids)
    assert answer.status_code == 422 and "又选了文件“名单.xlsx”" in text_of(answer)


def test_a_file_that_was_refused_is_named_when_the_list_is_pasted_instead(client_of):
    client, task_id = client_of("north"), a_task_for("roster")
    send_files(client, a_file("记录.txt", "会议记录。".encode()), form=f"task-{task_id}")
    ids = db.session.scalars(select(Upload.id)).all()
    send(client, task_id, rows="", uploads=ids)
    answer = send(client, task_id, uploads=ids)
    assert answer.status_code == 422 and "又选了文件“记录.txt”" in text_of(answer)
    assert send(client, task_id).status_code == 303


def test_a_newer_version_is_typed_with_masks_that_keep_their_numbers(client_of):
    client = client_of("north")
    send(client)
    version = the_version()
    typed = ROSTER.typed(version)
    assert typed["rows"].splitlines()[0] == "张三\t呼吸内科\t省内\t北辰医院\t138****0001"
    page = client.get(f"/evidence/{version.evidence_id}/edit").text
    assert "138****0001" in page and "13800000001" not in page
    data = {"version": "1", "sort": "experts", "rows": f"{typed['rows']}\n赵六、检验、省内、医院、13700000004"}
    assert client.post(f"/evidence/{version.evidence_id}", data=data).status_code == 303
    db.session.remove()
    numbers = [row["telephone"] for row in db.session.get_one(Evidence, version.evidence_id).current.content["rows"]]
    assert numbers == ["13800000001", "", "024-23456789", "13700000004"]


def test_a_duty_roster_is_typed_as_it_is_read(client_of):
    send(client_of("north"), sort="duty", rows=DUTY, since="08:00", until="17:00")
    typed = ROSTER.typed(the_version())
    assert typed["rows"].splitlines()[-1] == "2026-12-07\t全天\t王五\t139****0003"
    assert (f"{typed['since']:%H:%M}", f"{typed['until']:%H:%M}") == ("08:00", "17:00")


def test_a_member_cannot_find_out_the_number_behind_a_mask(client_of):
    send(client_of("north"), a_task_for("roster"))
    guess = "张三\t呼吸内科\t省内\t北辰医院\t138****0001\n张三\t呼吸内科\t省内\t北辰医院\t13800000001"
    task_id = a_task_for("roster")
    answer = client_of("member").post(
        f"/tasks/{task_id}/evidence", data={"kind": "roster", "sort": "experts", "rows": guess}
    )
    assert answer.status_code == 422 and "行重复" not in text_of(answer)
    assert "有星号" in text_of(answer)
