"""Every closed form holds, under one seed that was not chosen; each names how it was seen to fail (`Form.broken`)."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sim.theory.estimate import Estimate
from sim.theory.form import Check, equal
from sim.theory.forms import FORMS, markdown

PAGE = Path(__file__).parents[2] / "docs/background/theory.md"


@pytest.mark.parametrize("name", FORMS)
def test_the_mechanism_follows_the_form(name: str) -> None:
    checks = list(FORMS[name].checks(1))

    assert checks
    assert [check for check in checks if not check.holds] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_form_says_why_it_applies_what_it_would_miss_and_how_it_failed(name: str) -> None:
    form = FORMS[name]

    assert all(getattr(form, field.name) for field in fields(form))


def test_the_page_has_every_form() -> None:
    written = re.search(r"<!-- forms -->\n\n(.*?)\n\n<!-- end -->", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    assert written is not None
    assert written.group(1) == markdown(FORMS.items()), f"put this into {PAGE.name}:\n\n{markdown(FORMS.items())}\n"


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        (Check("3.9 errors off", Estimate(10.39, 0.1), 10), True),
        (Check("4.1 errors off", Estimate(10.41, 0.1), 10), False),
        (Check("4.1 errors off, below", Estimate(9.59, 0.1), 10), False),
        (Check("within, but too blurred to tell", Estimate(10, 0.31), 10), False),
        (equal("without luck", 0.1 + 0.2, 0.3), True),
        (equal("a millionth off without luck", 1.000001, 1), False),
    ],
    ids=lambda value: value.what if isinstance(value, Check) else str(value),
)
def test_a_check_holds_within_four_standard_errors(check: Check, *, holds: bool) -> None:
    assert check.holds is holds
