"""The JSON Schema of scenario files, by which editors complete and check as one types.

A file is looser than a scenario: it may leave to others, by `extends` and `use`, whatever it does not say, and
null deletes. So nothing is required, and null may stand under any name.
"""

from __future__ import annotations

from typing import Any

from sim.scenario.scenario import Scenario
from sim.scenario.shape import missions

NULL = {"type": "null"}


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12; descriptions are the help of the inputs' fields."""
    made = Scenario.model_json_schema(by_alias=True)
    definitions = made.pop("$defs")
    for definition in [made, *definitions.values()]:
        _loosen(definition)
    _tasking_by_type(definitions["Phase"])
    made["properties"] |= _building_on()
    made["properties"]["variants"] = _variants(made["properties"]["variants"])
    made["properties"]["phases"]["anyOf"].insert(1, _by_name({"$ref": "#/$defs/Phase"}))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Linchpin scenario file",
        "$ref": "#/$defs/Scenario",
        "$defs": {"Scenario": made} | definitions,
    }


def _variants(part: dict[str, Any]) -> dict[str, Any]:
    """A variant is written like a file."""
    return {"description": part["description"]} | _by_name({"anyOf": [{"$ref": "#/$defs/Scenario"}, NULL]})


def _by_name(entry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": entry}


def _building_on() -> dict[str, Any]:
    return {
        "extends": {"type": "string", "description": "A file that this one builds on; its path as seen from here."},
        "use": {
            "type": "array",
            "items": {"anyOf": [{"type": "string"}, _some_sections()]},
            "description": "Files merged in below this one, in this order; their paths as seen from here.",
        },
    }


def _some_sections() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "Some sections of another scenario, such as its forces, with their sources.",
        "properties": {"file": {"type": "string"}, "only": {"type": "array", "items": {"type": "string"}}},
        "required": ["file", "only"],
        "additionalProperties": False,
    }


def _loosen(definition: dict[str, Any]) -> None:
    """Nothing is required, and null may stand under a key to delete what was there."""
    definition.pop("required", None)
    for name, part in definition.get("properties", {}).items():
        definition["properties"][name] = _or_null(_open(part))


def _open(part: dict[str, Any]) -> dict[str, Any]:
    """Maps in which any name may stand take null there, at every depth."""
    entries = part.get("additionalProperties")
    if isinstance(entries, dict):
        return part | {"additionalProperties": _or_null(_open(entries))}
    return part


def _or_null(part: dict[str, Any]) -> dict[str, Any]:
    outside = {key: part[key] for key in ("description", "default") if key in part}
    inside = {key: value for key, value in part.items() if key not in (*outside, "title", "discriminator")}
    members = inside.get("anyOf") or inside.get("oneOf") or [inside]
    return outside | {"anyOf": [member for member in members if member != NULL] + [NULL]}


def _tasking_by_type(phase: dict[str, Any]) -> None:
    """A request named for a mission type is completed as one; others say their `mission`."""
    (tasking, _) = phase["properties"]["tasking"]["anyOf"]
    requests = tasking["additionalProperties"]["anyOf"]
    by_name = dict(zip(missions(Scenario), requests, strict=False))
    tasking["properties"] = {name: {"anyOf": [request, NULL]} for name, request in by_name.items()}
