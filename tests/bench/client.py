"""A browser's worth of HTTP over one kept connection, quick enough not to matter; every answer is checked."""

import http.client
import re
from time import monotonic
from urllib.parse import urlencode

from checklist.demo.province import PASSWORD
from checklist.serving import HOST

# What the floor answers, always.
CONSTANT = "ok" * 100
IDLE_SECONDS = 1


class WrongAnswer(Exception):
    """The server answered something else than what is measured: the figure would be worth nothing."""


class Client:
    """One connection with its cookies. A status or a body that is not expected raises WrongAnswer."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port)
        self.cookies: dict[str, str] = {}
        self.used_at = monotonic()

    def get(self, path: str, expected: str) -> str:
        """The body of a page, which holds the expected words."""
        status, body = self._send("GET", path)
        if status != 200 or expected not in body:
            raise WrongAnswer(f"GET {path}: {status}, without {expected!r}")
        return body

    def post(self, path: str, status: int = 303, **fields: str) -> None:
        """Send a form; the status is the expected one."""
        answered, body = self._send("POST", path, urlencode(fields))
        if answered != status:
            raise WrongAnswer(f"POST {path}: {answered}: {body[:300]}")

    def sign_in(self, name: str) -> None:
        """As a person does it: the page, its token, name and password."""
        token = self.token(self.get("/sign-in", "csrf_token"))
        self.post("/sign-in", csrf_token=token, sign_in_name=name, password=PASSWORD)

    def token(self, page: str) -> str:
        found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        if found is None:
            raise WrongAnswer("a page without a token")
        return found[1]

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if monotonic() - self.used_at > IDLE_SECONDS:
            self.connection.close()  # the server may have done so; the next request opens it again
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        for header in response.headers.get_all("Set-Cookie") or ():
            name, _equals, rest = header.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        self.used_at = monotonic()
        return response.status, response.read().decode()
