"""The story of one day of the campaign."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sim.story.facts import DAY_H, Facts, Row, counted, tally, words

FLOWN = ("effective", "ineffective", "air_abort")
EXAMPLES = 3
"""Lines named as examples for each cause."""
CAUSES = 6
"""Causes told of a day, the most frequent first."""


def tell_day(facts: Facts, day: int) -> list[str]:
    """What was asked and flown, what stood in the way with examples, fuel, weapons, targets, and who ran out."""
    start_h, end_h = day * DAY_H, (day + 1) * DAY_H
    moment = facts.moment(start_h)
    told = [f"Day {day}, from {moment.day} {moment:%B %Y %H:%M} UTC."]
    lines = [line for line in facts.rows("lines") if line["day"] == day]
    told += _ledger(lines)
    told += _obstacles(lines)
    told += _fuel(facts, start_h, end_h)
    told += _targets(facts, start_h, end_h)
    return told + list(_stocks(facts, start_h, end_h))


def _ledger(lines: list[Row]) -> Iterator[str]:
    by_role: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        by_role[line["role"]][line["state"]] += 1
    flown = sum(counts[state] for counts in by_role.values() for state in FLOWN)
    yield f"{counted(len(lines), 'line')} asked for, {flown:,} flown."
    for role, counts in sorted(by_role.items()):
        rest = ", ".join(f"{counts[state]} {words(state)}" for state in counts if state != "effective")
        yield f"  {role}: {counts['effective']} with effect" + (f", {rest}" if rest else "") + "."


def _obstacles(lines: list[Row]) -> Iterator[str]:
    causes: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        if line["state"] != "effective" and line["cause"]:
            causes[line["cause"]].append(line)
    ranked = sorted(causes.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    if ranked:
        yield "What stood in the way:"
    for cause, hit in ranked[:CAUSES]:
        where = tally(f"{line['role']} over {line['area']}" for line in hit)
        examples = ", ".join(str(line["line_id"]) for line in hit[:EXAMPLES])
        yield f"  {words(cause)}: {counted(len(hit), 'line')} ({where}). For example: --line {examples}"


def _fuel(facts: Facts, start_h: float, end_h: float) -> Iterator[str]:
    contacts = [row for row in facts.rows("refuellings") if start_h <= row["time_h"] < end_h]
    if contacts:
        tankers = {row["tanker_sortie"] for row in contacts}
        waits = sum(row["wait_h"] for row in contacts) / len(contacts)
        yield (
            f"{sum(row['fuel_t'] for row in contacts):,.0f} t passed in {counted(len(contacts), 'contact')} by "
            f"{counted(len(tankers), 'tanker sortie')}; mean wait {60 * waits:.0f} min."
        )


def _targets(facts: Facts, start_h: float, end_h: float) -> Iterator[str]:
    struck = [row for row in facts.rows("targets") if _within(row["struck_h"], start_h, end_h)]
    hidden = [
        row for row in facts.rows("targets") if row["outcome"] == "escaped" and _within(row["ended_h"], start_h, end_h)
    ]
    if struck or hidden:
        unseen = sum(row["detected_h"] is None for row in hidden)
        what = f" ({tally(facts.title('target_classes', row['class']).lower() for row in struck)})" if struck else ""
        yield f"{counted(len(struck), 'target')} struck{what}; {len(hidden):,} escaped, {unseen:,} of them never seen."


def _within(at_h: float | None, start_h: float, end_h: float) -> bool:
    return at_h is not None and start_h <= at_h < end_h


def _stocks(facts: Facts, start_h: float, end_h: float) -> Iterator[str]:
    for row in facts.rows("stocks"):
        if _within(row["time_h"], start_h, end_h) and row["reason"] in ("stockout", "restored", "received", "borrowed"):
            nation, weapon = facts.title("nations", row["nation"]), facts.title("munitions", row["munition"])
            when = facts.clock(row["time_h"])
            if row["reason"] == "stockout":
                yield f"{when}: {nation} out of {weapon}."
            elif row["reason"] == "restored":
                yield f"{when}: {nation} has {weapon} again."
            else:
                yield f"{when}: {nation} got {row['change']:,} of {weapon}, {row['level']:,} on hand."
