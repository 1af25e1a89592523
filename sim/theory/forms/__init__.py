"""All closed forms by name. To add one: write its module here, with checks and FORM, and name it below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sim.theory.form import Form
from sim.theory.forms import (
    airlift_fleet,
    approval_in_a_campaign,
    equal_uplifts,
    give_away,
    give_up_waiting_for_a_tail,
    hidden_before_their_turn,
    littles_law,
    live_targets,
    no_tail_ready,
    orbit_coverage,
    order_at_the_desk,
    package_starts,
    parts_that_wait,
    ramp_places,
    ramp_throughput,
    rand_sortie_rate,
    receivers_that_will_not_wait,
    reorder_level,
    repair_ample_crews,
    repair_with_crews,
    rotation_by_the_hour,
    rotation_on_the_ramp,
    seen_between_clouds,
    seen_by_a_sensor_that_comes_and_goes,
    seen_by_a_sensor_that_stays,
    shots_at_radars,
    stockout_day,
    survives_k_sorties,
    tanker_requirement,
    time_at_the_desk,
    wait_at_the_boom,
    wait_for_a_tail,
    weather_by_area,
)

_MODULES = (
    rotation_by_the_hour,
    rotation_on_the_ramp,
    rand_sortie_rate,
    orbit_coverage,
    package_starts,
    survives_k_sorties,
    shots_at_radars,
    littles_law,
    repair_ample_crews,
    repair_with_crews,
    no_tail_ready,
    wait_for_a_tail,
    give_up_waiting_for_a_tail,
    wait_at_the_boom,
    equal_uplifts,
    receivers_that_will_not_wait,
    give_away,
    tanker_requirement,
    stockout_day,
    reorder_level,
    ramp_places,
    ramp_throughput,
    airlift_fleet,
    parts_that_wait,
    seen_by_a_sensor_that_stays,
    seen_by_a_sensor_that_comes_and_goes,
    weather_by_area,
    seen_between_clouds,
    live_targets,
    time_at_the_desk,
    order_at_the_desk,
    hidden_before_their_turn,
    approval_in_a_campaign,
)

FORMS: Mapping[str, Form] = MappingProxyType({m.__name__.rpartition(".")[2]: m.FORM for m in _MODULES})
"""Name to form; the name is that of its module."""


def markdown(forms: Iterable[tuple[str, Form]]) -> str:
    """The table of the documentation: what holds, where, from where, why, and what it would not notice."""
    columns = ("closed form", "mechanism", "source", "why it applies", "what it would miss", "seen to fail when")
    rows = [columns, ("---",) * len(columns)]
    for name, form in forms:
        what = f"**{form.title}** (`{name}`): {form.formula}"
        rows.append((what, form.mechanism, form.source, form.applies, form.misses, form.broken))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
