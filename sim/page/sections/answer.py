"""The answer, in two sentences with numbers: what is lost, and why."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause
from sim.measures import ledger, stockout_spells
from sim.measures.registry import BY_CAUSE
from sim.page.chart import Section
from sim.page.words import between, day, listed, number, sentence, share

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.page.told import Told

NONE = "no stock of weapons runs out"


def section(told: Told) -> Section:
    """Two sentences, and on how many runs they rest."""
    first, second = _compared(told) if told.paired else _alone(told)
    many = f"{told.reps} paired runs" if told.paired else f"{told.reps} runs" if told.reps > 1 else "one run"
    rests = f"Means of {many}" if told.reps > 1 else "One run of each world" if told.paired else "One run"
    rests += (
        f"; intervals are 95 % and hold luck only, not doubt about the inputs. Figures that go day by day "
        f"show one run, seed {told.results.manifest['seed']}."
        + (f" The folder holds {told.others} more worlds." if told.others else "")
    )
    return Section("answer", "The answer", first, facts={"second": second, "rests": rests}, own=True)


def _compared(told: Told) -> tuple[str, str]:
    had, has = (read("targets_struck")["mean"] or 0.0 for read in (told.base, told.other))
    change = f"{share(abs(has - had), had)} {'fewer' if has < had else 'more'}" if had else "as many"
    interval = between(told.difference("targets_struck"), had)
    surely = f"; 95 % interval of the difference {interval}" if interval != "–" else ""
    flown, flies = told.base("sorties")["mean"], told.other("sorties")["mean"]
    where = f"Without {listed(told.missing)}" if told.missing else f"In the world “{told.second}”"
    first = (
        f"{where}, the campaign strikes {number(has, had)} targets instead of {number(had)} ({change}{surely}) "
        f"and flies {number(flies)} sorties instead of {number(flown)}."
    )
    return first, f"{_why(told)} {_stocks(told)}"


def _why(told: Told) -> str:
    """The cause that grew most."""
    (had, rests), (has, _) = (_causes(told, at) for at in (0, 1))
    growth = {cause: has[cause] - had[cause] for cause in has}
    worst = max(growth, key=lambda cause: growth[cause])
    if growth[worst] <= 0:
        return "No cause of lost lines grows."
    named, size = worst.replace("_", " "), has[worst]
    was, now = (_told(lines, size) for lines in (had[worst], size))
    return f"The cause that grows most is “{named}”, from {was} to {now} lines without effect{rests}."


def _causes(told: Told, at: int) -> tuple[dict[str, float], str]:
    """Lines without effect by cause in one of the worlds: means, if the study has them, else of one run, and then
    which."""
    read = (told.base, told.other)[at]
    known = [name for name in told.measured() if name.startswith(BY_CAUSE)]
    if known:
        return {name.removeprefix(BY_CAUSE): read(name)["mean"] or 0.0 for name in known}, ""
    causes: Counter[str] = Counter()
    for (state, cause), lines in ledger(list(told.worlds.records.values())[at]).items():
        if state != "effective" and cause:
            causes[cause] += lines
    return {cause: float(causes[cause]) for cause in Cause}, f" in seed {_seed(told)}" if told.reps > 1 else ""


def _told(value: float, size: float) -> str:
    """Whole numbers as such."""
    return f"{value:,.0f}" if value == int(value) and size == int(size) else number(value, size)


def _seed(told: Told) -> int:
    return int(told.results.manifest["seed"])


def _stocks(told: Told) -> str:
    """What ran out in each of the two worlds."""
    had, has = (_out(told, at) for at in (0, 1))
    if had == has == NONE:
        return "No stock of weapons runs out in either world."
    second = "without" if told.missing else "in the other world"
    return f"With everything, {had}; {second}, {has}."


def _out(told: Told, at: int) -> str:
    """In how many of the runs of one world stocks ran out, how many a run, and when in the run that is drawn."""
    out = (told.base, told.other)[at]("stockouts")["mean"] or 0.0
    if not out:
        return NONE
    when = _first(told, list(told.worlds.records.values())[at])
    if told.reps == 1:
        many = f"{out:.0f} stocks of weapons run out, the first" if out > 1 else "one stock of weapons runs out,"
        return f"{many} {when}"
    runs = told.runs_out(at)
    often = "" if runs is None else " in every run" if runs == told.reps else f" in {runs} of {told.reps} runs"
    seed = f"in seed {_seed(told)} first {when}" if when else f"in seed {_seed(told)} none"
    return f"stocks of weapons run out{often}, {number(out)} in the mean, {seed}"


def _first(told: Told, record: Record) -> str | None:
    spells = stockout_spells(record)
    if not spells:
        return None
    date = day((told.worlds.scenario.start + timedelta(hours=spells[0].start_h)).date())
    return f"on {date} ({told.worlds.nation(spells[0].nation)}, {told.worlds.munition(spells[0].munition)})"


def _alone(told: Told) -> tuple[str, str]:
    struck, flown = told.base("targets_struck"), told.base("sorties")
    first = f"The campaign strikes {number(struck['mean'])} targets and flies {number(flown['mean'])} sorties."
    causes, rests = _causes(told, 0)
    cause = max(causes, key=lambda one: causes[one])
    lines = _told(causes[cause], causes[cause])
    named = cause.replace("_", " ")
    lost = (
        f"Most lines without effect{rests}, {lines}, have the cause “{named}”." if causes[cause] else "No line is lost."
    )
    return first, f"{lost} {sentence(_out(told, 0))}."
