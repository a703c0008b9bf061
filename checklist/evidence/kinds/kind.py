"""What a kind of evidence is: the words for it, the form that asks for it, and what its pieces add up to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, Optional, StopValidation

from checklist.clock import today
from checklist.evidence.giving import NamedFile, Piece, known_id
from checklist.evidence.models import EvidenceVersion
from checklist.fields import Day, plain_words
from checklist.files.models import Upload
from checklist.files.uploading import Taken

TITLE_AT_MOST = 200
NOTE_AT_MOST = 1000
TITLE_FROM_TEXT = 40
_SEE_ATTACHED = re.compile(r"(见|如)附件|附后")


def words_field(label: Any, most: int, *others: Any, long: bool = False) -> StringField:
    """A line of words, or with `long` several, of at most so many characters."""
    make = TextAreaField if long else StringField
    return make(label, [*others, Length(max=most, message=_l("请不要超过 %(max)d 个字。"))], filters=[plain_words])


def first_words(text: str) -> str:
    """The first line of a text, short enough for a title."""
    first = text.splitlines()[0]
    return first if len(first) <= TITLE_FROM_TEXT else f"{first[:TITLE_FROM_TEXT]}…"


class OneOf(SelectField):
    """One of several values, with a sentence of our own where none was chosen."""

    def __init__(self, label: Any, sentence: Any, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.sentence = sentence

    def pre_validate(self, form: Any) -> None:
        if not self.data or self.data not in {choice.value for choice in self.choices}:
            raise StopValidation(str(self.sentence))


class PieceForm(FlaskForm):
    """What every kind asks for: a title, the date of the fact, a note, and files where the kind takes them.

    A kind's own form adds its fields and their checks, and says in `content` and `default_title` what was given.
    """

    takes_files: ClassVar[bool] = False
    # Whether the form adds to the number that a task asks for.
    gives_figure: ClassVar[bool] = False
    # Whether the form is checked against what the organization gave earlier of the same kind.
    compares: ClassVar[bool] = False

    title = words_field(_l("标题"), TITLE_AT_MOST, Optional())
    # A kind that asks for days of its own has none of these two: None.
    happened_on: Any = Day(_l("事情发生的日期"), [Optional()])
    note: Any = words_field(_l("说明"), NOTE_AT_MOST, Optional(), long=True)
    uploads = SelectMultipleField(coerce=known_id, choices=(), validate_choice=False)

    # The files that were picked for this form, in their order. The handler sets them before it validates.
    picked: Sequence[Upload] = ()
    # Why files that were sent with the form itself could not be taken: it is shown again, with those that were.
    refusals: Sequence[str] = ()
    # In a newer version: the one that it is made from, and those of its files that were not taken out.
    seen: EvidenceVersion | None = None
    kept: Sequence[NamedFile] = ()
    # Where the form compares: what the organization gave earlier, the newest first. Set by the handler, too.
    earlier: Sequence[EvidenceVersion] = ()
    # The number that the task asks for, as its notice names it. Set by the handler where the form gives a figure.
    asked: str = ""
    # Whether who sends it may read full telephone numbers: only then a mask in what is typed stands for one.
    is_entrusted: bool = False

    def take(self, taken: Taken) -> None:
        """Files that were sent with the form itself wait for it now, like those picked before."""
        self.uploads.data = [*(self.uploads.data or ()), *taken.ids]
        self.refusals = taken.refusals

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        self.form_errors.extend(self.refusals)
        return bool(is_valid) and not self.refusals

    @property
    def files(self) -> Sequence[NamedFile | Upload]:
        """All the files that the piece will have."""
        return (*self.kept, *self.picked)

    def validate_happened_on(self, field: Field) -> None:
        if field.data is None:
            return  # it could not be read: the field has said so
        refuse_impossible(field)

    def content(self) -> dict[str, Any]:
        """What the kind asks for, as it is kept: JSON."""
        raise NotImplementedError

    def default_title(self) -> str:
        """The title where none was typed."""
        raise NotImplementedError

    def piece(self) -> Piece:
        """What was given; the form has been validated."""
        return Piece(
            title=((self.title.data if self.title else "") or self.default_title())[:TITLE_AT_MOST],
            happened_on=self.happened_on.data if self.happened_on else None,
            note=(self.note.data if self.note else "") or "",
            content=self.content(),
            picked=tuple(self.picked) if self.takes_files else (),
            kept=tuple(self.kept) if self.takes_files else (),
        )

    def refuse_without(self, text: Field, sentence: str) -> None:
        """For a kind that wants words or files: neither is there, or the words speak of files that are not."""
        if not text.data and not self.files:
            raise ValidationError(sentence)
        self.refuse_missing_files(text)

    def refuse_missing_files(self, text: Field) -> None:
        """Words that say 见附件 and little else, with no file picked."""
        if not self.files and len(text.data) < TITLE_FROM_TEXT and _SEE_ATTACHED.search(text.data):
            raise ValidationError(_("这里写了“附件”，但还没有选择文件。请选择文件，或把内容写在这里。"))


def refuse_impossible(field: Field) -> None:
    """A day that has not come yet."""
    if field.data > today():
        raise ValidationError(_("日期不能晚于今天。"))


@dataclass(frozen=True)
class Part:
    """One thing that a piece consists of: what it adds to each measure.

    `original`: the folded address or the file's digest by which the same thing is known again in another piece, and
    counted once for the office; empty where there is none. `title`: what it is called itself, where it was said.
    """

    sums: dict[str, int | Decimal]
    original: str = ""
    title: str = ""


class Kind:
    """One kind of evidence. Its template `evidence/kinds/<name>.html` holds two macros: `fields` and `shown`."""

    name: ClassVar[str]
    word: ClassVar[Any]
    Form: ClassVar[type[PieceForm]]
    # What its pieces add up to: name of the measure -> its words. A measure that people defined is its own words.
    measures: ClassVar[dict[str, Any]]
    # Those of them that a piece may not state: where none did there is no number, which is not nought.
    may_lack: ClassVar[frozenset[str]] = frozenset()

    def measure_words(self, measure: str) -> str:
        return str(self.measures.get(measure, measure))

    @property
    def template(self) -> str:
        return f"evidence/kinds/{self.name}.html"

    def begun(self, figure: str, unit: str) -> dict[str, Any]:
        """What the empty form holds for a task that asks for this number: name of the field -> value."""
        return {}

    def summary(self, content: dict[str, Any]) -> str:
        """One line that says what was given, beside the title; empty where the title says it all."""
        raise NotImplementedError

    def parts(self, content: dict[str, Any]) -> list[Part]:
        """What a piece consists of, each with what it adds to the measures."""
        raise NotImplementedError

    def typed(self, version: EvidenceVersion) -> dict[str, Any]:
        """What the form holds when a newer version is given: name of the field -> value.

        The content's keys are the names of the fields; a kind that keeps something else says so here.
        """
        return {
            "title": version.title,
            "happened_on": version.happened_on,
            "note": version.note,
            **version.content,
        }

    def is_same(self, one: dict[str, Any], other: dict[str, Any]) -> bool:
        """Whether two contents are the same piece, given twice: by what they consist of, else by every word."""
        originals = [part.original for part in self.parts(one)]
        if originals and all(originals):
            return originals == [part.original for part in self.parts(other)]
        return one == other
