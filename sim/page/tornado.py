"""The tornado of a sensitivity study on a page: bars of the assumptions that move a measure most, and what is said of
those that change the order of the enablers."""

from __future__ import annotations

from fnmatch import fnmatchcase
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from sim.page.chart import Chart, Choice, rounded
from sim.page.naming import meaning, words
from sim.page.words import between, number, sentence
from sim.report.style import INK, WITH, WITHOUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sim.page.chart import Trace
    from sim.report.worlds import Columns
    from sim.scenario.scenario import Scenario

Row = dict[str, Any]
"""One assumption of one measure, as `study.json` has it."""

MOST = 12
"""Bars of a measure; the study has all."""
NAMED = 4
"""Assumptions that a sentence names."""
TOLD = 150
"""Letters of a source in the hover; the table of assumed numbers has it whole."""
LINE = 46
"""Letters of a line of it."""
ENDS = {"low": ("at the low end of its range", WITHOUT), "high": ("at the high end", WITH)}
"""Name and colour, as on paper."""


class Tornado:
    """A study, read for the page of a scenario."""

    def __init__(self, study: Mapping[str, Any], scenario: Scenario) -> None:
        self.study = study
        self._scenario = scenario
        self._moved: dict[str, Row] = {row["name"]: row for row in study["assumptions"]}

    def chart(self) -> Chart:
        """A tornado of every measure that was asked for, the first shown."""
        shown = {measure: self._rows(measure) for measure in self.study["of"]}
        choices = [Choice(self._title(measure), self._traces(measure, rows)) for measure, rows in shown.items()]
        tallest = max(len(rows) for rows in shown.values())
        of = "" if len(choices) > 1 else f": {choices[0].name[:1].lower()}{choices[0].name[1:]}"
        layout = {
            "barmode": "group",
            "yaxis": {"autorange": "reversed", "automargin": True, "type": "category"},
            "xaxis": {"title": {"text": "difference from the campaign as it is"}, "zeroline": True, "zerolinewidth": 2},
            "hovermode": "closest",
            "nothing": "No assumption moves it beyond luck.",
        }
        return Chart(
            "tornado",
            f"What the assumed numbers do, from end to end of their ranges{of}",
            self._says(shown),
            choices[0].traces,
            self._table(shown),
            layout,
            150 + 46 * max(3, tallest),
            "Measure" if len(choices) > 1 else "",
            choices if len(choices) > 1 else (),
        )

    def name(self, assumption: str) -> str:
        """In words, with how many numbers it moves."""
        row = self._moved[assumption]
        title = row.get("title") or words(assumption, self._scenario)
        return sentence(title) + (f" ({row['numbers']} numbers)" if row["numbers"] > 1 else "")

    def told(self) -> list[str]:
        """What was flown, what was left out, and how many of them matter."""
        study = self.study
        often = f"{study['reps']} times each" if study["reps"] > 1 else "once each"
        left = [
            f"{len(study[key])} {one if len(study[key]) == 1 else many}"
            for key, (one, many) in LEFT_OUT.items()
            if study[key]
        ]
        out = f" Not flown: {' and '.join(left)}." if left else ""
        first = (
            f"{len(study['assumptions'])} assumptions were moved to both ends of their ranges, one at a time, {often} "
            f"under the same luck.{out}"
        )
        return [first, *(self._sure(measure) for measure in study["of"])]

    def ranking(self) -> list[str]:
        """A sentence a measure: which assumptions change the order of the enablers."""
        return [self._turned(measure) for measure in self.study["of"]]

    def turns(self) -> Chart:
        """The table of all of them."""
        columns: Columns = {name: [] for name in TURNS}
        enablers = self.study["enablers"]
        for measure in self.study["of"]:
            for turn in self.study["ranking"][measure]["turns"]:
                cells = (
                    self._title(measure),
                    self.name(turn["name"]),
                    turn["name"],
                    self._moved[turn["name"]][turn["end"]],
                    f"{enablers[turn['second']]} before {enablers[turn['first']]}",
                    *(turn[part][key] for part in ("base", "there") for key in ("mean", "low", "high")),
                    "yes" if turn["holds_together"] else "no",
                )
                for name, cell in zip(TURNS, cells, strict=True):
                    columns[name].append(cell)
        title = "Assumptions that change the order of the enablers"
        return Chart("ranking", title, " ".join(self.ranking()), [], columns)

    def _title(self, measure: str) -> str:
        about = self.study["about"][measure]
        return sentence(f"{about['title']}, {about['unit']}" if about["unit"] else about["title"])

    def _rows(self, measure: str) -> list[Row]:
        """The largest that are sure; of single runs, which have no intervals, the largest that move it at all."""
        found: list[Row] = self.study["tornado"][measure]["assumptions"]
        if self.study["reps"] > 1:
            return [row for row in found if row["sure"]][:MOST]
        return [row for row in found if any(row[end] and row[end]["mean"] for end in ENDS)][:MOST]

    def _label(self, row: Row) -> str:
        moved = self._moved[row["name"]]
        return f"{self.name(row['name'])}<br>{moved['low']} – {moved['high']}"

    def _traces(self, measure: str, rows: Sequence[Row]) -> list[Trace]:
        size = abs(self.study["tornado"][measure]["base"]["mean"] or 0)
        labels = _all_different([self._label(row) for row in rows], [row["name"] for row in rows])
        return [
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "y": labels if rows else [],
                "x": rounded([row[end] and row[end]["mean"] for row in rows]),
                "marker": {"color": colour},
                "customdata": [self._hover(row, end, size) for row in rows],
                "hovertemplate": "%{customdata}<extra></extra>",
                "hoverlabel": {"align": "left"},
                **_whiskers([row[end] for row in rows]),
            }
            for end, (name, colour) in ENDS.items()
        ]

    def _hover(self, row: Row, end: str, size: float) -> str:
        """What it means, what it does there, tier, range and source."""
        moved = self._moved[row["name"]]
        lines = [f"<b>{escape(self.name(row['name']), quote=False)}</b>", *_lines(meaning(row["name"]))]
        if row[end]:
            interval = between(row[end], size)
            surely = "" if interval == "–" else f" ({interval})"
            lines.append(f"At {moved[end]}: {_signed(row[end]['mean'], size)}{surely}")
        lines.append(f"{' and '.join(moved['tiers']).capitalize()}: {moved['value']}, {moved['low']} – {moved['high']}")
        return "<br>".join([*lines, *_lines(self._source(row["name"]))])

    def _source(self, assumption: str) -> str:
        """Where the range comes from; of several entries the first, and how many more there are."""
        if said := self._moved[assumption].get("source"):
            return _cut(said)
        patterns = [pattern.strip() for pattern in assumption.split(",")]
        found = dict.fromkeys(
            source.source
            for path, source in self._scenario.sources.items()
            if source.tier in self._moved[assumption]["tiers"] and any(fnmatchcase(path, one) for one in patterns)
        )
        first, *others = [text for text in found if text] or [""]
        return _cut(first) + (f" … and {len(others)} more, in the table below" if others else "")

    def _says(self, shown: Mapping[str, Sequence[Row]]) -> str:
        """For those who do not see it: the three that move the first measure most."""
        measure, rows = next(iter(shown.items()))
        base = self.study["tornado"][measure]["base"]["mean"]
        size = abs(base or 0)
        parts = []
        for row in rows[:3]:
            ends = (f"{_signed(row[end]['mean'], size)} at {self._moved[row['name']][end]}" for end in ENDS if row[end])
            parts.append(f"{self.name(row['name'])}, {' and '.join(ends)}")
        title = self._title(measure)
        if not parts:
            return f"{title}, {number(base)} as it is: no assumption moves it beyond luck."
        return f"{title}, {number(base)} as it is. {'; '.join(parts)}."

    def _table(self, shown: Mapping[str, Sequence[Row]]) -> Columns:
        columns: Columns = {name: [] for name in TABLE}
        for measure, rows in shown.items():
            for row in rows:
                moved = self._moved[row["name"]]
                ends = (row[end][key] if row[end] else None for end in ENDS for key in ("mean", "low", "high"))
                cells = (
                    self._title(measure), self.name(row["name"]), row["name"], " and ".join(moved["tiers"]),
                    moved["low"], moved["value"], moved["high"], *ends,
                )  # fmt: skip
                for name, cell in zip(TABLE, cells, strict=True):
                    columns[name].append(cell)
        return columns

    def _sure(self, measure: str) -> str:
        one = self.study["tornado"][measure]
        rows = one["assumptions"]
        head = f"{self._title(measure)}, {number(one['base']['mean'])} as it is: "
        if self.study["reps"] == 1:
            return f"{head}one run of each, so luck is not told apart."
        sure, ends = (sum(row["sure"] for row in rows), sum(row[end] is not None for row in rows for end in ENDS))
        return (
            f"{head}{sure} of {len(rows)} move it beyond luck (95 %, each for itself: some {0.05 * ends:.0f} of the "
            f"{ends} ends would by chance)."
        )

    def _turned(self, measure: str) -> str:
        """Those that hold for all comparisons at once come first, as in the study."""
        one, enablers = self.study["ranking"][measure], self.study["enablers"]
        order = " before ".join(enablers[row["enabler"]] for row in one["order"])
        head = f"{self._title(measure)}: the enablers are missed in the order {order}"
        by_end: dict[tuple[str, str], list[Row]] = {}
        for turn in one["turns"]:
            by_end.setdefault((turn["name"], turn["end"]), []).append(turn)
        told = []
        for (name, end), turns in list(by_end.items())[:NAMED]:
            pairs = " and ".join(f"{enablers[turn['second']]} before {enablers[turn['first']]}" for turn in turns[:2])
            more = f" and {len(turns) - 2} pairs more" if len(turns) > 2 else ""
            star = "*" if any(turn["holds_together"] for turn in turns) else ""
            told.append(f"“{self.name(name)}” at {self._moved[name][end]}{star} ({pairs}{more})")
        unsure = {(turn["name"], turn["end"]) for turn in one["open"]}
        still = f" At {_ends(len(unsure))} it is no longer sure." if unsure else ""
        if not told:
            return f"{head}, and no assumption turns two of them round.{still}"
        beyond = len(by_end) - len(told)
        others = f", and {_ends(beyond)} more" if beyond else ""
        starred = " (* at 95 % for all comparisons together)" if any(t["holds_together"] for t in one["turns"]) else ""
        return f"{head}. It is turned round by {'; '.join(told)}{others}{starred}.{still}"


LEFT_OUT = {
    "refused": ("end that the scenario refuses", "ends that the scenario refuses"),
    "unmoved": ("assumption without room to move in", "assumptions without room to move in"),
}
TABLE = (
    "measure", "assumption", "path", "tier", "low_end", "value", "high_end",
    *(f"at_{end}_{key}" for end in ENDS for key in ("mean", "interval_low", "interval_high")),
)  # fmt: skip
TURNS = (
    "measure", "assumption", "path", "value", "order_there",
    *(f"{part}_{key}" for part in ("lead_as_it_is", "lead_there") for key in ("mean", "low", "high")),
    "holds_for_all",
)  # fmt: skip


def _ends(many: int) -> str:
    return "one end of a range" if many == 1 else f"{many} ends of ranges"


def _signed(value: float | None, size: float) -> str:
    return ("+" if value and value > 0 else "") + number(value, size)


def _lines(text: str) -> list[str]:
    return [escape(line, quote=False) for line in wrap(text, LINE)]


def _cut(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= TOLD else f"{told[: TOLD - 1].rstrip()}…"


def _all_different(labels: Sequence[str], names: Sequence[str]) -> list[str]:
    """Rows of the same name would be drawn as one: their paths tell them apart."""
    return [
        label if labels.count(label) == 1 else f"{name}<br>{label}" for label, name in zip(labels, names, strict=True)
    ]


def _whiskers(ends: Sequence[Mapping[str, float | None] | None]) -> Trace:
    """Where there are intervals, as far as they reach to either side of the mean."""
    if not any(end and end["low"] is not None for end in ends):
        return {}

    def reach(end: Mapping[str, float | None] | None, key: str) -> float:
        mean, to = (end["mean"], end[key]) if end else (None, None)
        return 0.0 if mean is None or to is None else abs(to - mean)

    sides = {name: rounded([reach(end, key) for end in ends]) for name, key in SIDES.items()}
    return {"error_x": {"type": "data", "symmetric": False, "color": INK, **sides}}


SIDES = {"array": "high", "arrayminus": "low"}
