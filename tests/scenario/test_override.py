"""Single values set from the command."""

from __future__ import annotations

import pytest

from sim.scenario.load import Changes, ScenarioError, load


def having(path, *sets):
    return load(path, Changes(sets=sets))


def refusal(path, setting):
    with pytest.raises(ScenarioError) as error:
        having(path, setting)
    return str(error.value).removeprefix(f"--set {setting}: error: ")


def test_a_value_is_read_as_yaml(tiny):
    found = having(tiny, "forces.us-kc135.count=9", "forces.no-f16.roles=[cap]", "planning.horizon= 2 d", "title=no")
    assert found.forces["us-kc135"].count == 9
    assert found.forces["no-f16"].roles == ("cap",)
    assert found.planning.horizon == 48
    assert found.title == "no"


def test_phases_are_found_by_name_or_number_and_inherit_what_is_set(tiny):
    found = having(tiny, "phases.opening.tasking.isr.orbits=2", "phases.1.tasking.tanker.priority=7")
    assert [phase.tasking["isr"].orbits for phase in found.phases] == [2, 2]
    assert [phase.tasking["tanker"].priority for phase in found.phases] == [1, 7]


def test_a_star_sets_all(tiny):
    found = having(tiny, "aircraft.*.p_break=0.5", "phases.*.tasking.strike.per_day=3")
    assert {kind.p_break for kind in found.aircraft.values()} == {0.5}
    assert [phase.tasking["strike"].per_day for phase in found.phases] == [3, 3]


def test_null_deletes(tiny):
    found = having(tiny, "forces.us-mq1=null", "stocks.no-gbu12.reorder=", "phases.pursuit.tasking.isr=~")
    assert "us-mq1" not in found.forces
    assert found.stocks["no-gbu12"].reorder is None
    assert ["isr" in phase.tasking for phase in found.phases] == [True, False]


def test_new_names_may_be_made_where_any_name_may_stand(tiny):
    unit = "{nation: no, aircraft: f-16am, count: 2, in_line: 2, offer: 1, base: sigonella, roles: [cap]}"
    found = having(tiny, f"forces.no-more={unit}", "standing.desert.bunker=3", "aircraft.mq-1.loads.gbu-12=1")
    assert found.forces["no-more"].count == 2
    assert found.standing["desert"] == {"bunker": 3}
    assert found.aircraft["mq-1"].loads == {"gbu-12": 1}


def test_later_settings_win(tiny):
    assert having(tiny, "forces.no-f16.count=5", "forces.no-f16.count=7").forces["no-f16"].count == 7


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("forces.us-kc153.count=1", "forces has no `us-kc153` (did you mean `us-kc135`?)"),
        ("forces.us-kc135.cuont=1", "forces.us-kc135 has no `cuont` (did you mean `count`?)"),
        ("force.us-kc135.count=1", "the scenario has no `force` (did you mean `forces`?)"),
        ("phases.persuit.from=2011-04-03", "phases has no `persuit` (did you mean `pursuit`?)"),
        ("phases.9.from=2011-04-03", "phases has no `9`"),
        ("phases.pursuit.tasking.patrol.per_day=2", "phases.pursuit.tasking has no `patrol`"),
        ("forces.us-kc153=null", "forces has no `us-kc153` (did you mean `us-kc135`?)"),
        ("name.first=x", "name has no `first`"),
        ("stocks.*.cuont=1", "stocks.*.cuont matches nothing"),
        ("forces.us-kc135.count", "write it as path=value, such as forces.us-kc-135.count=10"),
        ("forces..count=1", "write it as path=value, such as forces.us-kc-135.count=10"),
        ("=1", "write it as path=value, such as forces.us-kc-135.count=10"),
        ("forces.us-kc135.count=-1", "forces.us-kc135.count: must be at least 0, not -1"),
        ("duration=7", "duration: `7` has no unit: write for example `7 h`"),
        ("title=&a x", "anchors and aliases (`a`) are not read: repeat the value"),
    ],
)
def test_what_cannot_be_set(tiny, setting, message):
    assert refusal(tiny, setting) == message
