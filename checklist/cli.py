"""The flask commands."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_babel import force_locale
from flask_migrate import upgrade

from checklist.accounts.joining import issue_code, join
from checklist.accounts.models import ASSOCIATION_ROLES, OFFICE_ROLES
from checklist.accounts.queries import person_by_sign_in_name
from checklist.clock import now
from checklist.db import db, is_migrated, write_unit
from checklist.drafting.correcting import export_corrections
from checklist.jobs.models import SUCCEEDED
from checklist.jobs.running import run_here
from checklist.jobs.schedule import WORKS
from checklist.jobs.wording import result_words, state_words
from checklist.journal.verifying import verify_all
from checklist.notices.wording import UNREADABLE
from checklist.organizations.founding import organization_to_join
from checklist.reading import Unreadable, as_json
from checklist.reading.apart import read_apart
from checklist.refusals import Refused

notice = AppGroup("notice", help="Notices.")
journal = AppGroup("journal", help="Journals.")
account = AppGroup("account", help="People who may sign in.")
job = AppGroup("job", help="Work off the request: verifying the journals, removing what has expired.")


def init_commands(app: Flask) -> None:
    for group in (notice, journal, account, job):
        app.cli.add_command(group)
    app.cli.add_command(serve_all)
    app.cli.add_command(load_demo)


@notice.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json_text", is_flag=True, help="Print the whole parse as JSON.")
def read_notice(file: Path, as_json_text: bool) -> None:
    """Read a notice FILE, in a process of its own as the program does, and print what was found; nothing is stored."""
    try:
        with TemporaryDirectory() as folder:
            reading = read_apart(file, file.name, Path(folder))
    except Unreadable as problem:
        with force_locale("en"):
            raise click.ClickException(f"{file.name}: {UNREADABLE[problem.code]} ({problem.code})") from problem
    if as_json_text:
        click.echo(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
        return
    for part in reading.parts:
        click.echo(f"{part.document_number or ''} {part.title or ''}".strip())
        for directive in part.directives:
            click.echo(f"  {directive.title}  [{directive.evidence_kind}]  {directive.deadline or ''}".rstrip())


@notice.command("corrections")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def write_corrections(folder: Path) -> None:
    """Write what people made of the reader's proposals into FOLDER: every issued notice with its confirmed labels.

    The notices' whole text goes into the folder, and with it the names and telephone numbers that stand in it.
    """
    if not is_migrated():
        raise click.ClickException("the database is not up to date: run flask db upgrade first.")
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty: nothing was written.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for line in export_corrections(folder):
        click.echo(line)


@journal.command("verify")
def verify_journals() -> None:
    """Prove every journal's chain; name the first altered event and fail, when there is one."""
    alterations = verify_all()
    for alteration in alterations:
        click.echo(alteration)
    if alterations:
        raise SystemExit(1)
    click.echo("All journals are whole.")


@account.command("create")
@click.option("--name", required=True, help="The person's name.")
@click.option("--sign-in-name", required=True, help="What the person signs in with, e.g. the telephone number.")
@click.option("--role", type=click.Choice([*OFFICE_ROLES, *ASSOCIATION_ROLES]), required=True)
@click.option(
    "--organization", default="", help="For a secretary or member: the name of the association or member unit."
)
@click.option("--office", default="", help="The office's name; needed for the very first account only.")
def create_account(name: str, sign_in_name: str, role: str, organization: str, office: str) -> None:
    """Make an account and print its one-time code."""
    at = now()
    try:
        with write_unit():
            joined = organization_to_join(role, organization, office, at=at)
            membership = join(joined, role, name=name, sign_in_name=sign_in_name, by=None, at=at)
            code = issue_code(membership.person, current_app.config["CODE_LIFETIME"], by=None, at=at)
    except Refused as refusal:
        raise click.ClickException(str(refusal.sentence)) from refusal
    click.echo(f"{sign_in_name}  {code}")


@account.command("code")
@click.argument("sign_in_name")
def create_code(sign_in_name: str) -> None:
    """Print a new one-time code for the person SIGN_IN_NAME, who lost the password; the codes before no longer work."""
    with write_unit():
        person = person_by_sign_in_name(sign_in_name)
        if person is None:
            raise click.ClickException(f"Nobody signs in as {sign_in_name}.")
        code = issue_code(person, current_app.config["CODE_LIFETIME"], by=None, at=now())
    click.echo(f"{person.sign_in_name}  {code}")


@job.command("run")
@click.argument("name", type=click.Choice(list(WORKS)))
def run_job(name: str) -> None:
    """Run the job NAME here and now, as the runner would by its schedule; for cron. Fails when all is not well."""
    done = run_here(name)
    click.echo(f"{state_words(done)} {result_words(done)}".strip())
    if done.state != SUCCEEDED:
        raise SystemExit(1)


@job.command("runner")
def run_jobs() -> None:
    """Be the jobs' runner alone, without the web server, until SIGTERM or Ctrl-C."""
    from checklist.jobs.queueing import run_queue

    run_queue(_this_app())


@click.command("demo")
@click.option("--associations", default=150, show_default=True, type=click.IntRange(1, 5000))
@click.option("--notices", default=1, show_default=True, type=click.IntRange(0, 1000))
@click.option("--once", is_flag=True, help="In a database that is not empty, change nothing and do not fail.")
def load_demo(associations: int, notices: int, once: bool) -> None:
    """Load an invented province into an empty database, and print who can sign in."""
    from checklist.demo.loading import accounts, is_empty, load  # no other process needs the province

    unfinished: Path = current_app.config["INSTANCE"] / "demo.unfinished"
    if is_empty():
        click.echo("Loading the demo province ...")
        unfinished.touch()
        load(associations, notices, now())
        unfinished.unlink()
    elif unfinished.exists():
        raise click.ClickException(
            f"Loading the demo was interrupted: delete {db.engine.url.database} and {unfinished}, then start again."
        )
    elif not once:
        raise click.ClickException("The database is not empty: the demo is loaded into an empty one only.")
    for sign_in_name, password, role, organization in accounts():
        click.echo(f"  {sign_in_name:<10} {password}  {role:<14} {organization}")


@click.command("serve")
@click.option("--with-demo", is_flag=True, help="Before: migrate the database, load the demo province if it is empty.")
def serve_all(with_demo: bool) -> None:
    """Serve on 127.0.0.1 and PORT: the web server's workers and the jobs' runner, until SIGTERM or Ctrl-C."""
    from checklist.serving import NotServed, serve

    app = _this_app()

    def prepare() -> None:
        with app.app_context():
            try:
                if with_demo:
                    upgrade()
                    load_demo.main(["--once"], prog_name="flask demo")
                elif not is_migrated():
                    raise SystemExit("Error: the database is not up to date: run flask db upgrade first.")
            finally:
                db.session.remove()
                db.engine.dispose()

    try:
        serve(app, prepare, say=click.echo)
    except NotServed as problem:
        raise click.ClickException(str(problem)) from problem


def _this_app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined]
