"""The ledger of a whole campaign in words."""

from __future__ import annotations

from collections import Counter, defaultdict

from sim.story.facts import Facts, counted, words
from sim.story.line import EXPLAINED

CAUSES = 8
"""Causes told, the most frequent first."""


def tell_campaign(facts: Facts) -> list[str]:
    """How many lines ended how, which causes took most and whom they hit, and the day on which most fell."""
    lines = facts.rows("lines")
    effective = sum(line["state"] == "effective" for line in lines)
    share = f" ({effective / len(lines):.0%})" if lines else ""
    told = [f"{facts.scenario.title}: {counted(len(lines), 'line')} asked for, {effective:,} with effect{share}."]
    lost = [line for line in lines if line["state"] != "effective" and line["cause"]]
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, Counter[int]] = defaultdict(Counter)
    for line in lost:
        causes[line["cause"]][line["role"]] += 1
        days[line["cause"]][line["day"]] += 1
    for cause, roles in sorted(causes.items(), key=lambda entry: (-entry[1].total(), entry[0]))[:CAUSES]:
        whom = ", ".join(f"{count:,} {role}" for role, count in roles.most_common(3))
        worst, most = max(days[cause].items(), key=lambda entry: (entry[1], -entry[0]))
        moment = facts.moment(worst * 24.0)
        told.append(f"{words(cause)}: {counted(roles.total(), 'line')} ({whom}). {EXPLAINED.get(cause, '')}".rstrip())
        told.append(f"  Most on day {worst} ({moment.day} {moment:%B}): {counted(most, 'line')}; see --day {worst}")
    return told
