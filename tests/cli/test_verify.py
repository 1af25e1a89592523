"""The verb `verify`."""

from __future__ import annotations

import json

import pytest

from sim.cli.command import answer
from sim.theory.form import Form, equal


def test_one_form_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["verify", "orbit_coverage"]) == 0

    shown = capsys.readouterr().out
    assert "One orbit held by n aircraft" in shown
    assert "4 of 4 checks of 1 closed forms hold (seed 1)." in shown


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["verify", "orbit_coverage", "--json", "--seed", "7"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["seed"] == 7
    check = document["forms"]["orbit_coverage"]["checks"][1]
    assert check == {
        "what": "share of the time held by 2",
        "simulated": pytest.approx(2 / 3),
        "exact": pytest.approx(2 / 3),
        "standard_error": 0,
        "off": None,
        "holds": True,
    }


def test_a_form_that_does_not_hold_is_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Form(*["-"] * 7, checks=lambda seed: iter([equal("two and two", 4, 5), equal("one and one", 2, 2)]))
    monkeypatch.setattr("sim.theory.forms.FORMS", {"wrong": wrong})

    assert answer(["verify"]) == 1

    shown = capsys.readouterr().out
    assert "FAILS" in shown
    assert "1 of 2 checks" in shown


def test_a_form_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["verify", "orbit_coverag"]) == 2
    assert "there is no closed form `orbit_coverag` (did you mean `orbit_coverage`?)" in capsys.readouterr().err
