"""Where the result comes from, and how to make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.page.chart import Section

if TYPE_CHECKING:
    from sim.page.told import Told


def section(told: Told) -> Section:
    """Command, seed, versions, hashes."""
    manifest = told.results.manifest
    rows = [
        ("Scenario", f"{manifest['title']} ({manifest['scenario']})"),
        ("Command", manifest["command"]),
        (
            "Seeds",
            f"{manifest['seed']} to {manifest['seed'] + told.reps - 1}" if told.reps > 1 else str(manifest["seed"]),
        ),
        ("Hash of the result", manifest["hash"]),
        ("Hash of the scenario", manifest["scenario_sha256"]),
        *(
            (f"Hash of the scenario, {name}", facts["scenario_sha256"])
            for name, facts in list(manifest["worlds"].items())[1:]
        ),
        ("Commit", manifest["commit"] or "not from a repository"),
        ("Versions", ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())),
    ]
    lead = "Same scenario, same seed and same versions give the same numbers, byte for byte."
    return Section(
        "provenance",
        "Provenance, and how to reproduce it",
        lead,
        facts={"rows": rows, "command": manifest["command"]},
        own=True,
    )
