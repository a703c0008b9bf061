"""Rows of a sheet become a plan: what is new, what is there already, and every problem by row and column."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from checklist.accounts.models import SECRETARY, Membership, Person
from checklist.db import db
from checklist.organizations import reading_sheet as sheet
from checklist.organizations.models import CATEGORY, OFFICE, TAG, Category, Organization
from checklist.organizations.queries import all_categories
from checklist.organizations.reading_sheet import SheetRow

MAX_NAME, MAX_TAG = 100, 20


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be imported, with the column it is in."""

    column: str
    sentence: str


@dataclass
class PlannedRow:
    """What a row will do. `organization` is None for a new one; the names are those it will bear afterwards."""

    row: SheetRow
    telephone: str
    tags: list[str]
    organization: Organization | None = None
    categories: list[str] = field(default_factory=list)
    changes_categories: bool = False
    person: Person | None = None
    joins: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def was_renamed(self) -> bool:
        return self.organization is not None and self.organization.name != self.row.name

    @property
    def changes_nothing(self) -> bool:
        return self.organization is not None and not self.changes_categories and not self.joins


@dataclass
class Plan:
    """All rows, and the tags that are not there yet."""

    rows: list[PlannedRow]
    new_tags: list[str]

    @property
    def problem_count(self) -> int:
        return sum(len(planned.problems) for planned in self.rows)

    @property
    def founded_count(self) -> int:
        return sum(planned.organization is None for planned in self.rows)

    @property
    def sorted_count(self) -> int:
        return sum(planned.organization is not None and planned.changes_categories for planned in self.rows)

    @property
    def joining_count(self) -> int:
        return sum(planned.joins for planned in self.rows)

    @property
    def changes_nothing(self) -> bool:
        return all(planned.changes_nothing for planned in self.rows)


def plan_import(rows: list[SheetRow]) -> Plan:
    """What importing these rows would do now. A few queries, whatever their number."""
    known = _Known(rows)
    planned = [_plan_row(row, known) for row in rows]
    _find_repetitions(planned)
    words = dict.fromkeys(tag for one in planned for tag in one.tags)
    return Plan(planned, [tag for tag in words if tag not in known.categories])


class _Known:
    """What is in the database already, by the names that the rows use."""

    def __init__(self, rows: list[SheetRow]) -> None:
        self.categories: dict[str, Category] = {category.name: category for category in all_categories()}
        options = selectinload(Organization.categories), selectinload(Organization.old_names)
        organizations = db.session.scalars(select(Organization).options(*options)).all()
        self.office = next(one for one in organizations if one.kind == OFFICE)
        self.by_name: dict[str, list[Organization]] = defaultdict(list)
        for one in organizations:
            if one.parent_id == self.office.id:
                self.by_name[one.name].append(one)
        current = set(self.by_name)
        for one in organizations:
            for old in {old.name for old in one.old_names} - current:
                self.by_name[old].append(one)
        telephones = {plain_telephone(row.telephone) for row in rows}
        people = db.session.scalars(select(Person).where(Person.sign_in_name.in_(telephones)))
        self.people = {person.sign_in_name: person for person in people}
        secretaries = select(Membership.person_id, Membership.organization_id).where(
            Membership.role == SECRETARY, Membership.ended_at.is_(None)
        )
        self.secretaries = {tuple(pair) for pair in db.session.execute(secretaries)}


def plain_telephone(text: str) -> str:
    """The digits of a telephone number, without +86, spaces and hyphens."""
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(\+?86)(?=1\d{10}$)", "", digits)


def _plan_row(row: SheetRow, known: _Known) -> PlannedRow:
    tags = list(dict.fromkeys(tag for tag in re.split(r"[、,;，；\s]+", row.tags) if tag))
    planned = PlannedRow(row, plain_telephone(row.telephone), tags)
    found = known.by_name.get(row.name, [])
    planned.organization = found[0] if found else None
    planned.problems += [*_name_problems(row, found, known), *_category_problems(planned, known)]
    planned.problems += _person_problems(planned, known)
    for column, text in zip(
        sheet.COLUMNS, (row.name, row.category, row.tags, row.secretary, row.telephone), strict=True
    ):
        if text.startswith("="):
            planned.problems.append(Problem(column, _("不能填公式，请改成文字。")))
    _compare(planned, known)
    return planned


def _compare(planned: PlannedRow, known: _Known) -> None:
    """What is new in this row. An empty cell leaves what an organization has as it is."""
    before = planned.organization.categories if planned.organization else []
    kept_category = [one.name for one in before if one.kind == CATEGORY]
    kept_tags = [one.name for one in before if one.kind == TAG]
    planned.categories = [
        *([planned.row.category] if planned.row.category else kept_category),
        *(planned.tags or kept_tags),
    ]
    planned.changes_categories = set(planned.categories) != {one.name for one in before}
    planned.person = known.people.get(planned.telephone)
    pair = (planned.person and planned.person.id, planned.organization and planned.organization.id)
    planned.joins = bool(planned.row.secretary) and pair not in known.secretaries


def _name_problems(row: SheetRow, found: list[Organization], known: _Known) -> list[Problem]:
    if not row.name:
        return [Problem(sheet.NAME, _("没有填写单位名称。"))]
    if len(row.name) > MAX_NAME or not any(character.isalpha() for character in row.name):
        return [Problem(sheet.NAME, _("“%(name)s”不像单位名称。", name=row.name[:30]))]
    if row.name == known.office.name:
        return [Problem(sheet.NAME, _("这是省科协自己，不能作为学会导入。"))]
    if len(found) > 1:
        return [Problem(sheet.NAME, _("有几个单位用过这个名称，请填写现在的名称。"))]
    if found and found[0].ended_on is not None:
        return [Problem(sheet.NAME, _("这个单位已经终止。"))]
    if found and found[0].parent_id != known.office.id:
        return [Problem(sheet.NAME, _("这是一个会员单位的曾用名，不能作为学会导入。"))]
    return []


def _category_problems(planned: PlannedRow, known: _Known) -> list[Problem]:
    problems, name = [], planned.row.category
    if name and (name not in known.categories or known.categories[name].kind != CATEGORY):
        there = _("、").join(one.name for one in known.categories.values() if one.kind == CATEGORY)
        problems.append(
            Problem(sheet.CATEGORY, _("没有“%(name)s”这个学科类别；现有：%(there)s。", name=name, there=there))
        )
    for tag in planned.tags:
        if tag in known.categories and known.categories[tag].kind != TAG:
            problems.append(Problem(sheet.TAGS, _("“%(name)s”是学科类别，不是标签。", name=tag)))
        elif len(tag) > MAX_TAG:
            problems.append(Problem(sheet.TAGS, _("标签“%(name)s”太长，几个标签之间用顿号隔开。", name=tag[:30])))
    return problems


def _person_problems(planned: PlannedRow, known: _Known) -> list[Problem]:
    row, telephone = planned.row, planned.telephone
    if not row.secretary and not telephone:
        return []
    if not row.secretary:
        return [Problem(sheet.SECRETARY, _("填了手机，没有填姓名。"))]
    if not telephone:
        return [Problem(sheet.TELEPHONE, _("填了姓名，没有填手机；手机号用作登录名。"))]
    if not re.fullmatch(r"1\d{10}", telephone):
        return [Problem(sheet.TELEPHONE, _("“%(telephone)s”不是 11 位手机号。", telephone=row.telephone[:30]))]
    person = known.people.get(telephone)
    if person is not None and person.name != row.secretary:
        return [Problem(sheet.TELEPHONE, _("这个手机号是%(name)s的登录名，与姓名不符。", name=person.name))]
    return []


def _find_repetitions(planned: list[PlannedRow]) -> None:
    """The second of two rows for one organization, or of two names for one telephone, says which the first was."""
    organizations: dict[object, PlannedRow] = {}
    names: dict[str, PlannedRow] = {}
    for one in planned:
        key = one.organization.id if one.organization else one.row.name
        first = organizations.setdefault(key, one)
        if one.row.name and first is not one:
            one.problems.append(Problem(sheet.NAME, _("与第 %(row)d 行是同一个单位。", row=first.row.number)))
        if one.telephone and one.row.secretary:
            first = names.setdefault(one.telephone, one)
            if first.row.secretary != one.row.secretary:
                sentence = _("与第 %(row)d 行手机号相同，姓名不同。", row=first.row.number)
                one.problems.append(Problem(sheet.TELEPHONE, sentence))
