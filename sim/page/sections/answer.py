"""The answer, in two sentences with numbers: what is lost, and why."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from sim.measures import ledger, stockout_spells
from sim.page.chart import Section
from sim.page.words import between, day, listed, number, share

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.page.told import Told


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
    """The cause that grew most, as part of a sentence."""
    with_all, without = (_causes(record) for record in told.worlds.records.values())
    growth = {cause: without[cause] - with_all[cause] for cause in without}
    worst = max(growth, key=lambda cause: growth[cause], default=None)
    if worst is None or growth[worst] <= 0:
        return "No cause of lost lines grows;"
    named = worst.replace("_", " ")
    return (
        f"The cause that grows most is “{named}”, from {with_all[worst]:,} to {without[worst]:,} lines without effect;"
    )


def _causes(record: Record) -> Counter[str]:
    causes: Counter[str] = Counter()
    for (state, cause), lines in ledger(record).items():
        if state != "effective" and cause:
            causes[cause] += lines
    return causes


def _stocks(told: Told) -> str:
    had, has = told.base("stockouts")["mean"] or 0.0, told.other("stockouts")["mean"] or 0.0
    if not had and not has:
        return "no stock of weapons runs out in either world."
    firsts = [_first(told, record) for record in told.worlds.records.values()]
    when = f", the first {firsts[1] or 'never'} instead of {firsts[0] or 'never'}" if firsts[0] != firsts[1] else ""
    whole = had == int(had) and has == int(has)
    now, then = (f"{n:.0f}" if whole else number(n, max(had, has)) for n in (had, has))
    return f"{then} stocks of weapons run out instead of {now}{when}."


def _first(told: Told, record: Record) -> str | None:
    spells = stockout_spells(record)
    if not spells:
        return None
    date = day((told.worlds.scenario.start + timedelta(hours=spells[0].start_h)).date())
    return f"on {date} ({told.worlds.nation(spells[0].nation)}, {told.worlds.munition(spells[0].munition)})"


def _alone(told: Told) -> tuple[str, str]:
    struck, flown = told.base("targets_struck"), told.base("sorties")
    record = next(iter(told.worlds.records.values()))
    first = f"The campaign strikes {number(struck['mean'])} targets and flies {number(flown['mean'])} sorties."
    out, when = told.base("stockouts")["mean"] or 0.0, _first(told, record)
    cause, lines = next(iter(_causes(record).most_common(1)), (None, 0))
    lost = (
        f"Most lines without effect, {lines:,}, have the cause “{cause.replace('_', ' ')}”"
        if cause
        else "No line is lost"
    )
    return (
        first,
        f"{lost}; {number(out) if out else 'no'} stocks of weapons run out{f', the first {when}' if when else ''}.",
    )
