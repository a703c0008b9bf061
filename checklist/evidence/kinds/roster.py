"""名册: experts by field and province, or duty by date and time. Telephone numbers are masked in all that is shown.

Typed or pasted one a line, or read from a spreadsheet, which is not kept: its numbers would be there for everybody.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import SelectChoice, TextAreaField
from wtforms.validators import Length, Optional

from checklist.clock import today
from checklist.evidence.duty_times import gaps_of
from checklist.evidence.giving import Piece
from checklist.evidence.kinds.kind import Kind, OneOf, Part, PieceForm
from checklist.evidence.models import EvidenceVersion
from checklist.evidence.roster_rows import DUTY, ELSEWHERE, EXPERTS, LOCAL, known_numbers
from checklist.evidence.roster_words import fields_of, of_duty, of_experts, period_of
from checklist.evidence.rostering import Line, NoRoster, lines_of_file, lines_of_text, read_roster
from checklist.evidence.rostering import Roster as Read
from checklist.fields import Clock
from checklist.organizations.queries import the_office
from checklist.telephones import masked

TEXT_AT_MOST = 200_000
# As a line is written, whatever the language of the page.
WRITTEN = {LOCAL: "省内", ELSEWHERE: "省外"}
# Tabs part the columns of what comes from a spreadsheet: they stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _lines(text: str | None) -> str:
    return _CONTROLS.sub(" ", (text or "").replace("\r\n", "\n"))


class RosterForm(PieceForm):
    takes_files = True
    # For the numbers behind masks that stand in what is typed.
    compares = True

    sort = OneOf(
        _l("名册的种类"),
        _l("请选择名册的种类。"),
        choices=[SelectChoice(EXPERTS, _l("专家名单")), SelectChoice(DUTY, _l("值班表"))],
        default=EXPERTS,
    )
    rows = TextAreaField(
        _l("名单"), [Length(max=TEXT_AT_MOST, message=_l("请不要超过 %(max)d 个字。"))], filters=[_lines]
    )
    since = Clock(_l("每天值守从"), [Optional()])
    until = Clock(_l("到"), [Optional()])
    read = Read()

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if (self.since.data is None) != (self.until.data is None) and not (self.since.errors or self.until.errors):
            self.until.errors = [_("请把起止时间都填上，或都不填。")]
            is_valid = False
        if self.sort.errors or self.rows.errors:
            return False
        # Whoever may not read the numbers could find them out by guessing, were a mask compared with what is typed.
        earlier = [version for version in (self.seen, *self.earlier) if version is not None and self.is_entrusted]
        known = known_numbers([row for version in earlier for row in version.content["rows"]])
        try:
            self.read = read_roster(self.sort.data, self._lines(), known, today(), the_office().name)
            if self.picked and self.read.is_hollow:
                self.read.problems.append(
                    _(
                        "表格里合并的单元格只有左上一格有内容，公式没有算出结果的也读不到。请取消合并、改成数值，每行填全后再选。"
                    )
                )
        except NoRoster as problem:
            self.read = Read(problems=[problem.sentence])
        self.rows.errors = self.read.problems
        return bool(is_valid) and not self.read.problems

    def _lines(self) -> list[Line]:
        """What was typed, or the rows of the one spreadsheet that was picked; raises NoRoster."""
        if not self.picked:
            return lines_of_text(self.rows.data)
        if self.rows.data.strip():
            name = self.picked[0].name
            raise NoRoster(_("既填写了名单，又选了文件“%(name)s”。请只留一处：清空这里，或移除这个文件。", name=name))
        if len(self.picked) > 1:
            raise NoRoster(_("请只选一个表格文件。"))
        return lines_of_file(self.picked[0])

    @property
    def hours(self) -> tuple[str, str] | None:
        """The hours in which somebody is on duty every day, where they were declared."""
        if self.since.data is None or self.until.data is None:
            return None
        return f"{self.since.data:%H:%M}", f"{self.until.data:%H:%M}"

    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = {"sort": self.sort.data, "rows": self.read.rows}
        if self.read.repeated:
            content["repeated"] = self.read.repeated
        if self.read.titles:
            content["titles"] = self.read.titles
        if self.sort.data == DUTY:
            content["hours"] = list(self.hours or ())
            content["gaps"] = [gap.as_json() for gap in gaps_of(self.read.rows, self.hours)]
        return content

    def default_title(self) -> str:
        rows = self.read.rows
        if self.sort.data == EXPERTS:
            return _("专家名单（%(fields)s，%(count)d 人）", fields=fields_of(rows), count=len(rows))
        return _("值班表（%(period)s）", period=period_of(rows))

    def piece(self) -> Piece:
        # The spreadsheet was read, and is not kept.
        return replace(super().piece(), picked=(), kept=(), read=tuple(self.picked))


class Roster(Kind):
    name = "roster"
    word = _l("名册")
    Form = RosterForm
    measures = {
        "experts": _l("专家人数"),
        "local": _l("省内专家"),
        "elsewhere": _l("省外专家"),
        "days": _l("有人值班的天数"),
        "gaps": _l("无人值班的天数"),
    }

    def summary(self, content: dict[str, Any]) -> str:
        words = of_experts(content["rows"]) if content["sort"] == EXPERTS else of_duty(content)
        if repeated := content.get("repeated"):
            words.append(ngettext("%(num)d 行重复，只计一次", "%(num)d 行重复，只计一次", repeated))
        if titles := content.get("titles"):
            words.append(ngettext("表头上面有 %(num)d 行标题，没有读入", "表头上面有 %(num)d 行标题，没有读入", titles))
        return _("；").join(words)

    def parts(self, content: dict[str, Any]) -> list[Part]:
        """Experts by province and by field; the field's measure bears its own words."""
        rows = content["rows"]
        if content["sort"] == DUTY:
            empty = sum(not gap["from"] for gap in content["gaps"])
            return [Part({"days": len({row["on"] for row in rows}), "gaps": empty})]
        places = Counter(row["where"] for row in rows)
        fields = Counter(row["field"] for row in rows)
        own = {_("专家：%(field)s", field=field): count for field, count in fields.items()}
        return [Part({"experts": len(rows), LOCAL: places[LOCAL], ELSEWHERE: places[ELSEWHERE], **own})]

    def typed(self, version: EvidenceVersion) -> dict[str, Any]:
        """The rows with masks: a mask that is left as it is keeps its number."""
        content = version.content
        lines = ["\t".join(_cells(content["sort"], row)) for row in content["rows"]]
        since, until = content.get("hours") or (None, None)
        return {
            "title": version.title,
            "happened_on": version.happened_on,
            "note": version.note,
            "sort": content["sort"],
            "rows": "\n".join(lines),
            "since": _clock(since),
            "until": _clock(until),
        }


def _cells(sort: str, row: dict[str, str]) -> list[str]:
    if sort == EXPERTS:
        return [
            row["name"],
            row["field"],
            row.get("province") or WRITTEN[row["where"]],
            row["unit"],
            masked(row["telephone"]),
        ]
    hours = f"{row['from']}-{row['until']}" if row["from"] else "全天"
    return [row["on"], hours, row["name"], masked(row["telephone"])]


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


KIND = Roster()
