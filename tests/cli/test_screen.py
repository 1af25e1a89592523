"""Numbers and tables as a person reads them."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from sim.cli import screen
from sim.cli.options import Bar
from sim.measures import Spell
from sim.study.compare import compare
from sim.study.replication import Replication

SCENARIO = SimpleNamespace(
    start=datetime(2011, 3, 31, 6, tzinfo=UTC),
    nations={"denmark": SimpleNamespace(title="Denmark"), "norway": SimpleNamespace(title="Norway")},
    munitions={"gbu-12": SimpleNamespace(title="GBU-12")},
)


def shown(table: Table) -> list[str]:
    console = Console(width=100, color_system=None)
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (26512.4, "26,512"),
        (-9140.0, "-9,140"),
        (25.25, "25.2"),
        (0.831, "0.83"),
        (0.0, "0.00"),
        (-0.001, "0.00"),
    ],
)
def test_a_number_has_the_decimals_that_its_size_deserves(value: float | None, text: str) -> None:
    assert screen.number(value) == text


def test_a_row_has_the_decimals_of_its_largest_number() -> None:
    assert screen.number(-0.4, size=26512) == "0"
    assert screen.number(3.14159, size=20) == "3.1"


def test_a_difference_stands_beside_both_worlds() -> None:
    base = [Replication(seed, {"sorties": 100.0 + seed, "nation.us.sorties": 1.0}) for seed in (1, 2)]
    other = [Replication(seed, {"sorties": 90.0 + seed, "nation.us.sorties": 0.0}) for seed in (1, 2)]

    assert shown(screen.difference_table("with", "without", compare(base, other))) == [
        "         with  without  difference  95 % interval  same sign",
        "sorties   102       92         -10     -10 to -10       100%",
    ]


def test_the_first_stockouts_stand_side_by_side() -> None:
    spells = [Spell("denmark", "gbu-12", 1690.0, 1710.0), Spell("denmark", "gbu-12", 1800.0, None)]
    spells.append(Spell("norway", "gbu-12", 1900.0, None))

    assert shown(screen.stockout_table({"with": spells, "without": []}, SCENARIO, rows=1)) == [
        "with                     without",
        " 9 Jun  Denmark, GBU-12  none",
        "and 1 more",
    ]


def test_causes_are_ordered_by_both_worlds_together() -> None:
    ledgers = {
        "with": {("effective", None): 5, ("not_planned", "no_target"): 3, ("cancelled", "no_aircraft"): 1},
        "without": {("effective", None): 1, ("not_planned", "no_aircraft"): 4, ("cancelled", "no_aircraft"): 4},
    }

    assert shown(screen.cause_table(ledgers)) == [
        "                 with  without",
        "lines asked for     9        9",
        "no aircraft         1        8",
        "no target           3        0",
    ]


def test_rare_causes_stand_together() -> None:
    """All rows add up to the lines without effect; one cause too many is told by name."""
    causes = ("no_target", "no_aircraft", "no_tanker_fuel", "weather")
    ledger = {("effective", None): 3} | {("cancelled", cause): 9 - rank for rank, cause in enumerate(causes)}

    few = shown(screen.cause_table({"with": ledger}, rows=2))
    assert [line.split()[-1] for line in few[1:]] == ["33", "9", "8", "13"]
    assert few[-1].startswith("2 other causes")
    assert shown(screen.cause_table({"with": ledger}, rows=3))[-1].startswith("weather")


@pytest.mark.parametrize("title", ["Tankers [/c] of NATO", "[mq-1] at :airplane:", "[bold]"])
def test_brackets_in_a_title_are_brackets(title: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Alone, in a line, in the head of a table, in a cell."""
    table = screen.plain_table(title)
    table.add_row(title, screen.bold("-1"))
    screen.console().print(screen.bold(title), f"about {title}", table, sep="\n")

    assert capsys.readouterr().out.count(title) == 4


def test_millions_are_told_as_such() -> None:
    """The intervals of a row, too, whatever their own size."""
    assert screen.number(3_831_849_343.0) == "3,832 M"
    assert screen.span(-137e6, -2e6, size=3_831_849_343.0) == "-137 M to -2 M"
    assert screen.number(9_999_999.0) == "9,999,999"


def test_what_is_said_while_a_bar_is_shown_stands_above_it_and_nothing_to_fly_has_no_bar() -> None:
    console = Console(width=60, force_terminal=True, color_system=None)
    with console.capture() as capture, Progress(console=console) as shown:
        bar = Bar(shown)
        bar.say("6 of 6 runs were flown before")
        bar.begin(0)

    told = [line for line in Text.from_ansi(capture.get()).plain.splitlines() if line.strip()]
    assert told == ["6 of 6 runs were flown before"]
