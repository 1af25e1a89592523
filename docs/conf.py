"""The documentation as a site: `sphinx-build -W docs build/site`; references and figures are made as it is built."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import generate  # noqa: E402 - it lies beside this file

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Linchpin"
author = "The Linchpin authors"
copyright = "the Linchpin authors, MIT licence"  # noqa: A001 - Sphinx calls it so
extensions = ["myst_parser", "sphinx_click"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["README.md", "decisions/README.md"]
html_theme = "furo"
html_title = "Linchpin"
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["misc.highlighting_failure"]

OUTSIDE = re.compile(r"(?<!!)\[([^]]+)\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def links_that_lead_out(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Pages link to files of the repository that are no pages: those become their names."""
    folder = (HERE / docname).parent

    def link(found: re.Match[str]) -> str:
        text, path = found.group(1), found.group(2)
        there = (folder / path).resolve() if path else folder
        page = HERE in there.parents and there.name != "README.md"
        return found.group(0) if not path or page else f"{text} (`{there.relative_to(HERE.parent)}`)"

    source[0] = OUTSIDE.sub(link, source[0])


def setup(app: Sphinx) -> None:
    """Before anything is read: references and figures."""
    app.connect("builder-inited", lambda _: generate.everything(HERE / "generated"))
    app.connect("source-read", links_that_lead_out)
