"""The first page: which lesson, which scenario, or one brought along."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

from nicegui import ui

from sim.classroom.limits import Refused
from sim.classroom.pages.look import box, link, tag, top
from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from sim.classroom.house import House
    from sim.classroom.shelf import Book


def front(house: House, *, teacher: bool) -> None:
    """Cards of everything on the shelf, and a place to bring one's own."""
    with box("div", "room"):
        top("Choose")
        tag("h1", "What does an air campaign lose when one enabler is taken away?")
        tag(
            "p",
            "Choose, guess, pull it, and fly the campaign again: the simulation itself answers.",
            "lead",
        )
        if house.shelf.lessons:
            tag("h2", "Lessons")
            _cards(house.shelf.lessons)
        if house.shelf.campaigns:
            tag("h2", "Campaigns")
            _cards(house.shelf.campaigns)
        if teacher and house.shelf.lessons:
            with box("p"):
                link("For the teacher: all questions and answers on one page, to print", "/teacher")
        with box("section", "screen"):
            tag("h2", "Bring a scenario")
            tag(
                "p",
                f"A scenario file (YAML, at most {house.limits.upload_kb} kB). It is checked as every file is, "
                "may build on the files of this classroom, and is kept while the classroom is open.",
                "small",
            )
            _upload(house)


def _cards(books: list[Book]) -> None:
    """Copies are told apart by their files."""
    titles = Counter(book.scenario.title for book in books)
    with box("ul", "cards"):
        for book in books:
            with box("li"):
                tag("h3", book.scenario.title)
                if titles[book.scenario.title] > 1:
                    tag("p", book.file, "small")
                tag("p", _about(book))
                link("Start" if book.scenario.lesson else "Open", f"/play/{book.name}", "go").props(
                    f'aria-label="{"Start" if book.scenario.lesson else "Open"}: {book.name}"'
                )


def _about(book: Book) -> str:
    scenario = book.scenario
    if scenario.lesson:
        return scenario.lesson.question
    aircraft = sum(force.count for force in scenario.forces.values())
    pulled = ", ".join(one.title for one in scenario.enablers.values()) or "nothing"
    return (
        f"{scenario.duration / 24:,.0f} days, {len(scenario.nations)} nations, {aircraft:,} aircraft in "
        f"{len(scenario.forces)} units. To pull: {pulled}."
    )


def _upload(house: House) -> None:
    told = tag("div", "", "faults")
    told.set_visibility(False)
    told.props["role"] = "alert"

    def tell(text: str) -> None:
        told.text = text
        told.set_visibility(True)

    async def brought(event: Any) -> None:
        try:
            book = await asyncio.to_thread(house.shelf.bring, event.file.name, await event.file.read())
        except ScenarioError as error:
            tell("\n".join(map(str, error.faults[:20])))
        except Refused as refused:
            tell(str(refused))
        else:
            ui.navigate.to(f"/play/{book.name}")
        finally:
            chosen.reset()  # else the one file that it takes stays, and no other can be chosen

    def too_large() -> None:
        tell(f"The file is larger than {house.limits.upload_kb} kB, or not one file.")
        chosen.reset()

    chosen = ui.upload(
        label="Choose a file",
        max_file_size=1000 * house.limits.upload_kb,
        max_files=1,
        auto_upload=True,
        on_upload=brought,
        on_rejected=too_large,
    ).props('accept=".yaml,.yml" flat bordered')
