"""Who is let in."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest

from sim.classroom.guard import PASS, VISITOR, Door, Guard, door

HOME = "127.0.0.1:8765"
WORD = "a-long-word"


class Answer(NamedTuple):
    status: int
    headers: dict[str, list[str]]
    seen: MutableMapping[str, Any] | None
    """What came through to the application; None if nothing did."""


def ask(door: Door, path: str = "/", kind: str = "http", body: bytes = b"", **head: str) -> Answer:
    """One request through the guard to an application that reads its body and says 200."""
    sent: list[MutableMapping[str, Any]] = []
    through: list[MutableMapping[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        through.append(scope)
        if kind == "websocket":
            await send({"type": "websocket.accept"})
            return
        while (message := await receive()).get("more_body"):
            pass
        if message["type"] == "http.disconnect":
            through.pop()
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})

    chunks = [body[at : at + 100_000] for at in range(0, len(body), 100_000)] or [b""]

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": chunks.pop(0), "more_body": bool(chunks)}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    where, _, query = path.partition("?")
    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in {"host": HOME, **head}.items()]
    scope = {"type": kind, "path": where, "query_string": query.encode(), "headers": headers}
    with ThreadPoolExecutor(1) as own:  # a browser's tests in this process may have a loop running
        own.submit(lambda: asyncio.run(Guard(app, door)(scope, receive, send))).result()
    first = sent[0] if sent else {}
    found: dict[str, list[str]] = {}
    for name, value in first.get("headers", []):
        found.setdefault(name.decode(), []).append(value.decode())
    status = first.get("status") or {"websocket.accept": 101, "websocket.close": 403}.get(first.get("type", ""), 0)
    return Answer(status, found, through[0] if through else None)


OPEN = door("127.0.0.1", None)
SHUT = door("0.0.0.0", WORD, ["classroom.example"])


def test_another_address_needs_a_token() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.20", "example.org"):
        for token in (None, "short"):
            with pytest.raises(ValueError, match="needs a token of at least 8"):
                door(host, token)
    assert door("192.168.1.20", WORD).token == WORD
    assert door("localhost", None).token is None


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "10.0.0.1", "[::2]"]
)
def test_a_name_that_is_not_ours_is_refused(host: str, kind: str) -> None:
    """DNS rebinding: a page of theirs whose name suddenly leads to this machine."""
    answer = ask(OPEN, kind=kind, host=host)
    assert answer.status in (421, 403)
    assert answer.seen is None


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765"])
def test_our_names_are_known(host: str) -> None:
    assert ask(OPEN, host=host).status == 200


def test_who_listens_everywhere_knows_numbers_and_names_that_were_given() -> None:
    cookie = f"{PASS}={SHUT.stamp}"
    assert ask(SHUT, host="10.1.2.3:8765", cookie=cookie).status == 200
    assert ask(SHUT, host="classroom.example", cookie=cookie).status == 200
    assert ask(SHUT, host="evil.example", cookie=cookie).status == 421


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_another_page_cannot_use_the_browser_of_a_visitor(kind: str) -> None:
    assert ask(OPEN, kind=kind, origin="http://evil.example").seen is None
    assert ask(OPEN, kind=kind, origin="http://127.0.0.1:9999").seen is None
    assert ask(OPEN, kind=kind, origin="null").seen is None
    assert ask(OPEN, kind=kind, origin=f"http://{HOME}").seen is not None


def test_the_token_is_asked_once_and_does_not_stay_in_the_address() -> None:
    assert ask(SHUT).status == 403
    assert ask(SHUT, f"/?token={WORD}x").status == 403
    shown = ask(SHUT, f"/play/quickstart?without=drones&token={WORD}&reps=3")
    assert (shown.status, shown.seen) == (303, None)
    assert shown.headers["location"] == ["/play/quickstart?without=drones&reps=3"]
    (cookie,) = shown.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert WORD not in cookie
    assert ask(SHUT, cookie=cookie.split(";")[0]).status == 200
    assert ask(SHUT, kind="websocket", cookie=cookie.split(";")[0]).status == 101
    assert ask(SHUT, kind="websocket").status == 403
    assert ask(SHUT, f"/?token={WORD}", kind="websocket").status == 403
    assert ask(SHUT, cookie=f"{PASS}=ü").status == 403


def test_the_token_does_not_send_anybody_elsewhere() -> None:
    assert ask(SHUT, f"//evil.example/?token={WORD}").headers["location"] == ["/"]


def test_every_answer_carries_the_policy() -> None:
    for answer in (ask(OPEN), ask(SHUT), ask(OPEN, host="evil.example")):
        (policy,) = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == ["nosniff"]
        assert answer.headers["x-frame-options"] == ["DENY"]


def test_a_visitor_keeps_the_name_that_was_given() -> None:
    first = ask(OPEN)
    (cookie,) = first.headers["set-cookie"]
    assert first.seen is not None
    assert cookie.startswith(f"{VISITOR}={first.seen['state']['visitor']};")
    again = ask(OPEN, cookie=cookie.split(";")[0])
    assert again.seen is not None
    assert again.seen["state"]["visitor"] == first.seen["state"]["visitor"]
    assert "set-cookie" not in again.headers
    forged = ask(OPEN, cookie=f"{VISITOR}=x")
    assert forged.seen is not None
    assert forged.seen["state"]["visitor"] != "x"


def test_a_body_has_an_end() -> None:
    assert ask(OPEN, body=b"x" * 399_999).seen is not None
    assert ask(OPEN, body=b"x" * 500_000).seen is None
    assert ask(OPEN, content_length="500000").status == 413
    assert ask(OPEN, content_length="-1").status == 413
    assert ask(OPEN, content_length="many").status == 413
