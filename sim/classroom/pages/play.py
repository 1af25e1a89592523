"""One scenario: guess, change, fly, see."""

from __future__ import annotations

import asyncio
from html import escape
from typing import TYPE_CHECKING, Any

from nicegui import ui

from sim.classroom import figure
from sim.classroom.limits import Refused
from sim.classroom.outcome import AS_IT_STANDS, CHANGED, Row, guessed, of, rows, title_of, verdict
from sim.classroom.pages.change import change_panel
from sim.classroom.pages.keep import keep_panel
from sim.classroom.pages.look import Figure, box, button, tag, top
from sim.classroom.pages.oneday import OneDay
from sim.classroom.room import Job, Stage, Wish
from sim.classroom.state import Desk, State
from sim.page.words import number, sentence
from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.classroom.house import House

LOOK_S = 0.15
"""How often a page looks what has come of its run."""
GLIMPSE_DAYS, LONG_DAYS = 30, 90
"""A campaign of more than the second shows its first days before its first whole run has landed."""
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
        self.guess: float | None = None
        self.job: Job | None = None
        self.shown: Any = None
        self.asked = 0

    def build(self) -> None:
        """All parts, then the first run: the scenario as it stands, so that it is there when something is pulled."""
        scenario = self.desk.scenario
        with box("div", "room"), box("main"):
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
            start = (low + high) / 2
            step = 1 if high - low > 10 else (high - low) / 100
            self.slider = ui.slider(min=low, max=high, step=step, value=start, on_change=self._guessing)
            self.slider.props('aria-label="Your guess"')
            with box("div", "row-of"):
                self.lock = button("This is my guess", self._guess, "go")
                self.skip = button("Look without a guess", self._skip)
            self._guessing()

    def _guessing(self) -> None:
        unit = "" if self.desk.scenario.lesson else " of 100"
        self.guess_number.text = f"{self.slider.value:,.4g}{unit}"

    def _guess(self) -> None:
        self.guess = float(self.slider.value)
        self._open()

    def _skip(self) -> None:
        self._open()

    def _open(self) -> None:
        self.lock.set_visibility(False)
        self.skip.set_visibility(False)
        self.slider.disable()
        self.gate.set_visibility(False)
        self.controls.props(remove="inert")
        self.results.props(remove="inert")
        self.results.set_visibility(True)
        self.shown = None
        self.look()

    def _gate(self) -> None:
        """Until something is guessed nothing can be pulled, and no answer is seen."""
        self.controls.props["inert"] = True
        self.results.set_visibility(False)

    def guess_in_units(self) -> float | None:
        """The guess as the measure counts; None while that cannot be known."""
        if self.guess is None or self.desk.scenario.lesson:
            return self.guess
        base = of(self.job.seen.flown, AS_IT_STANDS, self.entry.name) if self.job else None
        return None if base is None or base.mean is None else self.guess / 100 * base.mean

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
                self.say(faults=_faults(fault))
            return
        if mine != self.asked:
            return
        try:
            self.job = self.house.room.ask(wish, self.job)
        except Refused as refused:
            self.say(faults=str(refused))

    def _wish(self, state: State) -> Wish:
        files = self.desk.book.files
        changes = self.desk.changes(state)
        worlds = {AS_IT_STANDS: self.desk.scenario}
        cut = f"duration={GLIMPSE_DAYS} d"
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
            self.table = ui.html("", sanitize=False)
            self.measure = ui.select(
                {name: sentence(title_of(name)) for name in figure.BY_DAY},
                value=figure.BY_DAY[0],
                label="Day by day",
                on_change=self._days,
            ).props("outlined dense options-dense")
            self.days = Figure("by_day")
            self.causes = Figure("causes")

    def say(self, faults: str) -> None:
        """What is wrong with what was asked for; nothing if empty."""
        self.faults.text = faults
        self.faults.set_visibility(bool(faults))

    def look(self) -> None:
        """Show what has come of the run since."""
        job = self.job
        if job is None:
            return
        seen = job.seen
        place = self.house.room.place(job)
        self.status.text = _status(job, place)
        if seen is self.shown:
            return
        self.shown = seen
        flown = seen.flown or seen.glimpse
        landed = len(next(iter(seen.flown.values()), []))
        self.bar.props["value"] = landed / job.wish.reps
        self.bar.update()
        if seen.fault:
            self.say(faults=seen.fault)
        if not flown or not self.results.visible:
            return
        guess = self.guess_in_units() if seen.flown else None
        self.verdict.text = _said(self, guess)
        self.answer.draw(figure.answer(flown, self.entry, guess))
        self.table.set_content(_table(rows(flown, self.desk.scenario)))
        self.causes.draw(figure.causes(flown))
        self._days()
        if seen.stage is Stage.done:
            self.day.show(job)

    def _days(self) -> None:
        job = self.job
        if job is None:
            return
        seen = job.seen
        flown, worlds = (seen.flown, job.wish.worlds) if seen.flown else (seen.glimpse, job.wish.glimpses)
        if flown:
            from sim.study.store import world_key

            store = self.house.room.store
            tables = {
                name: [store.days(world_key(worlds[name]), one.seed) for one in runs] for name, runs in flown.items()
            }
            self.days.draw(figure.by_day(tables, self.measure.value))


def _also(changes: Any, setting: str) -> Any:
    from dataclasses import replace

    return replace(changes, sets=(*changes.sets, setting))


def _said(page: Play, guess: float | None) -> str:
    seen = page.job.seen if page.job else None
    if seen is None:
        return ""
    if not seen.flown:
        return f"The first {GLIMPSE_DAYS} days:"
    if CHANGED not in seen.flown:
        base = of(seen.flown, AS_IT_STANDS, page.entry.name)
        return f"As it stands: {page.entry.title} {number(base.mean if base else None)}. Now pull something."
    if guess is not None:
        return verdict(guess, seen.flown, page.entry)
    base, other = (of(seen.flown, world, page.entry.name) for world in (AS_IT_STANDS, CHANGED))
    means = [number(one.mean if one else None) for one in (base, other)]
    return f"{sentence(page.entry.title)}: {means[0]} as it stands, {means[1]} with your change."


def _status(job: Job, place: int) -> str:
    seen = job.seen
    landed = len(next(iter(seen.flown.values()), []))
    had = f"; {landed} of {job.wish.reps} runs are in" if landed else ""
    if seen.stage is Stage.waiting:
        return f"{ordinal(place)} in the queue{had}." if place else f"Your turn in a moment{had}."
    if seen.stage is Stage.flown:
        return f"Flying: {landed} of {job.wish.reps} runs are in."
    if seen.stage is Stage.done:
        many = "run" if job.wish.reps == 1 else "runs, under the same luck in both worlds"
        return (
            f"Done: {job.wish.reps} {many}."
            if CHANGED in job.wish.worlds
            else f"Done: {job.wish.reps} runs as it stands."
        )
    return {Stage.failed: "It could not be flown.", Stage.dropped: "Dropped."}[seen.stage]


def ordinal(place: int) -> str:
    """1st, 2nd, 3rd, 4th ... 11th, 21st."""
    end = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{end}"


def _table(found: list[Row]) -> str:
    paired = any(row.other for row in found)
    head = (
        ("As it stands", "With your change", "Difference", "95 % interval")
        if paired
        else ("As it stands", "95 % interval")
    )
    cells = []
    for row in found:
        difference = f"<b>{row.difference}</b>" if row.sure else row.difference
        values = (row.base, row.other, difference, row.interval) if paired else (row.base, row.interval)
        cells.append(
            f'<tr data-measure="{escape(row.name)}"><th scope=row>{escape(row.label)}</th>'
            + "".join(f"<td>{value}</td>" for value in values)
            + "</tr>"
        )
    heads = "<th></th>" + "".join(f"<th scope=col>{name}</th>" for name in head)
    return (
        f'<div class="scroll"><table class="measures"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(cells)}</tbody></table></div>"
    )


def _faults(fault: ScenarioError | Refused) -> str:
    if isinstance(fault, Refused):
        return str(fault)
    told = [": ".join(part for part in (one.path, one.message) if part) for one in fault.faults[:6]]
    return "This cannot be flown:\n" + "\n".join(told)
