"""The flask commands."""

import json
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from checklist.accounts.joining import issue_code, join
from checklist.accounts.models import ADMINISTRATOR, LEADER, STAFF
from checklist.clock import now
from checklist.db import write_unit
from checklist.journal.verifying import verify_all
from checklist.organizations.founding import found_office
from checklist.reading import Unreadable, as_json, read

notice = AppGroup("notice", help="Notices.")
journal = AppGroup("journal", help="Journals.")
account = AppGroup("account", help="People who may sign in.")


def init_commands(app: Flask) -> None:
    for group in (notice, journal, account):
        app.cli.add_command(group)


@notice.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json_text", is_flag=True, help="Print the whole parse as JSON.")
def read_notice(file: Path, as_json_text: bool) -> None:
    """Read a notice FILE and print what was found in it; nothing is stored."""
    try:
        reading = read(file.read_bytes(), file.name)
    except Unreadable as problem:
        raise click.ClickException(f"{file.name}: {problem.code}") from problem
    if as_json_text:
        click.echo(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
        return
    for part in reading.parts:
        click.echo(f"{part.document_number or ''} {part.title or ''}".strip())
        for directive in part.directives:
            click.echo(f"  {directive.title}  [{directive.evidence_kind}]  {directive.deadline or ''}".rstrip())


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
@click.option("--role", type=click.Choice([ADMINISTRATOR, STAFF, LEADER]), required=True)
@click.option("--office", default="", help="The office's name; needed for the very first account only.")
def create_account(name: str, sign_in_name: str, role: str, office: str) -> None:
    """Make an account in the office and print its one-time code."""
    at = now()
    with write_unit():
        membership = join(found_office(office, at=at), role, name=name, sign_in_name=sign_in_name, by=None, at=at)
        code = issue_code(membership.person, current_app.config["CODE_LIFETIME"], by=None, at=at)
    click.echo(f"{sign_in_name}  {code}")
