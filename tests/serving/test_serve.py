"""flask serve: the web server and the jobs' runner, started together and ended together."""

import os
import signal
import socket

import pytest

from tests.serving.started import awaited, free_port


def test_it_serves_pages_and_static_files(start):
    served = start("serve")
    served.until_ready()
    status, page = served.get("/sign-in")
    assert status == 200 and "<html" in page
    status, style = served.get("/static/app.css")
    assert status == 200 and "--accent" in style
    assert f"http://127.0.0.1:{served.port}" in served.said()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_everything(number, start):
    served = start("serve")
    served.until_ready()
    family = served.family()
    assert len(family) >= 3  # the server, a worker or more, the runner
    assert served.end(number) == 0
    assert [process for process in family if process.is_running()] == []
    assert served.get("/static/app.css") is None and "Traceback" not in served.said()


def test_a_signal_while_it_starts(start):
    served = start("serve")
    awaited(served.family, "the first child")
    family = served.family()
    served.end()
    assert [process for process in family if process.is_running()] == []


def test_a_port_in_use_gets_a_sentence(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = start("serve", port=port)
        assert served.process.wait(40) == 1
    said = served.said()
    assert said == f"Error: Port {port} is in use: end what uses it, or choose another, e.g. PORT=8000.\n"


def test_a_second_one_on_the_same_port(start):
    first = start("serve")
    first.until_ready()
    second = start("serve", port=first.port, instance="second")
    assert second.process.wait(40) == 1 and "is in use" in second.said()
    assert first.get("/static/app.css")[0] == 200


@pytest.mark.parametrize(("port", "sentence"), [(99999, "99999 is no port"), ("abc", "PORT is a whole number")])
def test_no_port(port, sentence, start):
    served = start("serve", port=port)
    assert served.process.wait(40) == 1 and served.said().startswith(f"Error: {sentence}")
    assert served.said().count("\n") == 1


def test_stopped_the_database_is_one_file(start, tmp_path):
    kept = tmp_path / "kept"
    created = start("db", "upgrade", instance="kept", database_url=f"sqlite:///{kept / 'checklist.sqlite'}")
    assert created.process.wait(40) == 0
    served = start("serve", instance="kept", database_url=f"sqlite:///{kept / 'checklist.sqlite'}")
    served.until_ready()
    served.get("/sign-in")
    assert served.end() == 0
    assert {file.name for file in kept.glob("checklist.sqlite*")} == {"checklist.sqlite"}


def test_a_database_without_tables_gets_a_sentence(start, tmp_path):
    served = start("serve", database_url=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert served.process.wait(40) == 1
    assert served.said() == "Error: the database is not up to date: run flask db upgrade first.\n"


def test_a_runner_that_dies_is_started_again(start):
    served = start("serve")
    served.until_ready()
    _web, first = awaited(served.parts, "both parts")
    os.kill(first.pid, signal.SIGKILL)
    awaited(lambda: (parts := served.parts()) and parts[1] != first, "another runner")
    assert served.get("/static/app.css")[0] == 200


def test_a_web_server_that_dies_ends_everything(start):
    served = start("serve")
    served.until_ready()
    family = served.family()
    web, _runner = awaited(served.parts, "both parts")
    os.kill(web.pid, signal.SIGKILL)
    assert served.process.wait(40) == 1 and "The web server ended unexpectedly" in served.said()
    # Whose parent was killed is gone as soon as init has looked.
    awaited(lambda: not [one for one in family if one.is_running() and one.status() != "zombie"], "the end of all")


def test_a_worker_that_dies_is_replaced(start):
    served = start("serve")
    served.until_ready()
    web, _runner = awaited(served.parts, "both parts")
    worker = web.children()[0]
    os.kill(worker.pid, signal.SIGKILL)
    awaited(lambda: worker not in web.children() and web.children(), "a new worker")
    assert awaited(lambda: served.get("/static/app.css"), "an answer")[0] == 200


def test_the_port_is_free_again_at_once(start):
    port = free_port()
    for _time in range(2):
        served = start("serve", port=port)
        served.until_ready()
        served.get("/static/app.css")
        assert served.end() == 0
