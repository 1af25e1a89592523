"""Lost lines looked up in loosened worlds, by hand."""

from __future__ import annotations

from sim.study.relax import Judged, Line, Tally, Verdict, Worlds, judge, matched, next_in_line, tally


def line(day: int, kind: str, area: str, cause: str | None = None, role: str = "strike") -> Line:
    return Line(day, role, kind, area, "not_planned" if cause else "effective", cause)


def told(*causes: str | None) -> list[Line]:
    """One line a day, effective where there is no cause."""
    return [line(day, "overwatch", "coast", cause) for day, cause in enumerate(causes)]


WORLDS = Worlds(
    #          sole         joint        neither      effective
    base=told("no_munition", "no_munition", "no_munition", None, "threat"),
    alone={
        "no_munition": told(None, "threat", "no_target", "weather", None),
        "threat": told("no_munition", "no_munition", "no_munition", None, "no_munition"),
    },
    all=told(None, None, "no_target", None, None),
    but={
        "no_munition": told("no_munition", "no_munition", "no_munition", None, "no_munition"),
        "threat": told(None, "threat", "no_target", None, "threat"),
    },
)


def test_a_cause_is_sole_joint_or_neither_and_the_next_shows_behind_it() -> None:
    judged = judge(WORLDS)

    assert [(one.line.day, one.verdict, one.next, one.needed) for one in judged] == [
        (0, Verdict.sole, None, ("no_munition",)),
        (1, Verdict.joint, "threat", ("no_munition", "threat")),
        (2, Verdict.neither, "no_target", ()),
        (4, Verdict.joint, "no_munition", ("no_munition", "threat")),
    ]
    assert next_in_line(judged) == {"no_munition": {"no_target": 1, "threat": 1}, "threat": {"no_munition": 1}}


def test_a_cause_is_counted_as_the_first_and_behind_others() -> None:
    judged = judge(WORLDS)

    assert tally(WORLDS, judged, "no_munition") == Tally(
        lost=3, sole=1, joint=1, neither=1, behind=1, needed=3, left=0, others_back=1, newly_lost=1
    )
    assert tally(WORLDS, judged, "threat") == Tally(
        lost=1, sole=0, joint=1, neither=0, behind=1, needed=2, left=0, others_back=0, newly_lost=0
    )


def test_a_line_whose_cause_was_not_loosened_has_no_verdict() -> None:
    worlds = Worlds(told("no_crew"), {}, told(None), {})

    assert judge(worlds) == [Judged(worlds.base[0], None, None, ())]


def test_a_strike_with_a_target_in_one_world_alone_is_the_same_line() -> None:
    """The list of targets was empty in the other world: its first line flies overwatch."""
    base = [
        line(3, "deliberate", "coast", "no_munition"),
        line(3, "overwatch", "hills"),
        line(3, "orbit", "hills", role="isr"),
    ]
    other = [line(3, "overwatch", "hills"), line(3, "overwatch", "coast"), line(3, "orbit", "coast", role="isr")]

    assert matched(base, other) == other


def test_of_a_day_with_more_lines_those_over_the_same_area_are_the_same() -> None:
    base = [line(1, "orbit", area, role="isr") for area in ("coast", "hills", "coast")]
    other = [line(1, "orbit", area, role="isr") for area in ("hills", "coast")]

    assert matched(base, other) == [other[1], other[0], None]
    assert matched(base, []) == [None, None, None]
    assert matched([line(2, "orbit", "coast")], [line(1, "orbit", "coast")]) == [None]
