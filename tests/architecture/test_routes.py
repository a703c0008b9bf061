"""Every route declares who may call it, and names and addresses follow one pattern."""

import pytest
from flask import Blueprint, Flask

from checklist import create_app
from checklist.access import init_access, public
from tests.architecture.guards import odd_routes, undeclared_access


def bad_app() -> Flask:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="test")
    bp = Blueprint("bad", __name__)
    bp.get("/Do_It/<name>")(lambda name: name)
    app.register_blueprint(bp)
    app.add_url_rule("/work", "bad.perform", lambda: "")
    return app


def test_every_route_declares_its_access(built_app):
    assert undeclared_access(built_app) == []


def test_an_undeclared_route_stops_the_start():
    app = bad_app()
    assert "bad.perform" in undeclared_access(app)
    with pytest.raises(RuntimeError, match=r"bad\.perform"):
        init_access(app)


def test_a_declared_route_does_not(tmp_path):
    app = Flask(__name__)
    app.config.update(SECRET_KEY="test")
    app.add_url_rule("/work", "work", public(lambda: ""))
    init_access(app)


def test_the_whole_program_starts(tmp_path):
    create_app({"INSTANCE_PATH": str(tmp_path)})


def test_names_and_addresses(built_app):
    assert list(odd_routes(built_app)) == []


def test_odd_names_and_addresses_are_found():
    assert set(odd_routes(bad_app())) >= {"view perform", "address /Do_It/<name>"}
