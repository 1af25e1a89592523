"""The two functions that Python is given."""

from __future__ import annotations

import re

import pytest

from sim import load, run


@pytest.mark.parametrize(
    ("changes", "meant"),
    [({"without": "us_tankers"}, "without=['us_tankers']"), ({"sets": "a=b"}, "sets=['a=b']")],
)
def test_a_bare_word_is_no_list(tiny, changes, meant):
    """It would be taken letter by letter."""
    with pytest.raises(TypeError, match=re.escape(meant)):
        load(tiny, **changes)


def test_a_file_has_to_be_loaded_before_it_is_flown():
    with pytest.raises(TypeError, match=re.escape("run(load('file.yaml'))")):
        run("file.yaml")
