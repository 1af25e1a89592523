"""Keep and share: the link, the file, and the answer of the lesson."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from nicegui import ui

from sim.classroom.pages.look import box, button, tag
from sim.classroom.saved import saved
from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from sim.classroom.pages.play import Play


def keep_panel(page: Play) -> None:
    """What a visitor takes home."""
    lesson = page.desk.scenario.lesson
    if lesson:
        with box("section"):
            tag("h2", "The answer")
            with box("div") as told:
                tag("p", lesson.answer, "question")
                if lesson.discuss:
                    tag("h3", "To discuss")
                    with box("ul", "why"):
                        for one in lesson.discuss:
                            tag("li", one)
            told.set_visibility(False)

            def reveal() -> None:
                told.set_visibility(True)
                show.set_visibility(False)

            show = button("Show the answer", reveal)
    with box("section", "screen"):
        tag("h2", "Keep and share")
        tag(
            "p",
            "The address of this page carries your changes (not your guess): send it to others of the class.",
            "small",
        )

        async def save() -> None:
            try:
                name, text = await asyncio.to_thread(saved, page.desk, page.state, page.house.shelf)
            except ScenarioError as error:
                page.say(faults="\n".join(fault.message for fault in error.faults[:6]))
                return
            ui.download.content(text, name)

        with box("div", "row-of"):
            copy = button("Copy the link", lambda: ui.notify("Copied."))
            copy.on("click", js_handler="() => navigator.clipboard && navigator.clipboard.writeText(location.href)")
            button("Save as a scenario file", save)
