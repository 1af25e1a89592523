"""The cascade of one day, with a slider over the days."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from nicegui import ui

from sim.classroom.cascade import Cascade, cascade_chart, explained
from sim.classroom.outcome import CHANGED
from sim.classroom.pages.look import Figure, Range, box, tag
from sim.page.words import sentence
from sim.story.facts import words

if TYPE_CHECKING:
    from sim.classroom.cascade import Day
    from sim.classroom.house import House
    from sim.classroom.room import Job


class OneDay:
    """What fell on a day, and because of what; of the first run."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.cascade: Cascade | None = None
        with box("section") as self.section:
            tag("h2", "One day: which lines fell, because of what")
            self.date = tag("p", "", "number")
            self.slider = Range("Day", (0, 1, 1), 0)
            self.slider.on_move(live=self._day, done=self._day)
            self.said = tag("p", "", "lead")
            self.figure = Figure("cascade")
            self.why = box("ul", "why")
            with ui.expansion("The day in words, in both worlds").classes("w-full"):
                self.stories = box("div", "two")
        self.section.set_visibility(False)

    async def _load(self, job: Job) -> None:
        try:
            self.cascade = cascade = await asyncio.to_thread(Cascade, job.wish.worlds, self.house.room.store)
            first = await asyncio.to_thread(cascade.first)
        except FileNotFoundError:  # not kept any more
            self.section.set_visibility(False)
            return
        self.slider.reach(cascade.days - 1)
        self.slider.set(first)
        self.section.set_visibility(True)
        await self._day()

    def show(self, job: Job) -> None:
        """Show a run that is done."""
        if CHANGED not in job.wish.worlds:
            self.section.set_visibility(False)
            return
        ui.timer(0.01, lambda: self._load(job), once=True)

    async def _day(self, _event: object = None) -> None:
        if self.cascade is None:
            return
        day: Day = await asyncio.to_thread(self.cascade.tell, int(self.slider.value))
        moment = self.cascade.facts[CHANGED].moment(24.0 * day.day)
        self.date.text = f"{moment.day} {moment:%B %Y}"
        lost = sum(one.lines for one in day.fell)
        gained = f" {day.gained} others have one only now." if day.gained else ""
        self.said.text = (
            f"{lost} lines that had an effect as it stands have none with your change.{gained}"
            if lost
            else f"No line lost its effect on this day.{gained}"
        )
        self.figure.draw(cascade_chart(day) if lost else None)
        self.why.clear()
        with self.why:
            for cause in dict.fromkeys(one.cause for one in day.fell):
                fell = ", ".join(f"{one.lines} {one.what}" for one in day.fell if one.cause == cause)
                tag("li", f"{sentence(words(cause))}: {fell}. {explained(cause)}")
        self.stories.clear()
        with self.stories:
            for world, told in day.stories.items():
                with box("div"):
                    tag("h3", sentence(world))
                    tag("pre", "\n".join(told), "story")
