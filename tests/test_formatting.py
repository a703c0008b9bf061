"""Days and how far off they are, in both languages."""

from datetime import date, datetime, timedelta

import pytest
from flask_babel import force_locale

from checklist.clock import BEIJING, due_moment, today
from checklist.formatting import day, due_day, due_light, due_words, full_day, moment

WORDS = {
    "zh_Hans_CN": "2月5日|2020年2月5日|2月5日 17:30|今天截止|还有 1 天|还有 2 天|已过 1 天|未定期限",
    "en": "5 Feb|5 Feb 2020|5 Feb 17:30|due today|1 day left|2 days left|1 day ago|No deadline",
}


@pytest.mark.parametrize("locale", WORDS)
def test_days_in_words(app, locale):
    this_year = date(today().year, 2, 5)
    with app.app_context(), force_locale(locale):
        far = [due_words(due_moment(today() + timedelta(days=days)), today()) for days in (0, 1, 2, -1)]
        said = [day(this_year), day(date(2020, 2, 5)), moment(datetime(today().year, 2, 5, 17, 30, tzinfo=BEIJING))]
        assert [*said, *far, due_words(None, today())] == WORDS[locale].split("|")
        assert due_day(due_moment(this_year)) == said[0]
        assert day(None) == full_day(None) == moment(None) == due_day(None) == ""


def test_the_light_of_a_due_moment():
    due_at = due_moment(date(2026, 11, 24))
    assert due_light(None, due_at) is None
    assert due_light(due_at, due_at + timedelta(minutes=1)) == "late"
    assert due_light(due_at, due_at - timedelta(days=3)) == "soon"
    assert due_light(due_at, due_at - timedelta(days=4)) is None
