"""The verb `serve`: the classroom."""

from __future__ import annotations

import signal
import socket
from errno import EACCES, EADDRINUSE
from pathlib import Path
from secrets import token_urlsafe

import click

from sim.classroom.guard import LOOPBACK, door
from sim.classroom.house import House
from sim.classroom.limits import Limits
from sim.classroom.room import Room
from sim.classroom.shelf import Shelf
from sim.cli.screen import counted
from sim.study.crew import Standing


def serve(  # noqa: PLR0913 - the options of the verb
    place: Path,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    jobs: int,
    max_reps: int,
    max_days: int,
) -> None:
    """Open the classroom and keep it open until Ctrl-C. Raises ScenarioError if FILE cannot be flown."""
    if token is None and host not in LOOPBACK:
        token = token_urlsafe(9)
    try:
        entrance = door(host, token, (*names, socket.gethostname()) if host not in LOOPBACK else names)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    limits = Limits(reps=max_reps, days=max_days)
    shelf = Shelf(place, limits)
    for file, faults in shelf.left_out.items():
        click.echo(f"left out: {file} ({counted(len(faults), 'fault')}; see `check`)", err=True)
    if not shelf.books:
        raise click.UsageError(f"no scenario that can be flown in {place}")
    try:
        from sim.classroom.pages.server import Address
        from sim.classroom.pages.server import serve as run_server
    except ModuleNotFoundError as fault:
        if fault.name is None or not fault.name.startswith(("nicegui", "fastapi", "uvicorn")):
            raise
        raise click.UsageError("the classroom needs NiceGUI: pip install -c constraints.txt -e '.[web]'") from None
    _port_is_free(host, port)
    room = Room(limits, Standing(jobs))
    room.open(min((book.scenario for book in shelf.books.values()), key=lambda scenario: scenario.duration))

    def opened() -> None:
        shown = f"/?token={token}" if token else "/"
        here = host if host not in ("0.0.0.0", "::") else socket.gethostname()
        name = f"[{here}]" if ":" in here else here
        click.echo(f"The classroom is open: http://{name}:{port}{shown}")
        if shelf.lessons:
            click.echo(f"For the teacher, on this machine only: http://{name}:{port}/teacher{shown[1:]}")
        click.echo("Ctrl-C closes it.", err=True)

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run_server(House(shelf, room, limits), entrance, Address(host, port), opened)
    except KeyboardInterrupt:
        click.echo("The classroom is closed.", err=True)
    finally:
        room.close()


def _port_is_free(host: str, port: int) -> None:
    """Raises OSError in words before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            option = "--port" if fault.errno in (EADDRINUSE, EACCES) else "--host"
            raise click.UsageError(f"cannot listen on {host}, port {port}: {fault.strerror}; try {option}") from None
