"""One scenario: guess, change, fly, see."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nicegui import ui

from sim.classroom import figure, said
from sim.classroom.limits import Refused
from sim.classroom.outcome import AS_IT_STANDS, CHANGED, guessed, rows, scale, title_of
from sim.classroom.pages.change import change_panel
from sim.classroom.pages.keep import keep_panel
from sim.classroom.pages.look import Figure, Range, box, button, tag, top
from sim.classroom.pages.oneday import OneDay
from sim.classroom.room import Job, Seen, Stage, Wish
from sim.classroom.state import Desk, State
from sim.page.words import sentence
from sim.scenario.fault import ScenarioError
from sim.study.store import world_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.classroom.house import House
    from sim.page.chart import Chart
    from sim.scenario.resolve import Changes

LOOK_S = 0.15
"""How often a page looks what has come of its run."""
REST_S = 0.4
"""Between two drawings of one run: a dozen browsers on one machine have more to do with them than the model has."""
LONG_DAYS = 90
"""A campaign of more days shows its first ones before its first whole run has landed."""
MOST_OF_BASE = 150
"""Per cent of the scenario as it stands that can be guessed, where no lesson says a range."""


def play(house: House, name: str, query: Sequence[tuple[str, str]], visitor: str) -> None:
    """The page of one scenario. Raises Refused if there is none, or the link is no sense."""
    desk = Desk(house.shelf.book(name), house.limits)
    page = Play(house, desk, desk.read(query), visitor)
    page.build()


class Play:
    """What one open page shows and wants."""

    def __init__(self, house: House, desk: Desk, state: State, visitor: str) -> None:
        self.house, self.desk, self.state, self.visitor = house, desk, state, visitor
        self.entry = guessed(desk.scenario)
        self.guess = house.guessed(desk.book.name, visitor)
        """As the slider has it; None before it is made, and for one who only looks."""
        self.job: Job | None = None
        self.shown: Seen | None = None
        self.asked = 0
        self.busy = False
        self.rests_until = 0.0
        self._days_of: dict[tuple[str, int], Any] = {}

    def build(self) -> None:
        """All parts, then the first run: the scenario as it stands, so that it is there when something is pulled."""
        scenario = self.desk.scenario
        with box("div", "room"):
            top(scenario.title)
            tag("h1", scenario.title)
            with box("div", "desk"):
                with box("div"):
                    self._question()
                    with box("section") as self.controls:
                        change_panel(self)
                with box("div"):
                    self._results()
                    self.day = OneDay(self.house)
                    keep_panel(self)
        self._gate()
        if self.guess is not None:
            self._open()
        self.timer = ui.timer(LOOK_S, self.look)
        ui.context.client.on_delete(self.leave)
        ui.timer(0.01, self.fly, once=True)

    def address(self) -> str:
        """Of this page, with what is changed."""
        return f"/play/{self.desk.book.name}?{self.state.query()}"

    # -- guess ------------------------------------------------------------------------------------------------------

    def _question(self) -> None:
        lesson = self.desk.scenario.lesson
        with box("section"):
            tag("h2", "1 · Guess")
            if lesson:
                tag("p", lesson.question, "question")
                low, high = lesson.guess.low, lesson.guess.high
            else:
                tag(
                    "p",
                    "Of a hundred targets struck as it stands, how many will still be struck after your change?",
                    "question",
                )
                low, high = 0, MOST_OF_BASE
            self.guess_number = tag("div", "", "number")
            step = 1 if high - low > 10 else (high - low) / 100
            start = low + step * round((high - low) / 2 / step) if self.guess is None else self.guess
            self.slider = Range("Your guess", (low, high, step), start)
            self.slider.on_move(live=self._guessing, done=self._guessing)
            with box("div", "row-of"):
                self.lock = button("This is my guess", self._guess, "go")
                self.skip = button("Look without a guess", self._open)
                self.again = button("Guess again", self._again)
            self.again.set_visibility(False)
            self._guessing()

    def _guessing(self, _event: object = None) -> None:
        unit = "" if self.desk.scenario.lesson else " of 100"
        self.guess_number.text = f"{self.slider.value:,.4g}{unit}"

    def _guess(self) -> None:
        self.guess = float(self.slider.value)
        self.house.guess(self.desk.book.name, self.visitor, self.guess)
        self._open()

    def _again(self) -> None:
        self.house.guess_again(self.desk.book.name, self.visitor)
        ui.navigate.to(self.address())

    def _open(self) -> None:
        """What is guessed stays; now the controls work, and the answer is seen."""
        for closed in (self.lock, self.skip, self.gate):
            closed.set_visibility(False)
        self.again.set_visibility(True)
        if self.guess is None:
            self.guess_number.text = "No guess was made."
            self.slider.set_visibility(False)
        self.slider.hold()
        self.controls.props(remove="inert")
        self.results.set_visibility(True)
        self.shown = None

    def _gate(self) -> None:
        """Until something is guessed nothing can be pulled, and no answer is seen."""
        self.controls.props["inert"] = True
        self.results.set_visibility(False)

    # -- fly --------------------------------------------------------------------------------------------------------

    async def fly(self) -> None:
        """Ask for the state as it is now, in place of what was asked for before."""
        self.asked += 1
        mine, state = self.asked, self.state
        self.say(faults="")
        try:
            wish = await asyncio.to_thread(self._wish, state)
        except (ScenarioError, Refused) as fault:
            if mine == self.asked:
                self.stop()
                self.say(faults=said.faults(fault))
            return
        if mine != self.asked:
            return
        try:
            self.job = self.house.room.ask(wish, self.job)
            self.rests_until = 0.0
        except Refused as refused:
            self.say(faults=str(refused))

    def _wish(self, state: State) -> Wish:
        files = self.desk.book.files
        changes = self.desk.changes(state)
        worlds = {AS_IT_STANDS: self.desk.scenario}
        cut = f"duration={said.GLIMPSE_DAYS} d"
        long = self.desk.scenario.duration > 24 * LONG_DAYS
        glimpses = {AS_IT_STANDS: files.load(_also(self.desk.changes(self.desk.untouched()), cut))} if long else {}
        if state.changed:
            worlds[CHANGED] = files.load(changes)
            if long:
                glimpses[CHANGED] = files.load(_also(changes, cut))
        return Wish(self.visitor, worlds, state.reps, glimpses)

    def stop(self) -> None:
        """Drop what was asked for."""
        if self.job is not None:
            self.house.room.drop(self.job)

    def leave(self) -> None:
        """The page is closed."""
        self.timer.cancel()
        self.stop()

    # -- see --------------------------------------------------------------------------------------------------------

    def _results(self) -> None:
        with box("section").props("aria-live=polite") as self.head:
            tag("h2", "3 · What came out")
            self.gate = tag("p", "Guess first, on the left; then pull something.")
            self.status = tag("p", "", "status")
            self.bar = tag("progress")
            self.bar.props.update({"max": 1, "value": 0, "aria-label": "Runs that have landed"})
            self.faults = tag("div", "", "faults")
            self.faults.props["role"] = "alert"
            self.faults.set_visibility(False)
        with box("section") as self.results:
            self.verdict = tag("p", "", "verdict")
            self.answer = Figure("answer")
            tag("p", "Bars are means of the runs; nine runs in ten lie inside of the whiskers and shades.", "small")
            self.table = ui.html("", sanitize=False)
            self.measure = ui.select(
                {name: sentence(title_of(name)) for name in figure.BY_DAY},
                value=figure.BY_DAY[0],
                label="Day by day",
                on_change=self._measured,
            ).props("outlined dense options-dense")
            self.days = Figure("by_day")
            self.causes = Figure("causes")

    def say(self, faults: str) -> None:
        """What is wrong with what was asked for; nothing if empty."""
        self.faults.text = faults
        self.faults.set_visibility(bool(faults))

    async def look(self) -> None:
        """Show what has come of the run since; figures are made in a thread, so that the others need not wait."""
        job = self.job
        if job is None:
            return
        seen = job.seen
        self.status.text = said.status(job, self.house.room.place(job))
        if seen is self.shown or self.busy or (not job.over and time.monotonic() < self.rests_until):
            return
        self.shown = seen
        self.bar.props["value"] = len(next(iter(seen.flown.values()), [])) / job.wish.reps
        self.bar.update()
        if seen.fault:
            self.say(faults=seen.fault)
        if not (seen.flown or seen.glimpse) or not self.results.visible:
            return
        self.busy, self.rests_until = True, time.monotonic() + REST_S
        try:
            drawn = await asyncio.to_thread(self._drawn, job, seen)
        finally:
            self.busy = False
        self.verdict.text = drawn.said
        self.answer.draw(drawn.answer)
        self.table.set_content(drawn.table)
        self.days.draw(drawn.days)
        self.causes.draw(drawn.causes)
        if seen.stage is Stage.done:
            self.day.show(job)

    async def _measured(self) -> None:
        """Another measure day by day."""
        if self.job is not None and (self.job.seen.flown or self.job.seen.glimpse):
            self.days.draw(await asyncio.to_thread(self._by_day, self.job, self.job.seen))

    def _drawn(self, job: Job, seen: Seen) -> Drawn:
        flown = seen.flown or seen.glimpse
        by = scale(seen.flown, self.desk.scenario) if seen.flown else None
        guess = None if self.guess is None or by is None else self.guess * by.one
        others = [value * by.one for value in self.house.guesses(self.desk.book.name)] if by else []
        return Drawn(
            said.said(self.entry, seen, guess, by),
            figure.answer(flown, self.entry, guess, others),
            said.table(rows(flown, self.desk.scenario)),
            self._by_day(job, seen),
            figure.causes(flown),
        )

    def _by_day(self, job: Job, seen: Seen) -> Chart:
        flown, worlds = (seen.flown, job.wish.worlds) if seen.flown else (seen.glimpse, job.wish.glimpses)
        tables = {
            name: [self._day_table(world_key(worlds[name]), one.seed) for one in runs] for name, runs in flown.items()
        }
        return figure.by_day(tables, self.measure.value)

    def _day_table(self, key: str, seed: int) -> Any:
        if (key, seed) not in self._days_of:
            self._days_of[key, seed] = self.house.room.store.days(key, seed)
        return self._days_of[key, seed]


@dataclass(frozen=True)
class Drawn:
    """All that a page shows of a run."""

    said: str
    answer: Chart
    table: str
    days: Chart
    causes: Chart


def _also(changes: Changes, setting: str) -> Changes:
    return replace(changes, sets=(*changes.sets, setting))
