"""The film of a campaign."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sim.report import Worlds, timeline
from sim.report.events import events
from tests.records import scenario, story


def both() -> Worlds:
    return Worlds(scenario(), {"with everything": story(), "without": story()})


def test_the_film_has_a_frame_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.animation import FFMpegWriter
    from PIL import Image

    monkeypatch.setattr(FFMpegWriter, "isAvailable", lambda: False)
    path = timeline.film(both(), tmp_path)
    assert path.name == "timeline.gif"
    with Image.open(path) as film:
        assert (film.n_frames, film.size) == (3, (1920, 1080))
        assert film.info["duration"] == pytest.approx(10_000 / 3, abs=10)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg: apt-get install ffmpeg")
def test_with_ffmpeg_it_is_an_mp4_that_every_player_shows(tmp_path: Path) -> None:
    """H.264 in 4:2:0, of a screen's size; three days are shown in ten seconds."""
    path = timeline.film(both(), tmp_path)
    assert path.name == "timeline.mp4"
    of = "stream=codec_name,pix_fmt,width,height,nb_read_frames,avg_frame_rate"
    probe = ["ffprobe", "-v", "error", "-count_frames", "-show_entries", of, "-of", "json", str(path)]
    (film,) = json.loads(subprocess.run(probe, capture_output=True, text=True, check=True).stdout)["streams"]
    assert (film["codec_name"], film["pix_fmt"]) == ("h264", "yuv420p")
    assert (film["width"], film["height"]) == (1920, 1080)
    assert film["avg_frame_rate"] == f"{timeline.FRAMES_PER_S}/1"
    assert int(film["nb_read_frames"]) == pytest.approx(10 * timeline.FRAMES_PER_S, abs=2)


def test_what_moves_is_what_the_measures_say() -> None:
    assert timeline.series(both())["without"] == {"sorties": [3, 1, 0], "struck": [1, 2, 2], "stock": [5, 1, 7]}


def test_a_long_campaign_moves_by_several_days_and_ends_on_the_last() -> None:
    shown = timeline.days_shown(215)
    assert (shown[:3], shown[-1], len(shown)) == ([0, 2, 4], 214, 108)


def test_events_are_told_on_their_day() -> None:
    told = events(both(), story())
    assert "Denmark out of GBU-12" in told[1]
    assert "GBU-12 arrives for Denmark" in told[2]
