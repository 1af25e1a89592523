"""Imports point down only: the order of the house, bottom to top, and who may know SimPy."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "sim"
MODULES = sorted(SOURCE.rglob("*.py"))

LAYERS = (
    ("sim.scenario.quantity",),
    ("sim.scenario.inputs",),
    # What a mission's behaviour is made of: below the scenario, whose tasking is made of missions.
    tuple(
        f"sim.campaign.{noun}"
        for noun in (
            *("cargo", "clock", "demand", "fleet", "kit", "ledger", "line", "luck", "performance", "profile"),
            "tanker_sortie",
        )
    ),
    ("sim.campaign.missions",),
    ("sim.scenario",),
    ("sim.campaign",),
    ("sim.measures",),
    ("sim.results",),
    ("sim.study", "sim.report", "sim.story", "sim.theory"),
    ("sim.page",),
    ("sim.classroom",),
    ("sim.cli",),
)


def layer(module: str) -> int | None:
    """The layer of a module: that of its longest known prefix. None for the package itself, which loads lazily."""
    ranks = {prefix: rank for rank, prefixes in enumerate(LAYERS) for prefix in prefixes}
    known = [prefix for prefix in ranks if module == prefix or module.startswith(prefix + ".")]
    return ranks[max(known, key=len)] if known else None


def name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[str, ...]:
    """What a module imports, wherever in it; inside of the campaign, not what it imports for type hints alone."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hints = {id(node) for block in ast.walk(tree) if for_hints(block) for node in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        within = name(path).startswith("sim.campaign.") and id(node) in hints
        yield from (module for module in found if not (within and module.startswith("sim.campaign.")))


def for_hints(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def test_a_module_imports_only_from_its_own_layer_or_below() -> None:
    above = [
        (name(path), other)
        for path in MODULES
        if (own := layer(name(path))) is not None
        for other in imports(path)
        if (theirs := layer(other)) is not None and theirs > own
    ]

    assert above == []


def test_only_the_campaign_knows_simpy() -> None:
    """And the theory, which runs single parts of the campaign in worlds of its own."""
    know = {name(path) for path in MODULES for module in imports(path) if module.split(".")[0] == "simpy"}

    assert "sim.campaign.campaign" in know
    assert not [module for module in know if not module.startswith(("sim.campaign", "sim.theory"))]


def test_study_and_report_do_not_know_each_other() -> None:
    assert not [p for p in (SOURCE / "study").glob("*.py") if any(m.startswith("sim.report") for m in imports(p))]
    assert not [p for p in (SOURCE / "report").glob("*.py") if any(m.startswith("sim.study") for m in imports(p))]


def test_every_package_has_a_layer() -> None:
    assert [name(p) for p in MODULES if layer(name(p)) is None] == ["sim"]
