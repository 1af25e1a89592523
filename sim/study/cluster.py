"""A Dask cluster as the crew: whoever deploys it (SLURM, Kubernetes, two shells), it is an address here.

The code on every worker is compared with ours before anything flies, and again by each worker before its first
task, since workers may join later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any

from sim.results.origin import code_version
from sim.study.crew import Crew
from sim.study.replication import StudyError

WAIT_S = 60
"""How long to wait for the scheduler, and then for a first worker, in seconds; a queue may hand them out slowly."""
BATCH = 4
"""Replications that travel together: a round trip costs some tens of milliseconds, a replication a second or more.
Assumed, 1 to 20: larger spares messages, smaller loses less when a worker dies."""
AHEAD = 2
"""Batches in hand for each thread of a worker: one that is flown, one that waits beside it."""


def cluster_crew(address: str, told: Callable[[str], None] = lambda _: None) -> Crew:
    """The workers behind a scheduler's address. Raises StudyError, in the user's words, if they cannot be used."""
    try:
        from distributed import KilledWorker
    except ImportError as fault:
        raise StudyError("--cluster needs Dask: pip install 'linchpin-sim[cluster]'") from fault

    with _client(address) as client:
        threads = _checked(client, address, told)
    opened = partial(_open, address)
    return Crew(opened, opened, width=AHEAD * threads, batch=BATCH, died=(KilledWorker,))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    from distributed import Client

    connect: Any = Client  # not typed
    try:
        client: Any = connect(address, timeout=WAIT_S, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise StudyError(f"--cluster {address}: no scheduler answers there ({fault})") from fault
    try:
        yield client
    finally:
        client.close(timeout=5)


def _checked(client: Any, address: str, told: Callable[[str], None]) -> int:
    """Threads of the workers, all of which have our code."""
    if not client.nthreads():
        told(f"waiting for a worker at {address}")
    try:
        client.wait_for_workers(1, timeout=WAIT_S)
    except TimeoutError as fault:
        raise StudyError(f"--cluster {address}: no worker came within {WAIT_S} s") from fault
    theirs = client.run(_version, on_error="return")
    differing = [f"  {worker}: {text}" for worker, found in theirs.items() if (text := differs(found)) is not None]
    if differing:
        raise StudyError(
            f"--cluster {address}: its workers would not give the same results as this machine\n"
            + "\n".join(differing)
            + "\nInstall the same version there, packages as in constraints.txt, and start the workers again."
        )
    threads: dict[str, int] = client.nthreads()
    return sum(threads.values())


def _version() -> dict[str, str]:
    return dict(code_version())


def differs(found: object) -> str | None:
    """What a worker has that we have not, in words; None if nothing."""
    if isinstance(found, BaseException):
        return f"has no Linchpin that it can import ({type(found).__name__}: {found})"
    ours = code_version()
    if found == ours:
        return None
    theirs: dict[str, str] = found if isinstance(found, dict) else {}
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    words = {"source": "Linchpin's source"}
    return "; ".join(f"{words.get(n, n)} is {theirs.get(n, 'absent')}, here {ours.get(n, 'absent')}" for n in names)


@contextmanager
def _open(address: str) -> Iterator[Executor]:
    with _client(address) as client:
        executor = _Checking(client.get_executor(pure=False), code_version())
        try:
            yield executor
        except BaseException as fault:
            executor.inner.shutdown(wait=False)
            if isinstance(fault, (CancelledError, asyncio.CancelledError)):
                raise StudyError(
                    f"--cluster {address}: the scheduler has gone. What landed is kept: the same command goes on."
                ) from fault
            raise
        executor.inner.shutdown()


class _Checking(Executor):
    """Hands on to Dask's executor, with the version that the worker must have."""

    def __init__(self, inner: Executor, version: dict[str, str]) -> None:
        self.inner = inner
        self.version = version

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit; the future raises StudyError if the worker has other code."""
        return self.inner.submit(_checked_call, self.version, fn, *args, **kwargs)


def _checked_call(version: dict[str, str], fn: Callable[..., Any], *args: Any) -> Any:
    if version != code_version():
        raise StudyError(f"a worker that joined later has other code: {code_version()}, asked for {version}")
    return fn(*args)
