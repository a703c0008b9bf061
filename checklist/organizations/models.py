"""Organizations, a tree under the office, and the categories and tags that notices are addressed with."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.db import Base

OFFICE, ASSOCIATION, MEMBER_UNIT = "office", "association", "member_unit"
CATEGORY, TAG = "category", "tag"

organization_categories = Table(
    "organization_categories",
    Base.metadata,
    Column("organization_id", ForeignKey("organizations.id"), primary_key=True),
    Column("category_id", ForeignKey("categories.id"), primary_key=True, index=True),
)


class Category(Base):
    """A 学科类别 (理 工 农 医 交叉; `kind` is category) or a 标签 such as 护理 (`kind` is tag)."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]


class Organization(Base):
    """The office, an association or a member unit. Keeps its id through renaming; a merger names the successor."""

    __tablename__ = "organizations"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    name: Mapped[str]
    sort_key: Mapped[str]
    created_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    # Always the last of a chain of mergers, so that one step finds whose tasks are whose.
    succeeded_by_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    # Its own leader approves what it reports before the office sees it (审签).
    needs_approval: Mapped[bool] = mapped_column(default=False, server_default="0")

    categories: Mapped[list[Category]] = relationship(
        secondary=organization_categories, order_by=(Category.kind, Category.position)
    )
    old_names: Mapped[list["OrganizationName"]] = relationship(order_by="OrganizationName.until")

    @property
    def is_office(self) -> bool:
        return self.kind == OFFICE

    @property
    def heir_id(self) -> int:
        """Whose its tasks and its evidence are now: its own, or after a merger its successor's."""
        return self.succeeded_by_id or self.id


class OrganizationName(Base):
    """A name that an organization bore before it was renamed."""

    __tablename__ = "organization_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    name: Mapped[str]
    until: Mapped[date]
