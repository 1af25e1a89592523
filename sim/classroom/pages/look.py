"""What all pages share: head, heading, parts that NiceGUI does not have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

if TYPE_CHECKING:
    from sim.page.chart import Chart

Moved = Callable[[GenericEventArguments], Any]

HEAD = """
<link rel="stylesheet" href="/static/style.css"><link rel="stylesheet" href="/static/classroom.css">
<script src="/static/plotly.min.js" defer></script><script src="/static/chart.js"></script>
<script src="/static/classroom.js"></script>
"""


class Figure(Element, component="static/figure.js"):
    """One chart; nothing is shown until there is one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._props["name"] = name
        self._props["chart"] = None

    def draw(self, chart: Chart | None) -> None:
        """Show it in place of the one before."""
        self._props["chart"] = {"title": chart.title, "says": chart.says, **chart.document()} if chart else None
        self.update()


class Range(Element, component="static/range.js"):
    """The browser's own slider; `live` is called while it moves, `done` when it is let go, both with its value."""

    def __init__(self, label: str, ends: tuple[float, float, float], value: float) -> None:
        """`ends` are the least, the most, and the step."""
        super().__init__()
        low, high, step = ends
        self._props.update({"label": label, "low": low, "high": high, "step": step, "value": value, "still": False})
        self.value = value

    def set(self, value: float) -> None:
        """Put it there."""
        self.value = value
        self._props["value"] = value
        self.update()

    def reach(self, high: float) -> None:
        """Let it go as far as that."""
        self._props["high"] = high
        self.update()

    def hold(self) -> None:
        """It does not move any more."""
        self._props["still"] = True
        self.update()

    def on_move(self, live: Moved | None = None, done: Moved | None = None) -> None:
        """What to do with its value."""

        def followed(then: Moved | None) -> Moved:
            def follow(event: GenericEventArguments) -> object:
                self.value = float(event.args)
                self._props["value"] = self.value
                return then(event) if then else None

            return follow

        self.on("live", followed(live), throttle=0.1)
        self.on("done", followed(done))


def tag(name: str, text: str = "", classes: str = "") -> TextElement:
    """A plain element with text, which is only ever shown as text."""
    return TextElement(tag=name, text=text).classes(classes)


def box(name: str, classes: str = "") -> ui.element:
    """A plain element for others."""
    return ui.element(name).classes(classes)


def link(text: str, to: str, classes: str = "") -> TextElement:
    """To another page of the classroom."""
    found = tag("a", text, classes)
    found.props["href"] = to
    return found


def button(text: str, do: Callable[..., Any], classes: str = "plain") -> TextElement:
    """A plain button, which the keyboard reaches and a screen reader names."""
    found = tag("button", text, classes)
    found.props["type"] = "button"
    found.on("click", do)
    return found


def top(title: str) -> None:
    """Head and header of a page."""
    ui.add_head_html(HEAD)
    ui.page_title(f"{title} · Linchpin")
    with box("header"):
        with box("p", "brand"):
            link("Linchpin classroom", "/")
        with box("div", "row-of screen"):
            dark = tag("button", "Light / dark", "plain")
            dark.props["type"] = "button"
            dark.on("click", js_handler="() => toggleTheme()")
