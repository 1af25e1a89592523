"""What the site takes from the program: inputs, measures, tables, assumptions, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
QUICKSTART = HERE.parent / "scenarios/quickstart.yaml"
LIBYA = HERE.parent / "scenarios/libya_2011.yaml"


def everything(folder: Path) -> None:
    """Write all pages and figures into a folder of the documentation."""
    folder.mkdir(exist_ok=True)
    pages = {"inputs": inputs(), "measures": measures(), "tables": tables(), "assumptions": assumptions()}
    for name, lines in pages.items():
        text = "\n".join(lines) + "\n"
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    figures(folder / "figures")


def inputs() -> Iterator[str]:
    """Every section and key of a scenario file, from the classes that check it."""
    from sim.scenario.scenario import Scenario

    whole = Scenario.model_json_schema(by_alias=True)
    definitions = whole.pop("$defs")
    yield from (
        "# Inputs",
        "",
        "Every key of a scenario file, from the classes that check it. `python run_sim.py schema`",
        "",
    )
    yield from ("prints the same as JSON Schema, for editors.", "")
    for name, definition in {"Scenario": whole, **definitions}.items():
        if "enum" in definition:
            words = ", ".join(f"`{word}`" for word in definition["enum"])
            yield from (f"## {name}", "", _cell(definition.get("description", "")), "", words, "")
        elif "properties" in definition:
            yield from (f"## {name}", "", _cell(definition.get("description", "")), "")
            yield from ("| key | is | must | help |", "|---|---|---|---|")
            required = definition.get("required", [])
            for key, part in definition["properties"].items():
                must = "yes" if key in required else ""
                yield f"| `{key}` | {_type(part)} | {must} | {_cell(part.get('description', ''))} |"
            yield ""


def _type(part: dict[str, Any]) -> str:
    """A part of the schema in a few words."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return " or ".join(f"`{word}`" for word in part["enum"])
    for key in ("anyOf", "oneOf", "allOf"):
        if key in part:
            kinds = [_type(one) for one in part[key] if one.get("type") != "null"]
            return " or ".join(dict.fromkeys(kinds))
    kind = part.get("type")
    if kind == "array":
        return f"list of {_type(part['items'])}" if "items" in part else "list"
    if kind == "object":
        entries = part.get("additionalProperties")
        return f"map of {_type(entries)}" if isinstance(entries, dict) else "map"
    return {"integer": "whole number", "string": "text", "boolean": "true or false"}.get(str(kind), str(kind or "any"))


def measures() -> Iterator[str]:
    """The registry of measures."""
    from sim.measures import MEASURES, NATION_MEASURES

    yield from ("# Measures", "", "One number of a run each. *Better* says which way the commander would want it.", "")
    for title, known, prefix in (
        ("Of a run", MEASURES, ""),
        ("Of each nation", NATION_MEASURES, "nation.NAME."),
    ):
        yield from (f"## {title}", "", "| name | unit | better | what |", "|---|---|---|---|")
        for one in known.values():
            yield f"| `{prefix}{one.name}` | {one.unit} | {one.better} | {_cell(one.function.__doc__ or one.title)} |"
        yield ""


def tables() -> Iterator[str]:
    """The tables of a record."""
    from sim.campaign.record import TABLES

    yield from ("# Tables", "", "What a run notes, column by column. Hours count from the start of the scenario.", "")
    for name, columns in TABLES.items():
        yield from (f"## {name}", "", "| column | kind | unit | what |", "|---|---|---|---|")
        yield from (f"| `{one.name}` | {one.kind} | {one.unit} | {_cell(one.help)} |" for one in columns)
        yield ""


def assumptions() -> Iterator[str]:
    """Every number of the Libya scenario that has a source: its value, tier and range."""
    from sim.scenario.load import resolve
    from sim.scenario.node import find

    full = resolve(LIBYA).full
    sources = full.map["sources"].map
    yield from ("# Every assumption of Libya 2011", "")
    yield "Value, tier, range and source of each number, from `sources` of the scenario and its library. How to read"
    yield from ("them: [assumptions](../background/assumptions.md).", "")
    tiers: dict[str, list[str]] = {}
    for path, source in sources.items():
        told = {name: node.value for name, node in source.map.items()}
        found = [_text(node.value) for _, node in find(full, tuple(path.split(".")))]
        value = found[0] if len(set(found)) == 1 else f"{len(found)} values" if found else ""
        bounds = f"{told['low']} to {told['high']}" if "low" in told else ""
        used = f" Set by {told['used']}." if "used" in told else ""
        row = f"| `{path}` | {value} | {bounds} | {_cell(str(told.get('source', '')))}{used} |"
        tiers.setdefault(str(told["tier"]), []).append(row)
    for tier in ("published", "derived", "calibrated", "assumed"):
        rows = tiers.get(tier, [])
        yield from (
            f"## {tier.capitalize()} ({len(rows)})",
            "",
            "| number | value | range | source |",
            "|---|---|---|---|",
        )
        yield from rows
        yield ""


def _text(value: object) -> str:
    return "" if value is None else _cell(str(value))[:60]


def _cell(text: str) -> str:
    """Text that a cell of a table can hold."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def figures(folder: Path) -> None:
    """The figure of the quickstart with and without tankers that the pages show, as the main job draws it."""
    from sim import load, run
    from sim.report import sorties_a_day
    from sim.report.draw import Look, Worlds, draw_one

    everything, without = load(QUICKSTART), load(QUICKSTART, without=["tankers"])
    records = {"with everything": run(everything), "without tankers": run(without)}
    draw_one(sorties_a_day, Worlds(everything, records), folder, Look(forms=("png",)))
