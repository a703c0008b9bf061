"""Alembic's entry: the app's own engine, one transaction for the whole upgrade."""

from alembic import context
from flask import current_app

import checklist.comments.models  # noqa: F401
import checklist.drafting.models  # noqa: F401

# Every table's class, so that none is missing from a comparison.
import checklist.helping.models  # noqa: F401
import checklist.jobs.models  # noqa: F401
import checklist.tasks.models  # noqa: F401

migrate = current_app.extensions["migrate"]

with migrate.db.engine.connect().execution_options(writes=True) as connection:
    context.configure(connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args)
    with context.begin_transaction():
        context.run_migrations()
