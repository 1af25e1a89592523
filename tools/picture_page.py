"""The two pictures of a page in the README: the explorer with an enabler pulled, and the map. Needs Debian's chromium.

python tools/picture_page.py results/libya_2011/<hash of an attribution> docs/figures
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

DAY = 75
"""Of the map: 14 June 2011 over Libya."""
COLOURS = 64
"""A picture of few colours is small."""


def save(content: bytes, path: Path) -> None:
    """As a small PNG."""
    Image.open(io.BytesIO(content)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


def main(result: Path, folder: Path) -> None:
    """Open the page, pull the first enabler, and picture what is seen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1180, "height": 900}, color_scheme="light")
        page.set_default_timeout(90_000)
        page.goto((result / "report.html").resolve().as_uri())
        page.wait_for_selector("html[data-ready=yes]", state="attached")
        page.click("#explorer-all")
        page.locator("#explorer [data-enabler='0']").uncheck()
        page.wait_for_selector("html[data-pulled]", state="attached")
        page.add_style_tag(content=".pulled { display: none } .player { position: static }")
        page.wait_for_timeout(2000)
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        top, end = (page.locator(name).bounding_box() for name in ("#explorer", "#explorer figure >> nth=0"))
        box = {"x": top["x"], "y": top["y"], "width": top["width"], "height": end["y"] + end["height"] - top["y"] + 8}
        save(page.screenshot(clip=box, full_page=True), folder / "page_explorer.png")
        page.click("#explorer-none")
        page.evaluate(
            f"(s => {{ s.value = {DAY}; s.dispatchEvent(new Event('input')); }})(document.getElementById('map-day'))"
        )
        page.wait_for_timeout(3000)
        save(page.locator("#maps").screenshot(), folder / "page_map.png")
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
