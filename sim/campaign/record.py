"""What happened, in tables that only grow.

The model writes facts here and never reads them. Hours count from the start of the scenario.
A row is a tuple in the order of the columns: cheap to note, turned into columns once, at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: str
    """`text`, `int`, `float` or `texts`; all but texts may be empty."""
    unit: str
    help: str


def _columns(text: str) -> tuple[Column, ...]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return tuple(Column(*(cell.strip() for cell in row)) for row in rows)


TABLES: dict[str, tuple[Column, ...]] = {
    "lines": _columns("""
        line_id      | int   |      | number of the line, in the order of planning
        day          | int   | d    | day of the air tasking order, 0 is the first
        role         | text  |      | mission type
        kind         | text  |      | request or kind of the mission type
        area         | text  |      | area or track
        nation       | text  |      | nation of the unit tasked, if one was
        unit         | text  |      | unit tasked, if one was
        state        | text  |      | effective, ineffective, air_abort, cancelled, not_planned
        cause        | text  |      | why not effective, from the closed list
        sorties      | texts |      | ids of the sorties that flew it
    """),
    "sorties": _columns("""
        sortie_id        | text  |   | unit, tail and count
        line_id          | int   |   | the line it flew
        nation           | text  |   | nation
        unit             | text  |   | unit
        aircraft         | text  |   | type
        tail             | text  |   | tail
        role             | text  |   | mission type
        area             | text  |   | area or track
        base             | text  |   | base
        launched_h       | float | h | take-off
        landed_h         | float | h | landing, or the moment it was lost; empty if still up at the end
        on_station_h     | float | h | time on station
        outcome          | text  |   | as the state of its line, or lost
        cause            | text  |   | as the cause of its line; of a lost one attrition or breakdown
        refuellings      | int   |   | contacts as receiver
        fuel_taken_t     | float | t | fuel taken in the air
        weapons_loaded   | int   |   | at take-off
        weapons_released | int   |   | released
        targets_struck   | int   |   | targets struck by it; shared by a package's aircraft in turn
    """),
    "refuellings": _columns("""
        time_h          | float | h | start of the contact
        track           | text  |   | track
        tanker_sortie   | text  |   | giver
        receiver_sortie | text  |   | receiver
        system          | text  |   | boom or probe
        fuel_t          | float | t | fuel passed
        wait_h          | float | h | from arrival at the track to contact
    """),
    "stocks": _columns("""
        time_h   | float | h | when
        nation   | text  |   | owner
        munition | text  |   | type
        base     | text  |   | base that drew or returned, if one did
        change   | int   |   | weapons in (+) or out (-)
        level    | int   |   | on hand after it
        reason   | text  |   | opening, loaded, substituted, returned, received, borrowed, lent, stockout, restored
    """),
    "coverage": _columns("""
        service         | text  |   | sensor, or boom, probe, control
        place           | text  |   | area or track
        provider_sortie | text  |   | who gave it
        start_h         | float | h | from
        end_h           | float | h | until
    """),
    "targets": _columns("""
        target_id   | text  |   | area, class and number
        class       | text  |   | class
        area        | text  |   | area
        appeared_h  | float | h | appeared
        detected_h  | float | h | first seen
        nominated_h | float | h | approved for attack
        struck_h    | float | h | struck
        ended_h     | float | h | struck or hidden
        outcome     | text  |   | struck, escaped, live
        weapons     | int   |   | released at it
    """),
    "ending": _columns("""
        end_h  | float | h | end of the campaign
        reason | text  |   | date, or condition if that was met before
    """),
    "crews": _columns("""
        crew        | text  |   | sortie whose aircraft was lost
        nation      | text  |   | nation
        area        | text  |   | area or track where it came down
        cause       | text  |   | attrition or breakdown
        down_h      | float | h | came down
        recovered_h | float | h | aboard; empty if it was not
        outcome     | text  |   | recovered, captured, missing (still free at the end)
        rescuer     | text  |   | sortie that fetched it
    """),
    "deliveries": _columns("""
        cargo     | text  |   | munition or unit
        kind      | text  |   | deployment, munitions, spares
        nation    | text  |   | for whom
        tonnes    | float | t | mass
        ordered_h | float | h | ordered
        shipped_h | float | h | its first part under way; empty if all waits
        arrived_h | float | h | its last part arrived; empty if not by the end
        base      | text  |   | where airlift brings it; empty if it needs none
        ready_h   | float | h | at the depot, waiting for a lift; at the base if it needs none
    """),
    "parts": _columns("""
        tail    | text  |   | tail
        unit    | text  |   | unit
        since_h | float | h | broken, and no part in the unit's kit
        part_h  | float | h | the part has come and the repair begins; empty if not by the end
    """),
    "weather": _columns("""
        area    | text  |   | area
        kind    | text  |   | what closed the view of the ground: cloud, sand
        start_h | float | h | from
        end_h   | float | h | until, the end of the campaign at most
    """),
}


@dataclass(eq=False)
class Record:
    """The facts of one run; two of them are never the same one.

    `lines`, `sorties` and so on are lists of rows as in `TABLES`; `table(name)` gives one as Arrow.
    """

    scenario: str
    seed: int
    days: int

    def __post_init__(self) -> None:
        self.lines: list[tuple[object, ...]] = []
        self.sorties: list[tuple[object, ...]] = []
        self.refuellings: list[tuple[object, ...]] = []
        self.stocks: list[tuple[object, ...]] = []
        self.coverage: list[tuple[object, ...]] = []
        self.targets: list[tuple[object, ...]] = []
        self.crews: list[tuple[object, ...]] = []
        self.deliveries: list[tuple[object, ...]] = []
        self.ending: list[tuple[float, str]] = []
        self.parts: list[tuple[object, ...]] = []
        self.weather: list[tuple[object, ...]] = []

    def rows(self, name: str) -> list[tuple[object, ...]]:
        """The rows of one table. Raises KeyError for a table that is not in `TABLES`."""
        if name not in TABLES:
            raise KeyError(name)
        rows: list[tuple[object, ...]] = getattr(self, name)
        return rows

    def column(self, table: str, column: str) -> list[object]:
        """One column as a list."""
        at = [c.name for c in TABLES[table]].index(column)
        return [row[at] for row in self.rows(table)]

    def table(self, name: str) -> pa.Table:
        """One table as Arrow, units in the metadata of its columns."""
        import pyarrow as pa

        kinds = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "texts": pa.list_(pa.string())}
        columns = TABLES[name]
        fields = [pa.field(c.name, kinds[c.kind], metadata={"unit": c.unit, "help": c.help}) for c in columns]
        rows = self.rows(name)
        values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
        return pa.table([pa.array(v, f.type) for v, f in zip(values, fields, strict=True)], pa.schema(fields))
