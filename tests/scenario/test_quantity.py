"""Quantities as people write them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sim.scenario.quantity import factor, moment, parse


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("14 h", "h", 14),
        ("14h", "h", 14),
        (" 20  min ", "h", 1 / 3),
        ("3 d", "h", 72),
        ("2 weeks", "h", 336),
        ("8 /d", "1/h", 1 / 3),
        ("8/d", "1/h", 1 / 3),
        ("0.2 / h", "1/h", 0.2),
        ("230 kg", "t", 0.23),
        ("2205 lb", "t", 1.0001712),
        ("450 kt", "kt", 450),
        ("463 km/h", "kt", 250),
        ("1e3 kg/h", "t/h", 1),
        ("-3 h", "h", -3),
    ],
)
def test_read(text, unit, value):
    assert parse(text, unit) == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "14",
        "h",
        "",
        "nan h",
        "inf h",
        "1e400 h",
        "2 h + 3 h",
        "14 h ** 2",
        "3 * 2 h",
        "1,5 h",
        "2 d 3 h",
        "14 parsec",
        "14 t",
        "14 h h",
        "1 h/h",
        "٣ h",
        "14 H",
        "__import__('os') h",
    ],
)
def test_refused(text):
    with pytest.raises(ValueError, match=r"quantity|unit|measures|large"):
        parse(text, "h")


def test_units_do_not_mean_what_they_mean_elsewhere():
    assert factor("t", "kg") == 1000
    with pytest.raises(ValueError, match="`ton` is not a unit"):
        factor("ton", "t")


def test_dates_are_utc_and_begin_at_midnight():
    assert moment("2011-03-31").isoformat() == "2011-03-31T00:00:00+00:00"
    assert moment("2011-03-31T06:00Z") == moment("2011-03-31T08:00+02:00")
    with pytest.raises(ValueError, match="is not a date"):
        moment("0001-01-01T00:00+14:00")


def test_pint_is_imported_only_when_a_quantity_is_read():
    code = "import sys, sim.scenario.load; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
