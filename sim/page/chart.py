"""A figure of the page: traces and layout in plotly's grammar, the table it draws, and what it says in words.

Figures are plain mappings, which the page's script hands to plotly; the plotly package is not imported here, since it
takes a second. A test hands every figure to it, so that no misspelt property passes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import floor, log10
from typing import TYPE_CHECKING, Any

from sim.report.style import COLOURS, INK, WITH, WITHOUT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sim.report.worlds import Columns

Trace = dict[str, Any]
Layout = dict[str, Any]

COLOUR = (WITH, WITHOUT)
"""Of the worlds, as on paper."""
PANEL_GAP = 0.14
"""Share of the height between two panels."""


@dataclass(frozen=True)
class Choice:
    """One of several things that a figure can show: what is in its menu, and the traces."""

    name: str
    traces: list[Trace]


@dataclass(frozen=True)
class Chart:
    """One figure of the page."""

    name: str
    """Its id, and the name of its CSV."""
    title: str
    says: str
    """What it shows, in a sentence, for those who do not see it."""
    traces: list[Trace]
    table: Columns
    layout: Layout = field(default_factory=dict)
    height: int = 380
    """Pixels."""
    choose: str = ""
    """What the menu beside it is called, if there are choices."""
    choices: Sequence[Choice] = ()

    def document(self) -> dict[str, Any]:
        """What a script needs to draw it, and its table."""
        return self.drawn() | {"table": self.numbers()}

    def drawn(self) -> dict[str, Any]:
        """The same without the table."""
        return {
            "name": self.name,
            "traces": self.traces,
            "layout": self.layout,
            "height": self.height,
            "choices": [{"name": choice.name, "traces": choice.traces} for choice in self.choices],
            "title": self.title,
            "says": self.says,
        }

    def numbers(self) -> Columns:
        """The table as JSON has it."""
        return {name: [_cell(cell) for cell in cells] for name, cells in self.table.items()}

    def blocks(self) -> list[Columns]:
        """The table, cut where the world changes: the rows of one world are the same whatever it is compared with."""
        whole = self.numbers()
        worlds = whole.get("world", [])
        cuts = [at for at, world in enumerate(worlds) if at == 0 or world != worlds[at - 1]] or [0]
        ends = [*cuts[1:], len(next(iter(whole.values()), []))]
        return [{name: cells[a:b] for name, cells in whole.items()} for a, b in zip(cuts, ends, strict=True)]


@dataclass(frozen=True)
class Section:
    """A part of the page: heading, what it says in words, figures, and what its own template adds."""

    name: str
    """Its id, and the name of its template if it has one."""
    title: str
    lead: str
    charts: Sequence[Chart] = ()
    quiet: Sequence[Chart] = ()
    """Charts that its own template and script show: the page holds their numbers."""
    facts: dict[str, Any] = field(default_factory=dict)
    """For its template."""
    data: dict[str, Any] | None = None
    """For its script."""
    own: bool = False
    """Whether it has a template of its own."""

    @property
    def written(self) -> bool:
        """Whether that template is all text, so that what it makes can be put in the place of what another made."""
        return self.own and self.data is None


def _cell(cell: Any) -> Any:
    if hasattr(cell, "isoformat"):
        text: str = cell.isoformat()
        return text.replace("+00:00", "Z")
    return short(cell) if isinstance(cell, float) else cell


def short(value: float) -> float:
    """A number as a page shows it, not as a computer holds it: three digits, whole from a hundred on.

    The CSV files of the result have all digits.
    """
    if not value:
        return 0
    near = round(value, max(0, 2 - floor(log10(abs(value)))))
    return int(near) if near == int(near) else near


def iso(values: Sequence[Any]) -> list[str]:
    """Dates and times as plotly reads them."""
    return [value.strftime("%Y-%m-%d %H:%M") if hasattr(value, "hour") else value.isoformat() for value in values]


def rounded(values: Sequence[float | None]) -> list[float | None]:
    """Short numbers, as in the table beside the figure."""
    return [None if value is None else short(value) for value in values]


def panels(worlds: Sequence[str], y_title: str, dates: Sequence[date]) -> Layout:
    """Two panels above each other on the same scales, each under the name of its world; one needs no name."""
    many = len(worlds)
    height = (1 - PANEL_GAP * (many - 1)) / many
    whole = (
        {"type": "date", "range": [dates[0].isoformat(), (dates[-1] + timedelta(days=1)).isoformat()]} if dates else {}
    )
    layout: Layout = {"annotations": [], "xaxis": {"anchor": f"y{many}" if many > 1 else "y", **whole}}
    for number, world in enumerate(worlds):
        top = 1 - number * (height + PANEL_GAP)
        axis: Layout = {"domain": [round(max(0.0, top - height), 4), round(top, 4)], "title": {"text": y_title}}
        axis |= {"matches": "y"} if number else {"rangemode": "tozero"}
        layout["yaxis" + (str(number + 1) if number else "")] = axis
        if many > 1:
            place = {
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": round(top, 4),
                "yref": "paper",
                "yanchor": "bottom",
            }
            layout["annotations"].append({"text": f"<b>{world}</b>", "showarrow": False, **place})
    return layout


def days(dates: Sequence[date], values: Sequence[float | None]) -> Trace:
    """What draws one value a day as steps; the last is drawn again at the last minute of its day, for its width."""
    last = [f"{dates[-1].isoformat()} 23:59"] if dates else []
    return {"x": [*iso(dates), *last], "y": rounded([*values, *values[-1:]]), "xhoverformat": "%d %b %Y"}


def in_panel(number: int) -> Trace:
    """What puts a trace into the panel of a world."""
    return {"yaxis": "y" + (str(number + 1) if number else "")}


def stacked(dates: Sequence[date], values: Sequence[float | None], name: str, number: int, panel: int) -> Trace:
    """One layer of stacked areas, as wide as a day each."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "legendgroup": name,
        "showlegend": panel == 0,
        **days(dates, values),
        "stackgroup": f"world{panel}",
        "line": {"width": 0, "shape": "hv"},
        "fillcolor": COLOURS[number % len(COLOURS)],
        "hovertemplate": "%{y:,.5~g}",
        **in_panel(panel),
    }


def step(dates: Sequence[date], values: Sequence[float | None], name: str, look: Trace, panel: int = 0) -> Trace:
    """A line of steps, a day each; `look` is its `line`."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        **days(dates, values),
        "line": {"shape": "hv", "color": INK, "width": 1.5, **look},
        "hovertemplate": "%{y:,.5~g}",
        **in_panel(panel),
    }


def heat_maps(columns: Columns, of: str, scale: Layout, hover: str) -> tuple[list[Trace], Layout, int]:
    """A map a world of a value by area and day, from a table with `world`, `area` and `date`, on one scale of colour;
    traces, layout, and pixels of height."""
    worlds, areas, dates = (list(dict.fromkeys(columns[name])) for name in ("world", "area", "date"))
    places = zip(*(columns[name] for name in ("world", "area", "date")), strict=True)
    known = dict(zip(places, columns[of], strict=True))
    layout = panels(worlds, "", [])
    traces: list[Trace] = []
    for number, world in enumerate(worlds):
        traces.append(
            {
                "type": "heatmap",
                "x": iso(dates),
                "y": areas,
                "z": [rounded([known.get((world, area, date)) for date in dates]) for area in areas],
                "coloraxis": "coloraxis",
                "xgap": 0,
                "ygap": 1,
                "hovertemplate": f"%{{y}}, %{{x|%d %b}}: {hover}<extra></extra>",
                **in_panel(number),
            }
        )
        layout["yaxis" + (str(number + 1) if number else "")] |= {
            "autorange": "reversed", "automargin": True, "rangemode": "normal", "title": {"text": ""},
        }  # fmt: skip
    layout["coloraxis"] = {"cmin": 0, "colorscale": "Cividis", **scale}
    layout["hovermode"] = "closest"
    return traces, layout, (90 + 24 * len(areas)) * len(worlds) + 80


def bars(labels: Sequence[str], sides: dict[str, Sequence[float | None]]) -> list[Trace]:
    """Horizontal bars of each world beside each other, each with its number, the first label on top."""
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": world,
            "y": list(labels),
            "x": rounded(values),
            "marker": {"color": COLOUR[number % 2]},
            "texttemplate": "%{x:,.4~g}",
            "textposition": "outside",
            "cliponaxis": False,
            "hovertemplate": "%{y}: %{x:,.6~g}",
        }
        for number, (world, values) in enumerate(sides.items())
    ]


def bar_layout(x_title: str) -> Layout:
    """For `bars`."""
    return {
        "barmode": "group",
        "yaxis": {"autorange": "reversed", "automargin": True, "type": "category"},
        "xaxis": {"title": {"text": x_title}, "rangemode": "tozero"},
        "hovermode": "closest",
    }


def bar_height(labels: Sequence[str], worlds: int = 2) -> int:
    """Pixels for so many rows of bars, numbers readable."""
    return 130 + max(2, len(labels)) * (16 + 18 * worlds)
