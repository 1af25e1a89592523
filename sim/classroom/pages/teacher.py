"""All lessons with questions and answers, for the teacher, to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nicegui import ui

from sim.classroom.pages.look import box, link, tag, top
from sim.measures import measures_named
from sim.page.words import number, sentence

if TYPE_CHECKING:
    from sim.classroom.house import House
    from sim.scenario.inputs import Lesson
    from sim.scenario.scenario import Scenario


def teacher(house: House) -> None:
    """One lesson after the other: what to ask, what to pull, what comes out, what to say, what to talk about."""
    with box("div", "room"):
        top("For the teacher")
        tag("h1", "Lessons, with questions and answers")
        tag(
            "p",
            "Ten minutes each: ask, let everybody guess, pull, look, tell, discuss. Numbers are means of twenty runs.",
            "lead",
        )
        for book in house.shelf.lessons:
            if book.scenario.lesson:
                _lesson(book.name, book.scenario, book.scenario.lesson)


def _lesson(name: str, scenario: Scenario, lesson: Lesson) -> None:
    with box("section", "lesson"):
        tag("h2", scenario.title)
        tag("h3", "Ask")
        tag("p", lesson.question)
        entry = measures_named([lesson.guess.measure], scenario)[lesson.guess.measure]
        tag("p", f"To guess: {entry.title}, {lesson.guess.low:g} to {lesson.guess.high:g}.", "small")
        tag("h3", "Pull, and what comes out")
        ui.html(_table(scenario, lesson), sanitize=False)
        tag("h3", "Tell")
        tag("p", lesson.answer)
        if lesson.discuss:
            tag("h3", "Discuss")
            with box("ul"):
                for one in lesson.discuss:
                    tag("li", one)
        link("Open this lesson", f"/play/{name}", "go screen")


def pulls(scenario: Scenario, lesson: Lesson) -> list[str]:
    """Each pull in words."""
    told = []
    for pull in lesson.pulls:
        if pull.without:
            told.append(f"Without: {scenario.enablers[pull.without].title}")
        else:
            told.append(str(scenario.variants[pull.variant or ""].get("title", pull.variant)))
    return told


def _table(scenario: Scenario, lesson: Lesson) -> str:
    entries = measures_named([shown.measure for shown in lesson.shows], scenario)
    head = "".join(
        f"<th scope=col>{escape(sentence(f'{e.title}, {e.unit}' if e.unit else e.title))}</th>"
        for e in entries.values()
    )
    body = ""
    for at, world in enumerate(["As it stands", *pulls(scenario, lesson)]):
        cells = "".join(f"<td>{number(shown.means[at])}</td>" for shown in lesson.shows if at < len(shown.means))
        body += f"<tr><th scope=row>{escape(world)}</th>{cells}</tr>"
    return f'<div class="scroll"><table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
