"""The fixed cast: the office's people, the secretary, a member and the head of north, the secretary of south.

South must never see anything of north. All people and organizations are invented.
"""

from datetime import datetime

from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import ADMINISTRATOR, HEAD, LEADER, MEMBER, SECRETARY, STAFF, Membership, Person
from checklist.db import db
from checklist.organizations.founding import add_category, found, found_office
from checklist.organizations.models import ASSOCIATION, CATEGORY, MEMBER_UNIT, TAG, Category, Organization

OFFICE_NAME = "示例省科学技术协会"
NORTH_NAME = "示例省北辰医学会"
SOUTH_NAME = "示例省南山农学会"
UNIT_NAME = "北辰第一医院"

# name in tests -> (person's name, organization's name, role)
ROLES = {
    "administrator": ("顾明", OFFICE_NAME, ADMINISTRATOR),
    "staff": ("林静", OFFICE_NAME, STAFF),
    "leader": ("周远", OFFICE_NAME, LEADER),
    "north": ("陈晓", NORTH_NAME, SECRETARY),
    "member": ("吴岚", NORTH_NAME, MEMBER),
    "head": ("郑岩", NORTH_NAME, HEAD),
    "south": ("赵禾", SOUTH_NAME, SECRETARY),
    "unit": ("孙宁", UNIT_NAME, SECRETARY),
}


def make_cast(at: datetime) -> None:
    """Put the cast into an empty database, through the domain's own methods."""
    office = found_office(OFFICE_NAME, at=at)
    for name in ("理", "工", "农", "医", "交叉"):
        add_category(CATEGORY, name, by=None, at=at)
    for name in ("医药", "护理", "农口"):
        add_category(TAG, name, by=None, at=at)
    named = {category.name: category for category in db.session.scalars(select(Category))}
    north = found(office, ASSOCIATION, NORTH_NAME, [named["医"], named["医药"]], by=None, at=at)
    found(office, ASSOCIATION, SOUTH_NAME, [named["农"], named["农口"]], by=None, at=at)
    found(north, MEMBER_UNIT, UNIT_NAME, [], by=None, at=at)
    for key, (name, organization_name, role) in ROLES.items():
        organization = db.session.scalars(select(Organization).where(Organization.name == organization_name)).one()
        join(organization, role, name=name, sign_in_name=key, telephone=f"1380000{len(key):04d}", by=None, at=at)


class Cast:
    """The members of the cast, read from the database in which the test is: `cast.staff`, `cast.north` …"""

    def id_of(self, name: str) -> int:
        return getattr(self, name).id

    def __getattr__(self, name: str) -> Membership:
        if name not in ROLES:
            raise AttributeError(name)
        return db.session.scalars(select(Membership).join(Membership.person).where(Person.sign_in_name == name)).one()
