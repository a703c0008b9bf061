"""reading a notice: imports, originals, what the reader proposed"""

import sqlalchemy as sa
from alembic import op

import checklist.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")


def upgrade():
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("created_at", checklist.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_pasted", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.Column("supplements_id", sa.Integer(), nullable=True),
        sa.Column("copies_id", sa.Integer(), nullable=True),
        sa.Column("pages_done", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("ended_at", checklist.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["copies_id"], ["notices.id"], name=op.f("fk_imports_copies_id_notices")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["memberships.id"], name=op.f("fk_imports_created_by_id_memberships")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_imports_notice_id_notices")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_imports_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(["supplements_id"], ["notices.id"], name=op.f("fk_imports_supplements_id_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_imports_organization_id"), "imports", ["organization_id"])

    # Plain statements: a batch would rebuild the tables, and SQLite's STRICT would be lost.
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    boolean, json = ("BOOLEAN", "JSONB") if is_postgresql else ("INTEGER", "TEXT")
    _refer("notices", "original_id", "stored_files")
    _refer("notices", "copies_id", "notices")
    op.execute(f"ALTER TABLE notices ADD COLUMN is_read_by_machine {boolean} DEFAULT '0' NOT NULL")
    op.execute("ALTER TABLE notices ADD COLUMN unread_pages INTEGER DEFAULT '0' NOT NULL")
    op.create_index(op.f("ix_notices_original_id"), "notices", ["original_id"])
    _refer("directives", "merged_into_id", "directives")
    _refer("directives", "cut_from_id", "directives")
    op.execute(f"ALTER TABLE directives ADD COLUMN undoing {json} DEFAULT '{{}}' NOT NULL")
    op.execute(f"ALTER TABLE directives ADD COLUMN proposal {json} DEFAULT '{{}}' NOT NULL")
    op.execute("ALTER TABLE directives ADD COLUMN figure TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE directives ADD COLUMN unit TEXT DEFAULT '' NOT NULL")

    op.create_index(op.f("ix_notices_supplements_id"), "notices", ["supplements_id"])
    _refer("withdrawals", "supplement_id", "notices")
    _refer("withdrawals", "superseded_by_id", "directives")
    op.create_index(op.f("ix_withdrawals_supplement_id"), "withdrawals", ["supplement_id"])
    op.create_table(
        "planned_withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directives.id"], name=op.f("fk_planned_withdrawals_directive_id_directives")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_planned_withdrawals_notice_id_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_withdrawals")),
        sa.UniqueConstraint("notice_id", "directive_id", name=op.f("uq_planned_withdrawals_notice_id_directive_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_planned_withdrawals_directive_id"), "planned_withdrawals", ["directive_id"])

    op.execute("ALTER TABLE jobs ADD COLUMN subject INTEGER DEFAULT '0' NOT NULL")
    _index_open_runs("name", "subject")


def downgrade():
    op.execute("DELETE FROM jobs WHERE subject <> 0")
    _index_open_runs("name")
    op.execute("ALTER TABLE jobs DROP COLUMN subject")
    op.drop_table("planned_withdrawals")
    op.drop_index(op.f("ix_withdrawals_supplement_id"), "withdrawals")
    for column in ("superseded_by_id", "supplement_id"):
        op.execute(f"ALTER TABLE withdrawals DROP COLUMN {column}")
    op.drop_index(op.f("ix_notices_supplements_id"), "notices")
    for column in ("unit", "figure", "proposal", "undoing", "cut_from_id", "merged_into_id"):
        op.execute(f"ALTER TABLE directives DROP COLUMN {column}")
    op.drop_index(op.f("ix_notices_original_id"), "notices")
    for column in ("unread_pages", "is_read_by_machine", "copies_id", "original_id"):
        op.execute(f"ALTER TABLE notices DROP COLUMN {column}")
    op.drop_table("imports")


def _refer(table, column, to):
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column}_{to} REFERENCES {to} (id)"
    )


def _index_open_runs(*columns):
    op.drop_index("uq_jobs_open", "jobs")
    op.create_index("uq_jobs_open", "jobs", list(columns), unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
