"""What a page says of a run: where it is, what came out, and what is wrong with what was asked for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sim.classroom.limits import Refused
from sim.classroom.outcome import AS_IT_STANDS, CHANGED, Row, Scale, of, verdict
from sim.classroom.room import Job, Seen, Stage
from sim.page.words import number, sentence

if TYPE_CHECKING:
    from sim.measures import Measure
    from sim.scenario.fault import ScenarioError

GLIMPSE_DAYS = 30
"""Days of a long campaign that are flown first, to have something to show."""
MOST_FAULTS = 6


def said(entry: Measure, seen: Seen, guess: float | None, by: Scale | None) -> str:
    """What came out, in a sentence or two."""
    if not seen.flown:
        return f"So far: the first {GLIMPSE_DAYS} days of one run. The whole campaign is being flown."
    base, other = (of(seen.flown, world, entry.name) for world in (AS_IT_STANDS, CHANGED))
    stands = number(base.mean if base else None)
    if other is None:
        return f"As it stands: {entry.title} {stands}. Now pull something."
    if guess is not None and by is not None:
        return verdict(guess, seen.flown, entry, by)
    return f"{sentence(entry.title)}: {stands} as it stands, {number(other.mean)} with your change."


def status(job: Job, place: int) -> str:
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


def table(found: list[Row]) -> str:
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


def faults(fault: ScenarioError | Refused) -> str:
    if isinstance(fault, Refused):
        return str(fault)
    told = [": ".join(part for part in (one.path, one.message) if part) for one in fault.faults[:MOST_FAULTS]]
    return "This cannot be flown:\n" + "\n".join(told)
