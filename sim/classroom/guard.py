"""Who is let in, and what a browser may do with the page: around the whole server, before anything else sees a request.

Plain ASGI, so that it holds for pages, files and the live connection alike.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN = "token"
PASS, VISITOR = "linchpin_pass", "linchpin_visitor"
"""Cookies: that the token was shown once; and whose runs are whose."""
LEAST = 8
"""Characters of a token."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
POLICY = "; ".join(
    (
        "default-src 'none'",
        # NiceGUI hands its page to Vue as a script, and Vue compiles it in the browser.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


@dataclass(frozen=True)
class Door:
    """Whom to let in."""

    hosts: frozenset[str]
    """Names by which this server may be called."""
    any_address: bool = False
    """Whether any number of an address is such a name, as when it listens on all: only a name can be rebound."""
    token: str | None = None
    """Asked of whoever has not shown it; nobody if None."""
    body_bytes: int = 400_000
    """Most that a request may carry."""

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = (urlsplit(f"//{host}").hostname or "").lower()
        if name in self.hosts:
            return True
        try:
            return self.any_address and bool(ip_address(name))
        except ValueError:
            return False

    @property
    def stamp(self) -> str:
        """What the cookie of one who has shown the token says."""
        return sha256(f"linchpin {self.token}".encode()).hexdigest()


def door(host: str, token: str | None, names: Iterable[str] = ()) -> Door:
    """For a server that listens on `host`, and is called by these names beside.

    Raises ValueError where others could come in without a token.
    """
    listens_to_all = host in ("0.0.0.0", "::")
    if host not in LOOPBACK and (token is None or len(token) < LEAST):
        raise ValueError(f"another address than this machine's own needs a token of at least {LEAST} characters")
    hosts = frozenset(name.lower() for name in (*LOOPBACK, host, *names) if name)
    return Door(hosts, any_address=listens_to_all, token=token)


class Guard:
    """The door before the application."""

    def __init__(self, app: App, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        head = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(head)
        if refused is not None:
            await _refuse(scope, send, 421, refused)
            return
        cookies = _cookies(head.get("cookie", ""))
        if not self._may_enter(cookies):
            await self._ask_for_token(scope, send)
            return
        visitor = cookies.get(VISITOR, "")
        new = not (visitor.isascii() and 16 <= len(visitor) <= 64)
        scope.setdefault("state", {})["visitor"] = token_urlsafe(16) if new else visitor
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        length = head.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.door.body_bytes:
            await _refuse(scope, send, 413, "That is too large.")
            return
        cookie = [_cookie(VISITOR, scope["state"]["visitor"])] if new else []
        await self.app(scope, _counted(receive, self.door.body_bytes), _with_headers(send, cookie))

    def _refused(self, head: dict[str, str]) -> str | None:
        """Why a request is not for this server: called by another name, or sent from another's page."""
        host, origin = head.get("host", ""), head.get("origin")
        if not self.door.knows(host):
            return "This server does not go by that name."
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return "This server answers its own pages only."
        return None

    def _may_enter(self, cookies: dict[str, str]) -> bool:
        return self.door.token is None or hmac.compare_digest(cookies.get(PASS, "").encode(), self.door.stamp.encode())

    async def _ask_for_token(self, scope: Scope, send: Send) -> None:
        """Whoever shows the token gets the cookie, and the address without it; others are asked for it."""
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        shown = next((value for key, value in query if key == TOKEN), "")
        right = hmac.compare_digest(shown.encode(), (self.door.token or "").encode())
        if scope["type"] == "websocket" or not right:
            await _refuse(scope, send, 403, "Ask your teacher for the link: it carries the word that opens this room.")
            return
        rest = urlencode([(key, value) for key, value in query if key != TOKEN])
        where = scope["path"] + (f"?{rest}" if rest else "")
        if where.startswith("//"):
            where = "/"
        await send(
            {
                "type": "http.response.start",
                "status": 303,
                "headers": [(b"location", where.encode("ascii", "replace")), _cookie(PASS, self.door.stamp), *HEADERS],
            }
        )
        await send({"type": "http.response.body", "body": b""})


def _cookies(text: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(text).items()}
    except CookieError:
        return {}


def _cookie(name: str, value: str) -> tuple[bytes, bytes]:
    return b"set-cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Lax".encode()


def _counted(receive: Receive, most: int) -> Receive:
    """A body that is longer than it said ends the request."""
    read = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return message if read <= most else {"type": "http.disconnect"}

    return counted


def _with_headers(send: Send, more: list[tuple[bytes, bytes]]) -> Send:
    async def with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS, *more]
        await send(message)

    return with_headers


async def _refuse(scope: Scope, send: Send, status: int, text: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
