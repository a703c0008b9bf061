"""Loading the demo province into an empty database, through the domain's own methods only."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from checklist.accounts.joining import issue_code, join
from checklist.accounts.models import OFFICE_ROLES, STAFF, Membership, Person
from checklist.accounts.passwords import hashed
from checklist.accounts.signing_in import end_sessions, open_session_by_code
from checklist.clock import BEIJING
from checklist.db import db, write_unit
from checklist.demo import province
from checklist.demo.progress import DAYS, work_on
from checklist.drafting.confirming import Audience, Wording, edit
from checklist.drafting.proposing import draft
from checklist.notices.issuing import issue
from checklist.notices.models import Directive
from checklist.organizations.founding import add_category, found, found_office
from checklist.organizations.models import ASSOCIATION, CATEGORY, MEMBER_UNIT, OFFICE, TAG, Category, Organization
from checklist.reading import Reading, read
from checklist.settings import ROOT

FOUNDING_NOTICE = ROOT / "tests" / "reading" / "notices" / "samples" / "00-seed.txt"
CODE_LIFETIME = timedelta(days=1)
# Days from the issue to the deadline, by the place of a directive in a dozen; the others have none.
DEADLINES = {1: 12, 4: 16, 8: 24}


def is_empty() -> bool:
    """Whether nothing is in the database yet, not even the office."""
    return db.session.scalar(select(Organization.id).where(Organization.kind == OFFICE)) is None


def load(associations: int, notices: int, at: datetime) -> None:
    """The province as it stands at that moment: the first notice was issued two weeks before, the others before it.

    On the first notice everybody works; on each further one, one association in ten.
    """
    issued_at = (at.astimezone(BEIJING) - timedelta(days=DAYS)).replace(hour=9, minute=0, second=0, microsecond=0)
    load_people(associations, issued_at - timedelta(days=60 + notices))
    reading = read(FOUNDING_NOTICE.read_bytes(), FOUNDING_NOTICE.name)
    for number in range(notices):
        moment = issued_at - timedelta(days=number)
        with write_unit():
            staff = db.session.scalars(select(Membership).where(Membership.role == STAFF)).one()
            staff_id, notice_id = staff.id, _issue(reading, staff, moment)
        work_on(notice_id, staff_id, moment, seed=number, share=1.0 if number == 0 else 0.1)


def load_people(associations: int, at: datetime) -> None:
    """Office, categories, tags, associations with their secretaries, member units, and the accounts."""
    password_hash = hashed(province.PASSWORD)
    invented = list(province.associations(associations))
    medical = next((one for one in invented if one.category == "医"), invented[0])
    with write_unit():
        office = found_office(province.OFFICE, at=at)
        named: dict[str, Category] = {}
        for kind, names in ((CATEGORY, province.ASSOCIATIONS), (TAG, province.TAGS)):
            named |= {name: add_category(kind, name, by=None, at=at) for name in names}
        for one in invented:
            categories = [named[one.category], *(named[tag] for tag in one.tags)]
            association = found(office, ASSOCIATION, one.name, categories, by=None, at=at)
            if one is medical:
                _accounts(association, password_hash, at)
                for name in province.MEMBER_UNITS:
                    found(association, MEMBER_UNIT, name, [], by=None, at=at)
            else:
                _secretary(association, one, at)
        _accounts(office, password_hash, at)


def accounts() -> list[tuple[str, str, str, str]]:
    """Who can sign in to the demo: sign-in name, password, role, organization. Empty when this is no demo."""
    # By the invented telephone number: a real person may well sign in as "staff".
    numbers = [_telephone(number) for number in range(len(province.ACCOUNTS))]
    memberships = db.session.scalars(
        select(Membership).join(Membership.person).where(Person.telephone.in_(numbers)).order_by(Membership.id)
    )
    return [(m.person.sign_in_name, province.PASSWORD, m.role, m.organization.name) for m in memberships]


def _secretary(association: Organization, one: province.Invented, at: datetime) -> None:
    join(
        association,
        "secretary",
        name=one.secretary,
        sign_in_name=one.telephone,
        telephone=one.telephone,
        by=None,
        at=at,
    )


def _accounts(organization: Organization, password_hash: str, at: datetime) -> None:
    """The accounts of the office, or those of the association, with their password."""
    for number, (sign_in_name, name, role) in enumerate(province.ACCOUNTS):
        if (role in OFFICE_ROLES) != organization.is_office:
            continue
        membership = join(
            organization, role, name=name, sign_in_name=sign_in_name, telephone=_telephone(number), by=None, at=at
        )
        code = issue_code(membership.person, CODE_LIFETIME, by=None, at=at)
        open_session_by_code(sign_in_name, code, password_hash, CODE_LIFETIME, at=at)
        end_sessions(membership.person_id, at=at)


def _telephone(number: int) -> str:
    """The telephone number of the account with that number."""
    return province.telephone(90_000_000 + number)


def _set_deadline(directive: Directive, due_on: date, staff: Membership, at: datetime) -> None:
    wording = Wording(
        title=directive.title,
        evidence_kinds=directive.evidence_kinds,
        least_evidence=directive.least_evidence,
        due_on=due_on,
        due_time=None,
        deadline_text=directive.deadline_text,
        applies_to_text=directive.applies_to_text,
    )
    edit(directive, wording, Audience(directive.categories, directive.organizations), by=staff, at=at)


def _issue(reading: Reading, staff: Membership, at: datetime) -> int:
    """Draft the notice, set the deadlines an official would set, issue it; returns its id."""
    notice = draft(reading, FOUNDING_NOTICE.name, by=staff, at=at - timedelta(minutes=20))
    for number, directive in enumerate(notice.confirmed):
        if number % 12 in DEADLINES:
            due_on = (at + timedelta(days=DEADLINES[number % 12])).date()
            _set_deadline(directive, due_on, staff, at - timedelta(minutes=10))
    issue(notice, by=staff, at=at)
    return notice.id
