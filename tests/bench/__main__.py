"""`make bench`: the shipped server, signed in, against a bare Flask floor under the same server in the same run.

Processor time is the server's own, read from the system; the load generator's is not in it. Each figure is the median
of five rounds, the floor's and the program's in turn. A wrong or empty answer fails the run. What was measured belongs
into docs/performance.md, with date and machine.
"""

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select, update

from checklist import create_app
from checklist.accounts.models import STAFF, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.demo.loading import FOUNDING_NOTICE, load
from checklist.drafting.proposing import draft
from checklist.notices.issuing import issue
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Organization
from checklist.reading import read
from checklist.tasks.models import OPEN, RETURNED, Task
from tests.bench.client import CONSTANT, Client
from tests.bench.server import Server, serving

ROUNDS = 5
READS_A_ROUND = 300
TICKS_A_ROUND = 20
LARGE_NOTICES = 27


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = prepared(folder / "province")
        measure_issuing(app)
        notice_id, task_ids = what_the_secretary_has(app)
        measure_pages(folder, notice_id, task_ids)
        measure_large_demo(folder / "large")


def prepared(folder: Path) -> Flask:
    """The program with the demo province in a database of its own."""
    app = create_app({"INSTANCE_PATH": str(folder)})
    with app.app_context():
        upgrade()
        load(150, 1, now())
        db.engine.dispose()
    return app


def measure_issuing(app: Flask) -> None:
    """Issuing the founding notice to 150 associations: from the confirmed draft to the commit."""
    seconds, statements, tasks = [], [], 0
    with app.app_context():
        reading = read(FOUNDING_NOTICE.read_bytes())
        for _round in range(ROUNDS):
            with write_unit():
                notice_id = draft(reading, "notice.txt", by=the_staff(), at=now()).id
            with counting(statements):
                began = perf_counter()
                with write_unit():
                    issue(db.session.get_one(Notice, notice_id), by=the_staff(), at=now())
                seconds.append(perf_counter() - began)
            tasks = db.session.query(Task).where(Task.notice_id == notice_id).count()
            db.session.remove()
        db.engine.dispose()
    say(f"issuing {tasks} tasks", f"{median(seconds):.2f} s", f"{len(statements) // ROUNDS} statements")


def what_the_secretary_has(app: Flask) -> tuple[int, list[int]]:
    """The first notice, and the tasks that the demo's secretary can still tick off, of all notices."""
    with app.app_context():
        with write_unit():
            # Each tick comes with a link, whatever the directive.
            db.session.execute(update(Directive).values(evidence_kinds=["link"], least_evidence=1))
        notice_id = db.session.scalars(select(Notice.id).order_by(Notice.id)).first()
        organization_id = db.session.scalars(select(Organization.id).where(Organization.name == "示例省医学会")).one()
        unfinished = Task.organization_id == organization_id, Task.status.in_((OPEN, RETURNED))
        task_ids = list(db.session.scalars(select(Task.id).where(*unfinished).order_by(Task.id)))
        db.session.remove()
        db.engine.dispose()
    return notice_id or 0, task_ids


def measure_pages(folder: Path, notice_id: int, task_ids: list[int]) -> None:
    """Pages and ticks of the program as ratios to the floor, round by round."""
    (folder / "floor").mkdir()
    with serving("tests.bench.floor:app", folder / "floor") as floor, serving("app:app", folder / "province") as ours:
        bare, secretary, staff = Client(floor.port), Client(ours.port), Client(ours.port)
        secretary.sign_in("secretary")
        staff.sign_in("staff")
        constant: Callable[[], object] = lambda: bare.get("/constant", CONSTANT)  # noqa: E731
        for label, client, path, words in (
            ("checklist of one notice", secretary, f"/notices/{notice_id}/checklist", "checklist__heading"),
            ("checklist, all notices", secretary, "/checklist", "row__link"),
            ("dashboard 150 × 24", staff, f"/notices/{notice_id}/dashboard", "matrix__cell"),
            ("office home", staff, "/office", "row__link"),
        ):
            page: Callable[[], object] = lambda client=client, path=path, words=words: client.get(path, words)  # noqa: E731
            compare(label, (floor, constant), (ours, page), READS_A_ROUND)
        token = secretary.token(secretary.get(f"/tasks/{task_ids[0]}", "csrf_token"))
        ticks = tick(secretary, token, iter(task_ids))
        compare(
            "durable tick with a link",
            (floor, lambda: bare.post("/tick", 200)),
            (ours, lambda: next(ticks)),
            TICKS_A_ROUND,
        )
        say("memory of a worker", f"{ours.worker_megabytes():.0f} MB", f"floor {floor.worker_megabytes():.0f} MB")


def tick(client: Client, token: str, task_ids: Iterator[int]) -> Iterator[None]:
    """Attach a link to one more task and tick it off, at every step."""
    for number, task_id in zip(count(1), task_ids, strict=False):
        link = {
            "kind": "link",
            "url": f"https://north.example/{number}",
            "title": f"公众号文章 {number}",
            "happened_on": "",
            "note": "",
        }
        client.post(f"/tasks/{task_id}/submission", csrf_token=token, **link)
        yield


def compare(
    label: str, floor: tuple[Server, Callable[[], object]], ours: tuple[Server, Callable[[], object]], times: int
) -> None:
    """Both in turn; prints the ratio of processor time an operation, and both in milliseconds."""
    costs: list[tuple[float, float]] = []
    for _round in range(ROUNDS):
        costs.append((cost(*floor, times), cost(*ours, times)))
    low, high = (median(column) * 1000 for column in zip(*costs, strict=True))
    ratio = median(own / bare for bare, own in costs)
    say(label, f"{ratio:.1f} x floor", f"{high:.2f} ms against {low:.2f} ms")


def cost(server: Server, operation: Callable[[], object], times: int) -> float:
    """Processor seconds of the server an operation."""
    operation()
    began = server.cpu_seconds()
    for _time in range(times):
        operation()
    return (server.cpu_seconds() - began) / times


def measure_large_demo(folder: Path) -> None:
    """A hundred thousand tasks, made by the domain's own methods."""
    app = create_app({"INSTANCE_PATH": str(folder)})
    with app.app_context():
        upgrade()
        began = perf_counter()
        load(150, LARGE_NOTICES, now())
        seconds = perf_counter() - began
        say(f"demo of {db.session.query(Task).count()} tasks", f"{seconds:.0f} s", "")
        db.session.remove()
        db.engine.dispose()


def the_staff() -> Membership:
    return db.session.scalars(select(Membership).where(Membership.role == STAFF)).one()


class counting:  # noqa: N801 - reads as a statement
    """Collects the statements that are run inside the block."""

    def __init__(self, statements: list[str]) -> None:
        self.statements = statements

    def __enter__(self) -> None:
        event.listen(db.engine, "before_cursor_execute", self._note)

    def __exit__(self, *_error: object) -> None:
        event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.statements.append(statement)


def say(label: str, figure: str, note: str) -> None:
    print(f"{label:<28} {figure:>14}   {note}", flush=True)


if __name__ == "__main__":
    main()
