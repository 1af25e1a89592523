"""Programmes that add up: shares of one, and nothing paid twice."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node, find
from sim.scenario.value import contradiction


def programme_faults(root: Node, *, some_gone: bool) -> Iterator[Fault]:
    """Faults of programmes. Where enablers took units away, a programme may pay for units that are gone."""
    for path, paid_by in find(root, ("programmes", "*", "paid_by")):
        shares = [share.value for share in paid_by.map.values()]
        total = sum(share for share in shares if isinstance(share, (int, float)))
        if shares and not isclose(total, 1, abs_tol=1e-6):
            yield contradiction(path, paid_by, f"the shares add up to {total:g}, not 1")
    forces = section.map if (section := root.get("forces")) else {}
    for part in ("units", "stocks"):
        payer: dict[str, str] = {}
        for path, entry in find(root, ("programmes", "*", part, "[]")):
            name = entry.text or ""
            if part == "units" and name not in forces and not some_gone:
                yield contradiction(path, entry, f"no unit is called `{name}`{did_you_mean(name, forces)}")
            if name in payer:
                yield contradiction(path, entry, f"`{name}` is paid by {payer[name]} already")
            payer.setdefault(name, path[1])
