"""GET /jobs: the jobs with their last run, and the runs, newest first."""

from datetime import timedelta

import pytest

from tests.jobs.runs import a_run, an_open_run
from tests.pages import text_of

ALTERED = {"journals": 1, "kind": "notice", "subject_id": 7, "number": 4, "problem": "altered", "table": ""}


def test_nothing_ran_yet(client_of):
    page = client_of("administrator").get("/jobs")
    assert page.status_code == 200
    words = text_of(page)
    assert "核验变更记录" in words and "每天 3:10" in words and "清理过期数据" in words and "每小时" in words
    assert words.count("还没有运行过") == 4 and "hx-trigger" not in page.text


def test_runs_newest_first_with_result_and_duration(client_of, cast):
    a_run(before=timedelta(days=1))
    a_run("purge-expired", result="purged", facts={"sessions": 2, "attempts": 0, "codes": 0, "runs": 0})
    words = text_of(client_of("administrator").get("/jobs"))
    rows = words.split("运行记录", 1)[1]
    assert rows.index("清理过期数据") < rows.index("核验变更记录")
    assert "3 份变更记录全部完整。" in rows and "已删除：登录 2 条" in rows and rows.count("2秒") == 2
    assert "11月23日 09:00" in rows and "11月24日 09:00" in rows


@pytest.mark.parametrize(
    ("result", "facts", "sentence"),
    [
        ("journals_altered", ALTERED, "通知 7：第 4 条被改动。"),
        ("journals_altered", ALTERED | {"kind": "office", "problem": "missing"}, "省科协（单位 7）：缺第 4 条。"),
        ("journals_altered", ALTERED | {"kind": "organization", "problem": "beheaded"}, "单位 7：第 4 条之后的末尾"),
        ("failed", {"error": "OSError"}, "没有完成（OSError）"),
        ("interrupted", {}, "运行中断"),
    ],
)
def test_what_went_wrong_is_said(result, facts, sentence, client_of, cast):
    a_run(is_successful=False, result=result, facts=facts)
    page = client_of("administrator").get("/jobs")
    assert sentence in text_of(page) and "未通过" in text_of(page) and "state--returned" in page.text


def test_what_is_open_is_asked_for_again_and_not_offered(client_of, cast):
    an_open_run(attempts=1)
    page = client_of("administrator").get("/jobs")
    assert "正在运行" in text_of(page) and 'hx-trigger="every 3s"' in page.text
    assert "/jobs/verify-journals/run" not in page.text and "/jobs/purge-expired/run" in page.text


def test_the_fragment_is_what_polling_swaps(client_of, cast):
    an_open_run()
    fragment = client_of("administrator").get("/jobs", htmx=True)
    assert "<!doctype" not in fragment.text and 'id="jobs"' in fragment.text and "等待运行" in text_of(fragment)


def test_fifty_a_page(client_of, cast):
    ids = [a_run(before=timedelta(hours=hours)) for hours in range(60, 0, -1)]
    administrator = client_of("administrator")
    first = administrator.get("/jobs")
    assert f'href="/jobs?before={ids[10]}"' in first.text and first.text.count('<li class="row" id="job-') == 50
    second = administrator.get(f"/jobs?before={ids[10]}")
    assert (
        second.text.count('<li class="row" id="job-') == 10 and "上一页" in second.text and "下一页" not in second.text
    )


def test_the_number_of_queries_does_not_grow(client_of, cast, counting_queries):
    administrator = client_of("administrator")
    with counting_queries() as few:
        administrator.get("/jobs")
    for hours in range(1, 30):
        a_run(before=timedelta(hours=hours))
    with counting_queries() as many:
        administrator.get("/jobs")
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["staff", "leader", "north", "member", "south"])
def test_wrong_role(name, client_of):
    assert client_of(name).get("/jobs").status_code == 403


def test_a_stranger_signs_in_first(client_of):
    response = client_of("").get("/jobs")
    assert (response.status_code, response.location) == (302, "/sign-in?next=/jobs")
