"""first tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import checklist.db
from checklist.journal.models import KEEP_ON_POSTGRESQL, KEEP_ON_SQLITE

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("name", name=op.f("uq_categories_name")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("started_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("is_successful", sa.Boolean(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(
            "uq_jobs_open",
            ["name"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "journals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journals")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_journals_kind_subject_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("succeeded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organizations.id"], name=op.f("fk_organizations_parent_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["succeeded_by_id"], ["organizations.id"], name=op.f("fk_organizations_succeeded_by_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_organizations_parent_id_name")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organizations_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_succeeded_by_id"), ["succeeded_by_id"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("sign_in_name", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_people_sign_in_name")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempts_subject_at", ["subject", "at"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name=op.f("fk_events_journal_id_journals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("journal_id", "number", name=op.f("uq_events_journal_id_number")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_evidence_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("started_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_memberships_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_memberships_running",
            ["person_id", "organization_id", "role"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "organization_categories",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_organization_categories_category_id_categories")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_categories_organization_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("organization_id", "category_id", name=op.f("pk_organization_categories")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("organization_categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_categories_category_id"), ["category_id"], unique=False)

    op.create_table(
        "organization_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_organization_names_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_names")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("organization_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_names_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "evidence_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["memberships.id"], name=op.f("fk_evidence_versions_created_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_versions_evidence_id_evidence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_versions")),
        sa.UniqueConstraint("evidence_id", "number", name=op.f("uq_evidence_versions_evidence_id_number")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("forwards_id", sa.Integer(), nullable=True),
        sa.Column("supplements_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("issuer_name", sa.Text(), nullable=False),
        sa.Column("addressees_text", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("parts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("to_all", sa.Boolean(), nullable=False),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("discarded_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["memberships.id"], name=op.f("fk_notices_created_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["forwards_id"], ["notices.id"], name=op.f("fk_notices_forwards_id_notices")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["memberships.id"], name=op.f("fk_notices_issued_by_id_memberships")),
        sa.ForeignKeyConstraint(["issuer_id"], ["organizations.id"], name=op.f("fk_notices_issuer_id_organizations")),
        sa.ForeignKeyConstraint(["supplements_id"], ["notices.id"], name=op.f("fk_notices_supplements_id_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_issuer_id"), ["issuer_id"], unique=False)
        batch_op.create_index("ix_notices_issuer_id_issued_at", ["issuer_id", "issued_at"], unique=False)

    op.create_table(
        "one_time_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("issued_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["memberships.id"], name=op.f("fk_one_time_codes_issued_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_one_time_codes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_one_time_codes_code_hash")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("one_time_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_codes_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_in_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_sign_in_sessions_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_sessions")),
        sa.UniqueConstraint("key", name=op.f("uq_sign_in_sessions_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_sessions_membership_id"), ["membership_id"], unique=False)

    op.create_table(
        "addressees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category_names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("added_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_addressees_notice_id_notices")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["memberships.id"], name=op.f("fk_addressees_opened_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_addressees_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressees")),
        sa.UniqueConstraint("notice_id", "organization_id", name=op.f("uq_addressees_notice_id_organization_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addressees_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "directives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("heading_path", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("evidence_kind", sa.Text(), nullable=False),
        sa.Column("needs_evidence", sa.Boolean(), nullable=False),
        sa.Column("due_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("deadline_text", sa.Text(), nullable=False),
        sa.Column("applies_to_text", sa.Text(), nullable=False),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=True),
        sa.Column("dropped_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_directives_notice_id_notices")),
        sa.ForeignKeyConstraint(["same_as_id"], ["directives.id"], name=op.f("fk_directives_same_as_id_directives")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["directives.id"], name=op.f("fk_directives_supersedes_id_directives")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directives")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("directives", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directives_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "notice_categories",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("chosen_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_id"], ["categories.id"], name=op.f("fk_notice_categories_chosen_id_categories")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_categories_notice_id_notices")),
        sa.PrimaryKeyConstraint("notice_id", "chosen_id", name=op.f("pk_notice_categories")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("notice_categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_categories_chosen_id"), ["chosen_id"], unique=False)

    op.create_table(
        "notice_organizations",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("chosen_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_id"], ["organizations.id"], name=op.f("fk_notice_organizations_chosen_id_organizations")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_organizations_notice_id_notices")),
        sa.PrimaryKeyConstraint("notice_id", "chosen_id", name=op.f("pk_notice_organizations")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("notice_organizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_organizations_chosen_id"), ["chosen_id"], unique=False)

    op.create_table(
        "deadline_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("old_due_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("new_due_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["memberships.id"], name=op.f("fk_deadline_changes_changed_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directives.id"], name=op.f("fk_deadline_changes_directive_id_directives")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_changes")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("deadline_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_changes_directive_id"), ["directive_id"], unique=False)

    op.create_table(
        "directive_categories",
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("chosen_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_id"], ["categories.id"], name=op.f("fk_directive_categories_chosen_id_categories")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directives.id"], name=op.f("fk_directive_categories_directive_id_directives")
        ),
        sa.PrimaryKeyConstraint("directive_id", "chosen_id", name=op.f("pk_directive_categories")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("directive_categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directive_categories_chosen_id"), ["chosen_id"], unique=False)

    op.create_table(
        "directive_organizations",
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("chosen_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_id"], ["organizations.id"], name=op.f("fk_directive_organizations_chosen_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directives.id"], name=op.f("fk_directive_organizations_directive_id_directives")
        ),
        sa.PrimaryKeyConstraint("directive_id", "chosen_id", name=op.f("pk_directive_organizations")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("directive_organizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directive_organizations_chosen_id"), ["chosen_id"], unique=False)

    op.create_table(
        "receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["addressee_id"], ["addressees.id"], name=op.f("fk_receipts_addressee_id_addressees")),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["memberships.id"], name=op.f("fk_receipts_signed_by_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("addressee_id", name=op.f("uq_receipts_addressee_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("due_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["addressee_id"], ["addressees.id"], name=op.f("fk_tasks_addressee_id_addressees")),
        sa.ForeignKeyConstraint(["directive_id"], ["directives.id"], name=op.f("fk_tasks_directive_id_directives")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_tasks_notice_id_notices")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_tasks_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint(
            "directive_id", "organization_id", "period", name=op.f("uq_tasks_directive_id_organization_id_period")
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tasks_addressee_id"), ["addressee_id"], unique=False)
        batch_op.create_index("ix_tasks_notice_id_organization_id", ["notice_id", "organization_id"], unique=False)
        batch_op.create_index("ix_tasks_organization_id_status", ["organization_id", "status"], unique=False)

    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directives.id"], name=op.f("fk_withdrawals_directive_id_directives")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["memberships.id"], name=op.f("fk_withdrawals_withdrawn_by_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
        sa.UniqueConstraint("directive_id", name=op.f("uq_withdrawals_directive_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("attached_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("attached_by_id", sa.Integer(), nullable=False),
        sa.Column("detached_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("detached_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attached_by_id"], ["memberships.id"], name=op.f("fk_attachments_attached_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["detached_by_id"], ["memberships.id"], name=op.f("fk_attachments_detached_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_attachments_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_attachments_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachments_evidence_id"), ["evidence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachments_task_id"), ["task_id"], unique=False)
        batch_op.create_index(
            "uq_attachments_serving",
            ["task_id", "evidence_id"],
            unique=True,
            sqlite_where=sa.text("detached_at IS NULL"),
            postgresql_where=sa.text("detached_at IS NULL"),
        )

    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_on_behalf", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["memberships.id"], name=op.f("fk_submissions_submitted_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["memberships.id"], name=op.f("fk_submissions_taken_back_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_submissions_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_submissions_task_id_number")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["memberships.id"], name=op.f("fk_reviews_reviewed_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_reviews_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_reviews_submission_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "submission_evidence",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("evidence_version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_version_id"],
            ["evidence_versions.id"],
            name=op.f("fk_submission_evidence_evidence_version_id_evidence_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_evidence_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("submission_id", "evidence_version_id", name=op.f("pk_submission_evidence")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("submission_evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_evidence_evidence_version_id"), ["evidence_version_id"], unique=False
        )
    statements = {"sqlite": KEEP_ON_SQLITE, "postgresql": KEEP_ON_POSTGRESQL}[op.get_bind().dialect.name]
    for statement in statements:
        op.execute(statement)


def downgrade():
    with op.batch_alter_table("submission_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_evidence_evidence_version_id"))

    op.drop_table("submission_evidence")
    op.drop_table("reviews")
    op.drop_table("submissions")
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attachments_serving",
            sqlite_where=sa.text("detached_at IS NULL"),
            postgresql_where=sa.text("detached_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_attachments_task_id"))
        batch_op.drop_index(batch_op.f("ix_attachments_evidence_id"))

    op.drop_table("attachments")
    op.drop_table("withdrawals")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index("ix_tasks_organization_id_status")
        batch_op.drop_index("ix_tasks_notice_id_organization_id")
        batch_op.drop_index(batch_op.f("ix_tasks_addressee_id"))

    op.drop_table("tasks")
    op.drop_table("receipts")
    with op.batch_alter_table("directive_organizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directive_organizations_chosen_id"))

    op.drop_table("directive_organizations")
    with op.batch_alter_table("directive_categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directive_categories_chosen_id"))

    op.drop_table("directive_categories")
    with op.batch_alter_table("deadline_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_changes_directive_id"))

    op.drop_table("deadline_changes")
    with op.batch_alter_table("notice_organizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_organizations_chosen_id"))

    op.drop_table("notice_organizations")
    with op.batch_alter_table("notice_categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_categories_chosen_id"))

    op.drop_table("notice_categories")
    with op.batch_alter_table("directives", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directives_notice_id"))

    op.drop_table("directives")
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addressees_organization_id"))

    op.drop_table("addressees")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_sessions_membership_id"))

    op.drop_table("sign_in_sessions")
    with op.batch_alter_table("one_time_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_codes_person_id"))

    op.drop_table("one_time_codes")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_issuer_id_issued_at")
        batch_op.drop_index(batch_op.f("ix_notices_issuer_id"))

    op.drop_table("notices")
    op.drop_table("evidence_versions")
    with op.batch_alter_table("organization_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_names_organization_id"))

    op.drop_table("organization_names")
    with op.batch_alter_table("organization_categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_categories_category_id"))

    op.drop_table("organization_categories")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_memberships_running",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_organization_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_organization_id"))

    op.drop_table("evidence")
    op.drop_table("events")
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_attempts_subject_at")

    op.drop_table("sign_in_attempts")
    op.drop_table("people")
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organizations_succeeded_by_id"))
        batch_op.drop_index(batch_op.f("ix_organizations_parent_id"))

    op.drop_table("organizations")
    op.drop_table("journals")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_jobs_open", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("jobs")
    op.drop_table("categories")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION events_keep()")
