"""How files build on each other."""

from __future__ import annotations

from sim.scenario.load import Changes, load, resolve
from sim.scenario.merge import inherit_phases, merge, without_nulls
from sim.scenario.node import plain


def laid_over(node, base, over):
    return plain(without_nulls(merge(node(base), node(over), [])))


def test_maps_merge_lists_replace_null_deletes(node):
    base = "{a: {x: 1, y: 2}, l: [1, 2, 3], gone: {z: 1}}"
    over = "{a: {y: 3}, l: [4], gone: null}"
    assert laid_over(node, base, over) == {"a": {"x": 1, "y": 3}, "l": [4]}


def test_what_was_deleted_may_come_again(node):
    deleted = merge(node("{a: {x: 1}}"), node("{a: null}"), [])
    assert plain(merge(deleted, node("{a: {y: 2}}"), [])) == {"a": {"y": 2}}


def test_a_map_over_a_list_changes_the_elements_it_names(node):
    base = "{l: [{name: a, v: 1}, {name: b, v: 2}, {name: c}]}"
    assert laid_over(node, base, "{l: {b: {v: 3}, c: null}}") == {"l": [{"name": "a", "v": 1}, {"name": "b", "v": 3}]}


def test_a_phase_starts_from_the_one_before_it(node):
    root = node(
        """
        phases:
          - {name: one, tasking: {strike: {per_day: 8, areas: {a: 1, b: 1}}, patrol: {per_day: 2}}, appear: {a: {x: 1}}}
          - {name: two, tasking: {strike: {areas: {b: null, c: 2}}, patrol: null}}
          - {name: three, tasking: {night: {mission: strike, per_day: 1}}, appear: {a: {x: 2}}}
        """
    )
    _, two, three = plain(without_nulls(inherit_phases(root)))["phases"]
    strike = {"per_day": 8, "areas": {"a": 1, "c": 2}, "mission": "strike"}
    assert two == {"name": "two", "tasking": {"strike": strike}, "appear": {"a": {"x": 1}}}
    assert three["tasking"] == {"strike": strike, "night": {"mission": "strike", "per_day": 1}}
    assert three["appear"] == {"a": {"x": 2}}


def test_the_order_is_extends_then_use_then_the_file(write):
    write(
        "extends: tiny.yaml\ntitle: base\nforces: {no-f16: {count: 10}, us-mq1: {count: 10}, us-kc135: {count: 10}}",
        "b.yaml",
    )
    write("title: used\nforces: {us-mq1: {count: 20}, us-kc135: {count: 20}}", "u.yaml")
    path = write("extends: b.yaml\nuse: [u.yaml]\nforces: {us-kc135: {count: 30}}")
    found = load(path)
    assert found.title == "used"
    assert [found.forces[unit].count for unit in ("no-f16", "us-mq1", "us-kc135")] == [10, 20, 30]


def test_a_file_named_twice_is_merged_once_where_it_is_first_named(write):
    write("extends: tiny.yaml\nforces: {no-f16: {count: 10}}", "base.yaml")
    path = write("extends: base.yaml\nuse: [tiny.yaml]\n")
    assert load(path).forces["no-f16"].count == 10


def test_paths_are_seen_from_the_file_that_names_them(write, tmp_path):
    (tmp_path / "library").mkdir()
    write("use: [../tiny.yaml]", "library/all.yaml")
    assert load(write("use: [library/all.yaml]")).name == "tiny"


def test_every_file_that_cannot_be_read_is_told(write, refused):
    write("a: [\n", "broken.yaml")
    assert refused(write("use: [gone.yaml, broken.yaml, tiny.yaml]")) == [
        "broken.yaml:2:1: error: cannot be read as YAML: while parsing a flow node, did not find expected node content",
        "scenario.yaml:1:7: error: gone.yaml: no such file",
    ]


def test_origins_name_the_file_the_variant_and_the_setting(write, tmp_path):
    path = write("extends: tiny.yaml\nforces: {no-f16: {count: 10}}")
    changes = Changes(("more_tankers",), ("us_resupply",), ("phases.opening.tasking.strike.per_day=9",))
    origins = {where: (value, origin) for where, value, origin in resolve(path, changes).origins()}
    told = {where: (value, origin.replace(f"{tmp_path}/", "")) for where, (value, origin) in origins.items()}
    assert told["forces.no-f16.count"] == ("10", "scenario.yaml:2:26")
    assert told["forces.no-f16.nation"] == ("no", "tiny.yaml:67:20")
    assert told["forces.us-kc135.count"] == ("6", "tiny.yaml:146:70 (variant more_tankers)")
    assert told["phases.opening.tasking.strike.per_day"] == ("9", "--set phases.opening.tasking.strike.per_day=9")
    assert told["phases.pursuit.tasking.isr.orbits"][1] == "tiny.yaml:127:87"
    assert "stocks.no-gbu12.reorder.from" not in told
