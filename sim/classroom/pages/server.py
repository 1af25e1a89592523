"""The server: the pages behind the guard, on one address."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from socket import socket

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse
from nicegui import run as nicegui_run
from nicegui import ui

from sim.classroom.guard import LOOPBACK, Door, Guard
from sim.classroom.house import House
from sim.classroom.limits import Refused
from sim.classroom.pages.front import front
from sim.classroom.pages.play import play
from sim.classroom.pages.teacher import teacher

WIRE_BYTES = 400_000
"""Most that a browser may send at once over the live connection."""
CACHED = {"cache-control": "max-age=600"}


@dataclass(frozen=True)
class Address:
    """Where it listens."""

    host: str
    port: int


def serve(house: House, door: Door, address: Address, opened: Callable[[], None]) -> None:
    """Serve until Ctrl-C; `opened` is called when the first browser may come."""
    nicegui_run.process_pool_start_method = "spawn"
    web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    _files(web)
    _pages(house)
    ui.run_with(
        web, title="Linchpin classroom", dark=None, tailwind=False, show_welcome_message=False, reconnect_timeout=10.0
    )
    config = uvicorn.Config(
        Guard(web, door),
        host=address.host,
        port=address.port,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws_max_size=WIRE_BYTES,
        timeout_graceful_shutdown=2,
    )
    logging.getLogger("nicegui").setLevel(logging.ERROR)
    asyncio.run(_run(_Server(config, opened)))


async def _run(server: uvicorn.Server) -> None:
    await server.serve()


class _Server(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self.opened = opened

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.opened()


def _files(web: FastAPI) -> None:
    """The few files that pages load, each by its name."""
    own = files("sim.classroom.pages") / "static"
    theirs = files("sim.page") / "templates"
    plotly = files("plotly") / "package_data" / "plotly.min.js"
    served = {"classroom.css": own, "classroom.js": own, "style.css": theirs, "chart.js": theirs}
    paths = {name: Path(str(folder / name)) for name, folder in served.items()} | {"plotly.min.js": Path(str(plotly))}

    @web.get("/static/{name}")
    def static(name: str) -> Response:
        return FileResponse(paths[name], headers=CACHED) if name in paths else Response(status_code=404)


def _pages(house: House) -> None:
    @ui.page("/")
    def first(request: Request) -> None:
        front(house, teacher=_at_home(request))

    @ui.page("/teacher")
    def answers(request: Request) -> Response | None:
        if not _at_home(request):
            return Response("This page has the answers: it opens on the teacher's machine only.", status_code=403)
        teacher(house)
        return None

    @ui.page("/play/{name:path}")
    def desk(request: Request, name: str) -> Response | None:
        try:
            play(house, name, list(request.query_params.multi_items()), request.state.visitor)
        except Refused as refused:
            return Response(str(refused), status_code=404)
        return None


def _at_home(request: Request) -> bool:
    """Whether the browser runs on the machine of the server."""
    client, server = request.client, request.scope.get("server")
    return client is not None and (client.host in LOOPBACK or (server is not None and client.host == server[0]))
