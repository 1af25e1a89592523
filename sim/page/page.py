"""The page as one file: template, style, scripts and data inlined, nothing else to load."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sim.page import packed
from sim.page.sections import ALWAYS, sections, sections_that_follow
from sim.page.told import held, pulled, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sim.page.chart import Section
    from sim.page.told import Told
    from sim.results import Results

FILE = "report.html"
SCRIPTS = ("chart.js", "page.js", "ledger.js", "map.js", "explorer.js", "pull.js")


def unwatched(_done: int, _of: int) -> None:
    """Nobody waits for the page."""


def write_page(
    results: Results, records: Path | None = None, watched: Callable[[int, int], object] = unwatched
) -> Path:
    """Write `report.html` into the folder of a result. `records` is a folder with the historical `daily.csv`.

    A page of an attribution tells of each set of enablers, a second each for a long campaign: `watched` is told how
    many of how many are done.
    """
    path = results.folder / FILE
    path.write_text(page(told(results, records), watched), encoding="utf-8")
    return path


def page(result: Told, watched: Callable[[int, int], object] = unwatched) -> str:
    """The whole page."""
    environment, parts = _environment(), sections(result)
    plotly, script = _plotly(), "\n".join(_template(name) for name in SCRIPTS)
    data = _document(result, parts, environment)
    sets = _sets(result, data, environment, watched)
    text: str = environment.get_template("page.html.j2").render(
        title=result.worlds.scenario.title,
        flown=_flown(result),
        sections=parts,
        style=_template("style.css"),
        plotly=packed.deflated(plotly) if sets else plotly,
        script=script,
        data=packed.text(data).replace("<", "\\u003c"),  # so that it cannot end its own element
        sets=sets,
        enablers=list(result.attribution["enablers"].values()) if result.attribution else [],
        policy=_policy(plotly, script),
    )
    return text


def _sets(
    result: Told, data: dict[str, Any], environment: Any, watched: Callable[[int, int], object]
) -> dict[int, str]:
    """What follows the enablers, told with every set of them, packed."""
    reference = packed.Reference(data)
    sets: dict[int, str] = {}
    for number, one in pulled(result):
        sets[number] = reference.packed(_document(one, sections_that_follow(one), environment))
        watched(len(sets), len(held(result)))
    return sets


def _document(result: Told, parts: list[Section], environment: Any) -> dict[str, Any]:
    """What the scripts draw from, and the words that follow the enablers."""

    def words(part: Section) -> dict[str, str]:
        text = {"title": part.title, "lead": part.lead}
        if part.written:
            text["html"] = environment.get_template(f"sections/{part.name}.html.j2").render(section=part)
        return text

    return {
        "charts": {
            chart.name: chart.drawn() | {"table": chart.blocks()}
            for part in parts
            for chart in (*part.charts, *part.quiet)
        },
        "own": {part.name: part.data for part in parts if part.data is not None},
        "flown": _flown(result),
        "words": {part.name: words(part) for part in parts if part.name not in ALWAYS},
    }


def _flown(result: Told) -> str:
    if not result.paired:
        return "Flown with everything."
    return f"Flown with everything, and without {', '.join(result.missing)}." if result.missing else ""


def _policy(*scripts: str) -> str:
    """Scripts run only if they are these, byte for byte; nothing may be fetched from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _plotly() -> str:
    """plotly.js as the plotly package ships it (MIT licence, its notice in the first lines)."""
    return (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _template(name: str) -> str:
    return (files("sim.page") / "templates" / name).read_text(encoding="utf-8")


def _environment() -> Any:
    import jinja2

    loader = jinja2.PackageLoader("sim.page", "templates")
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
