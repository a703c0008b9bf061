"""Checklist (落实清单): from an official notice to directives, tasks, evidence and a ledger."""

from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect

from checklist.access import init_access
from checklist.accounts.views import bp as accounts
from checklist.approvals.views import bp as approvals
from checklist.assets import init_assets
from checklist.bodies import init_bodies
from checklist.cli import init_commands
from checklist.comments.views import bp as comments
from checklist.dashboards.views import bp as dashboards
from checklist.db import init_database
from checklist.drafting.views import bp as drafting
from checklist.errors import init_errors
from checklist.evidence.views import bp as evidence
from checklist.files.views import bp as files
from checklist.formatting import init_formatting
from checklist.headers import init_headers
from checklist.helping.views import bp as helping
from checklist.htmx import init_htmx
from checklist.jobs.views import bp as jobs
from checklist.journal.views import bp as journal
from checklist.languages import init_languages
from checklist.marking.views import bp as marking
from checklist.masking import init_masking
from checklist.navigation import init_navigation
from checklist.notices.views import bp as notices
from checklist.organizations.views import bp as organizations
from checklist.reviewing.views import bp as reviewing
from checklist.settings import ROOT, flask_config, read_settings
from checklist.shaping.views import bp as shaping
from checklist.supplements.views import bp as supplements
from checklist.tasks.views import bp as tasks
from checklist.visiting.views import bp as visiting


def create_app(settings: dict[str, str] | None = None, **config: Any) -> Flask:
    """The program: settings, extensions, features in order. `config` goes over what the settings say."""
    values = flask_config(read_settings(settings) if settings is not None else read_settings())
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(values["INSTANCE"]),
    )
    app.config.update(values | config)
    init_database(app)
    init_languages(app)
    init_formatting(app)
    init_headers(app)
    init_htmx(app)
    init_errors(app)
    init_masking(app)
    init_navigation(app)
    for blueprint in (
        journal,
        jobs,
        organizations,
        accounts,
        files,
        evidence,
        notices,
        drafting,
        marking,
        shaping,
        supplements,
        tasks,
        approvals,
        comments,
        dashboards,
        reviewing,
        helping,
        visiting,
    ):
        app.register_blueprint(blueprint)
    init_commands(app)
    init_access(app)
    init_bodies(app)
    CSRFProtect(app)
    Compress(app)
    init_assets(app)
    return app
