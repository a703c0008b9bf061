"""evidence and the loop"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import checklist.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("stored_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_files_sha256")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uploaded_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("used_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_uploads_file_id_stored_files")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_uploads_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["memberships.id"], name=op.f("fk_uploads_uploaded_by_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uploads_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_uploads_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "voidings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("voided_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_voidings_evidence_id_evidence")),
        sa.ForeignKeyConstraint(
            ["voided_by_id"], ["memberships.id"], name=op.f("fk_voidings_voided_by_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voidings")),
        sa.UniqueConstraint("evidence_id", name=op.f("uq_voidings_evidence_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "version_files",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_version_files_file_id_stored_files")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["evidence_versions.id"], name=op.f("fk_version_files_version_id_evidence_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_version_files")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("version_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_files_file_id"), ["file_id"], unique=False)

    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.Column("written_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_comments_task_id_tasks")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["memberships.id"], name=op.f("fk_comments_written_by_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_task_id"), ["task_id"], unique=False)

    op.create_table(
        "exemptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["memberships.id"], name=op.f("fk_exemptions_answered_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["memberships.id"], name=op.f("fk_exemptions_asked_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["memberships.id"], name=op.f("fk_exemptions_taken_back_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_exemptions_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemptions")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_exemptions_task_id_number")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("exemptions", schema=None) as batch_op:
        batch_op.create_index(
            "uq_exemptions_pending",
            ["task_id"],
            unique=True,
            sqlite_where=sa.text("taken_back_at IS NULL AND answered_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL AND answered_at IS NULL"),
        )

    op.create_table(
        "helper_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("most_contributions", sa.Integer(), nullable=False),
        sa.Column("most_files", sa.Integer(), nullable=False),
        sa.Column("most_bytes", sa.Integer(), nullable=False),
        sa.Column("contributions", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["memberships.id"], name=op.f("fk_helper_links_created_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_helper_links_notice_id_notices")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_helper_links_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["memberships.id"], name=op.f("fk_helper_links_revoked_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_helper_links_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_helper_links_token_hash")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helper_links_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_helper_links_task_id"), ["task_id"], unique=False)

    op.create_table(
        "reopenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("submission_number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reopened_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reopened_by_id"], ["memberships.id"], name=op.f("fk_reopenings_reopened_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_reopenings_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_reopenings_task_id_number")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["memberships.id"], name=op.f("fk_approvals_asked_by_id_memberships")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["memberships.id"], name=op.f("fk_approvals_decided_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_approvals_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["memberships.id"], name=op.f("fk_approvals_taken_back_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_approvals_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_approvals_task_id_number")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approvals_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(
            "uq_approvals_pending",
            ["task_id"],
            unique=True,
            sqlite_where=sa.text("taken_back_at IS NULL AND decided_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL AND decided_at IS NULL"),
        )

    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("contributor", sa.Text(), nullable=False),
        sa.Column("given_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["memberships.id"], name=op.f("fk_contributions_decided_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_contributions_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["link_id"], ["helper_links.id"], name=op.f("fk_contributions_link_id_helper_links")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_contributions_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contributions_evidence_id"), ["evidence_id"], unique=False)
        batch_op.create_index("ix_contributions_link_id_given_at", ["link_id", "given_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_contributions_task_id"), ["task_id"], unique=False)

    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_looks_comment_id_comments")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_looks_membership_id_memberships")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_looks_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("task_id", "membership_id", name=op.f("uq_looks_task_id_membership_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("looks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_looks_membership_id"), ["membership_id"], unique=False)

    op.create_table(
        "contribution_files",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_contribution_files_contribution_id_contributions")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_contribution_files_file_id_stored_files")
        ),
        sa.PrimaryKeyConstraint("contribution_id", "position", name=op.f("pk_contribution_files")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    with op.batch_alter_table("contribution_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_files_file_id"), ["file_id"], unique=False)

    # Plain statements: a batch would rebuild the table, and SQLite's STRICT would be lost.
    kinds = "JSONB" if op.get_bind().dialect.name == "postgresql" else "TEXT"
    op.execute(f"ALTER TABLE directives ADD COLUMN evidence_kinds {kinds} DEFAULT '[]' NOT NULL")
    op.execute("ALTER TABLE directives ADD COLUMN least_evidence INTEGER DEFAULT 1 NOT NULL")
    # Until now every piece was a link, whatever kind its directive asked for.
    op.execute(f"""UPDATE directives SET evidence_kinds = CAST(CASE evidence_kind
        WHEN 'link' THEN '["link"]' ELSE '["' || evidence_kind || '", "link"]' END AS {kinds})""")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE directives SET least_evidence = CASE WHEN needs_evidence THEN 1 ELSE 0 END")
    else:
        op.execute("UPDATE directives SET least_evidence = needs_evidence")
    op.execute("UPDATE evidence SET kind = 'link'")
    op.execute("ALTER TABLE directives DROP COLUMN needs_evidence")
    op.execute("ALTER TABLE directives DROP COLUMN evidence_kind")

    # As above: a plain statement.
    boolean = "BOOLEAN" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(f"ALTER TABLE organizations ADD COLUMN needs_approval {boolean} DEFAULT '0' NOT NULL")


def downgrade():
    op.execute("ALTER TABLE organizations DROP COLUMN needs_approval")

    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute("ALTER TABLE directives ADD COLUMN evidence_kind TEXT DEFAULT 'link' NOT NULL")
    op.execute(
        f"ALTER TABLE directives ADD COLUMN needs_evidence {'BOOLEAN' if is_postgresql else 'INTEGER'}"
        f" DEFAULT {'true' if is_postgresql else '1'} NOT NULL"
    )
    first = "evidence_kinds ->> 0" if is_postgresql else "evidence_kinds ->> '$[0]'"
    op.execute(f"UPDATE directives SET evidence_kind = {first}, needs_evidence = least_evidence > 0")  # noqa: S608
    op.execute("ALTER TABLE directives DROP COLUMN least_evidence")
    op.execute("ALTER TABLE directives DROP COLUMN evidence_kinds")

    with op.batch_alter_table("contribution_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_files_file_id"))

    op.drop_table("contribution_files")
    with op.batch_alter_table("looks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_looks_membership_id"))

    op.drop_table("looks")
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contributions_task_id"))
        batch_op.drop_index("ix_contributions_link_id_given_at")
        batch_op.drop_index(batch_op.f("ix_contributions_evidence_id"))

    op.drop_table("contributions")
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_approvals_pending",
            sqlite_where=sa.text("taken_back_at IS NULL AND decided_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL AND decided_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_approvals_submission_id"))

    op.drop_table("approvals")
    op.drop_table("reopenings")
    with op.batch_alter_table("helper_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_helper_links_task_id"))
        batch_op.drop_index(batch_op.f("ix_helper_links_organization_id"))

    op.drop_table("helper_links")
    with op.batch_alter_table("exemptions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_exemptions_pending",
            sqlite_where=sa.text("taken_back_at IS NULL AND answered_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL AND answered_at IS NULL"),
        )

    op.drop_table("exemptions")
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comments_task_id"))

    op.drop_table("comments")
    with op.batch_alter_table("version_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_files_file_id"))

    op.drop_table("version_files")
    op.drop_table("voidings")
    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_uploads_organization_id"))
        batch_op.drop_index(batch_op.f("ix_uploads_file_id"))

    op.drop_table("uploads")
    op.drop_table("stored_files")
