"""The page as one file: template, style, scripts and data inlined, nothing else to load."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sim.page.sections import sections
from sim.page.told import told

if TYPE_CHECKING:
    from pathlib import Path

    from sim.page.chart import Section
    from sim.page.told import Told
    from sim.results import Results

FILE = "report.html"
SCRIPTS = ("chart.js", "page.js", "ledger.js", "map.js", "explorer.js")


def write_page(results: Results, records: Path | None = None) -> Path:
    """Write `report.html` into the folder of a result. `records` is a folder with the historical `daily.csv`."""
    path = results.folder / FILE
    path.write_text(page(told(results, records)), encoding="utf-8")
    return path


def page(result: Told) -> str:
    """The whole page."""
    parts = sections(result)
    plotly, script = _plotly(), "\n".join(_template(name) for name in SCRIPTS)
    text: str = (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=result.worlds.scenario.title,
            missing=result.missing,
            sections=parts,
            style=_template("style.css"),
            plotly=plotly,
            script=script,
            data=_data(parts),
            policy=_policy(plotly, script),
        )
    )
    return text


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


def _data(parts: list[Section]) -> str:
    """What the scripts draw from, as JSON that cannot end its own element."""
    charts = [chart.document() for part in parts for chart in (*part.charts, *part.quiet)]
    own = {part.name: part.data for part in parts if part.data is not None}
    text = json.dumps({"charts": charts, **own}, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.replace("<", "\\u003c")


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
