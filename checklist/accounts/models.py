"""People, their memberships, one-time codes, sign-in sessions and failed attempts."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.db import Base
from checklist.organizations.models import Organization

ADMINISTRATOR, STAFF, LEADER, SECRETARY, MEMBER = "administrator", "staff", "leader", "secretary", "member"
# The association's own leader, who reads what it does and, where it wants that, approves what it reports.
HEAD = "head"
OFFICE_ROLES = (ADMINISTRATOR, STAFF, LEADER)
ASSOCIATION_ROLES = (SECRETARY, MEMBER, HEAD)


class Person(Base):
    """Somebody who may sign in. The sign-in name is kept in lower case; there is no password before the first code."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("sign_in_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sort_key: Mapped[str]
    sign_in_name: Mapped[str]
    telephone: Mapped[str | None]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]


class Membership(Base):
    """One person's role in one organization, from and until. The actor of every act is a membership."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    role: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    organization: Mapped[Organization] = relationship(lazy="joined", innerjoin=True)


# One running membership for a person, an organization and a role, also when two administrators press at once.
Index(
    "uq_memberships_running",
    Membership.person_id,
    Membership.organization_id,
    Membership.role,
    unique=True,
    sqlite_where=Membership.ended_at.is_(None),
    postgresql_where=Membership.ended_at.is_(None),
)


class OneTimeCode(Base):
    """A printed code with which a person sets a password: the first one, or one that was lost. Stored hashed."""

    __tablename__ = "one_time_codes"
    __table_args__ = (UniqueConstraint("code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    code_hash: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    # Set when a newer code replaced this one before it was used.
    replaced_at: Mapped[datetime | None]


class SignInSession(Base, UserMixin):
    """One signed-in device. The signed cookie names the row by `key`; the row is checked on every request."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    membership_id: Mapped[int] = mapped_column(ForeignKey(Membership.id), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)

    def get_id(self) -> str:
        """What Flask-Login puts into the cookie."""
        return self.key


class SignInAttempt(Base):
    """One failed sign-in, counted by account and by network for the throttle; old rows are removed."""

    __tablename__ = "sign_in_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    at: Mapped[datetime]


Index("ix_sign_in_attempts_subject_at", SignInAttempt.subject, SignInAttempt.at)
