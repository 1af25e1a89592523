"""The controls: enablers to pull, versions to lay over, numbers to move."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from nicegui import ui

from sim.classroom.limits import Refused
from sim.classroom.pages.look import Range, box, button, tag

if TYPE_CHECKING:
    from sim.classroom.knob import Knob
    from sim.classroom.pages.play import Play

MANY = 6
"""More versions than this are folded away."""


def change_panel(page: Play) -> None:
    """Everything that can be changed; each change flies at once."""
    Changes(page).build()


class Changes:
    """The controls of one page, and how they write its state."""

    def __init__(self, page: Play) -> None:
        self.page = page
        self.desk = page.desk

    def build(self) -> None:
        """Enablers, versions, numbers, how often."""
        scenario, state = self.desk.scenario, self.page.state
        tag("h2", "2 · Change")
        if scenario.enablers:
            tag("h3", "Pull an enabler")
            self.enablers = {
                name: ui.switch(one.title, value=name not in state.without, on_change=self._pulled)
                for name, one in scenario.enablers.items()
            }
        if scenario.variants:
            with self._folded("Other versions", len(scenario.variants) > MANY):
                self.variants = {
                    name: ui.checkbox(str(one.get("title", name)), value=name in state.variants, on_change=self._varied)
                    for name, one in scenario.variants.items()
                }
        tag("h3", "Move a number")
        moved = dict(state.moves)
        for group, members in groupby(self.desk.knobs.values(), key=lambda knob: knob.group):
            knobs = list(members)
            self._group(group, knobs, moved)
        with box("div", "row-of"):
            self.reps = ui.number(
                "Runs", value=state.reps, min=1, max=self.desk.limits.reps, step=1, on_change=self._repeated
            ).props("dense outlined debounce=500")
            button("Put everything back", self._back)

    def _folded(self, title: str, many: bool) -> ui.element:  # noqa: FBT001 - one place calls it
        if many:
            return ui.expansion(title).classes("w-full")
        tag("h3", title)
        return box("div")

    def _group(self, group: str, knobs: list[Knob], moved: dict[str, float]) -> None:
        """Folded away, and made when it is first opened: a campaign has a hundred numbers."""
        inside = ui.expansion(group).classes("w-full")

        def fill() -> None:
            if inside.value and not inside.default_slot.children:
                with inside:
                    for knob in knobs:
                        self._knob(knob, moved.get(knob.name, knob.value))

        inside.on_value_change(fill)
        inside.value = any(knob.name in moved for knob in knobs)

    def _knob(self, knob: Knob, value: float) -> None:
        with box("div", "knob"):
            with box("div", "head"):
                tag("span", knob.label)
                shown = tag("span", "", "value")

            def show(value: float) -> None:
                was = "" if value == knob.value else f" (was {knob.value:g})"
                shown.text = f"{value:,g} {knob.unit}{was}"
                shown.classes(add="moved" if was else "", remove="" if was else "moved")

            slider = Range(f"{knob.label}, {knob.unit}", (knob.low, knob.high, knob.step), value)

            async def moved(_event: object) -> None:
                show(slider.value)
                await self._moved(knob.name, slider.value)

            slider.on_move(lambda _event: show(slider.value), moved)
            show(value)

    async def _pulled(self) -> None:
        gone = [name for name, switch in self.enablers.items() if not switch.value]
        await self._fly(self.desk.pulled(self.page.state, gone))

    async def _varied(self) -> None:
        laid = [name for name, box_ in self.variants.items() if box_.value]
        await self._fly(self.desk.varied(self.page.state, laid))

    async def _moved(self, name: str, value: float) -> None:
        try:
            await self._fly(self.desk.moved(self.page.state, name, float(value)))
        except Refused as refused:
            self.page.say(faults=str(refused))

    async def _repeated(self) -> None:
        try:
            await self._fly(self.desk.repeated(self.page.state, float(self.reps.value or 0)))
        except Refused as refused:
            self.page.say(faults=str(refused))

    async def _fly(self, state: object) -> None:
        if state != self.page.state:
            self.page.state = state  # type: ignore[assignment]
            ui.navigate.history.replace(self.page.address())
            await self.page.fly()

    def _back(self) -> None:
        ui.navigate.to(f"/play/{self.desk.book.name}")
