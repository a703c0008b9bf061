"""Who receives a notice, and which of its directives are whose."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklist.notices.models import Directive, Notice
from checklist.notices.supplementing import heirs_of_addressees
from checklist.organizations.models import Category, Organization
from checklist.organizations.queries import associations_under


@dataclass(frozen=True)
class Share:
    """What one organization receives of a notice."""

    organization: Organization
    directives: tuple[Directive, ...]


def addressed(notice: Notice, associations: list[Organization] | None = None) -> list[Organization]:
    """The running associations that a draft is addressed to, by name; `associations`: when they are loaded already."""
    if associations is None:
        associations = associations_under(notice.issuer_id)
    if notice.to_all:
        return associations
    if is_to_the_same(notice):
        same = heirs_of_addressees(notice.supplements_id or 0)
        return [association for association in associations if association.id in same]
    picked = {organization.id for organization in notice.organizations}
    chosen = {category.id for category in notice.categories}
    return [a for a in associations if a.id in picked or chosen & {category.id for category in a.categories}]


def is_to_the_same(notice: Notice) -> bool:
    """Whether a supplement goes to those that the notice was issued to, whoever they are then: nobody was chosen."""
    chosen = notice.to_all or notice.categories or notice.organizations
    return notice.supplements_id is not None and not chosen


def is_for(directive: Directive, organization: Organization) -> bool:
    """Whether a directive is this organization's to do; one without a scope of its own is everybody's."""
    if not directive.categories and not directive.organizations:
        return True
    if organization.id in {picked.id for picked in directive.organizations}:
        return True
    own = {category.id for category in organization.categories}
    return any(category.id in own for category in directive.categories)


def shares(directives: Iterable[Directive], organizations: Iterable[Organization]) -> list[Share]:
    """Who gets which directives; an organization that none is for stands there with nothing."""
    kept = list(directives)
    return [Share(organization, tuple(d for d in kept if is_for(d, organization))) for organization in organizations]


def categories_named(text: str, categories: Iterable[Category]) -> list[Category]:
    """The categories and tags whose names stand in the words of a notice: 医药、护理类学会 -> 医药, 护理.

    A one-character category (理, 工) counts only where it is named as one (理科, 工科), not inside other words.
    """
    return [c for c in categories if (c.name if len(c.name) > 1 else f"{c.name}科") in text]
