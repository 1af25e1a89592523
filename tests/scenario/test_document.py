"""How a file is read: the meaning of YAML 1.2, places, and files that are none."""

from __future__ import annotations

from math import inf, isnan

import pytest

from sim.scenario.document import MAX_BYTES, MAX_DEPTH, read, resolve
from sim.scenario.load import ScenarioError, check
from sim.scenario.node import plain


@pytest.mark.parametrize(
    "word", ["no", "NO", "yes", "on", "off", "y", "12:00", "190:20:30", "2011-03-31", "1_000", "0b1"]
)
def test_words_that_yaml_1_1_took_for_something_else_are_text(word):
    assert resolve(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1e3", 1000.0),
        ("0o17", 15),
        ("0x1F", 31),
        ("007", 7),
        ("-12", -12),
        ("+.5", 0.5),
        ("3.", 3.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("-.inf", -inf),
    ],
)
def test_words_with_a_meaning(word, value):
    assert resolve(word) == value
    assert type(resolve(word)) is type(value)


def test_nan_is_a_number():
    assert isnan(resolve(".nan"))


def test_keys_are_text_whatever_they_look_like(node):
    found = node('{no: 1, 12: 2, null: 3, true: 4, "quoted": "12"}')
    assert plain(found) == {"no": 1, "12": 2, "null": 3, "true": 4, "quoted": "12"}


def test_every_value_and_key_has_its_place(node):
    found = node("forces:\n  no-f16: {count: 6,\n    roles: [strike, cap]}\n")
    unit = found.get("forces", "no-f16")
    assert str(unit.key) == "here.yaml:2:3"
    assert str(unit.get("count").origin) == "here.yaml:2:19"
    assert str(unit.get("roles", "1").origin) == "here.yaml:3:21"


def test_columns_count_characters_not_bytes(node):
    assert str(node("{é: ö, x: 1}").get("x").origin) == "here.yaml:1:11"


def test_a_byte_order_mark_is_passed_over(tmp_path):
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: x\n")
    assert plain(read(str(file), [])) == {"name": "x"}


def refusal(path):
    with pytest.raises(ScenarioError) as error:
        read(str(path), [])
    return str(error.value).replace(str(path), "FILE")


def test_files_that_are_none(tmp_path):
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"name: x\ntitle: Caf\xe9\n")
    empty = tmp_path / "empty.yaml"
    empty.write_bytes(b"")
    zero = tmp_path / "zero.yaml"
    zero.write_bytes(b"name: \0\n")
    assert refusal(tmp_path / "none.yaml") == "FILE: error: no such file"
    assert refusal(tmp_path) == "FILE: error: is not a file"
    assert refusal(empty) == "FILE:1:1: error: the file is empty"
    assert refusal(latin) == "FILE:2:11: error: is not UTF-8 text"
    assert "control characters are not allowed" in refusal(zero)
    assert refusal("/dev/zero") == "FILE: error: is not a file"


def test_a_file_too_large_is_not_even_opened(tmp_path):
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    assert refusal(large) == "FILE: error: is larger than 2 MB"


def test_nesting_is_bounded(tmp_path, node):
    deep = tmp_path / "deep.yaml"
    deep.write_text("a: " + "[" * 100_000)
    assert refusal(deep).endswith(f"more than {MAX_DEPTH} deep in each other")
    assert node("[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_a_number_of_five_thousand_digits_is_a_fault(write):
    path = write(f"extends: tiny.yaml\nplanning: {{dawn: {'9' * 5000}}}\n")
    assert [str(fault.message) for fault in check(path)] == ["the number has too many digits"]


def test_a_file_that_is_changed_is_read_anew_and_its_faults_are_told_each_time(tmp_path):
    """Seen to fail when what was read was kept by the name of the file alone."""
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\na: 2\n")
    told = [[], [], []]
    first, again = read(str(path), told[0]), read(str(path), told[1])
    path.write_text("a: 3\n")
    after = read(str(path), told[2])

    assert [plain(root) for root in (first, again, after)] == [{"a": 1}, {"a": 1}, {"a": 3}]
    assert [len(faults) for faults in told] == [1, 1, 0]
