"""What the sources claim about sharing, buying and cutting: slices of Libya in pairs under the same seeds."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean

import pytest

from sim.campaign.record import Record
from sim.measures import measure
from sim.measures.columns import cells
from sim.scenario.load import Changes
from sim.scenario.scenario import Scenario
from tests.scenarios import worlds
from tests.scenarios.worlds import MONTH, WEEK, loaded

SEEDS = (1, 2)
ONE = (1,)
"""Where every campaign must show it, and by far."""

US_BOMBS = ("us-gbu-12", "us-gbu-31v3", "us-gbu-38", "us-gbu-49")

Value = Callable[[Record, Scenario], float]


def of(name: str) -> Value:
    """A measure by its name."""
    return lambda record, scenario: measure(record, scenario)[name] or 0.0


def lost_to(cause: str) -> Value:
    """Lines with that cause."""
    return lambda record, _: float(record.column("lines", "cause").count(cause))


def flown(changes: Changes, *values: Value, seeds: tuple[int, ...] = SEEDS) -> list[tuple[float, ...]]:
    """These numbers of each seed's campaign."""
    records = [worlds.flown(changes, seed) for seed in seeds]
    return [tuple(value(record, loaded(changes)) for value in values) for record in records]


def test_a_second_theatre_costs_sorties_and_targets_while_it_lasts() -> None:
    dates = ("commitments.elsewhere.from=2011-04-08", "commitments.elsewhere.until=2011-04-25")
    values = (of("sorties"), of("fuel_passed_t"), of("targets_struck"), lost_to("other_commitments"))

    base = flown(Changes(sets=(MONTH,)), *values, seeds=ONE)
    drawn = flown(Changes(variants=("second_theatre",), sets=(MONTH, *dates)), *values, seeds=ONE)

    for less, full in zip(drawn, base, strict=True):
        assert max(less[0] / full[0], less[1] / full[1]) < 0.95
        assert less[2] < full[2]
    assert [row[3] for row in base] == [0]
    assert all(row[3] > 20 for row in drawn)


def test_end_condition_is_met_sooner_with_the_u_s_enablers() -> None:
    """Claim end_condition: the end depends on whether civilians are safe, here on few live targets in the open.

    In spring, with its clouds, few is a little above the number of the variant."""
    weeks = ("duration=50 d", "ends.when.threat_below=15")
    base = Changes(variants=("until_safe",), sets=weeks)
    alone = Changes(variants=("until_safe",), without=loaded().enablers_together, sets=weeks)

    with_all = [days for (days,) in flown(base, of("days"))]
    without = [days for (days,) in flown(alone, of("days"))]

    assert all(sooner <= later for sooner, later in zip(with_all, without, strict=True))
    assert mean(with_all) < mean(without)


def drawn_at(base: str) -> Value:
    """U.S. bombs loaded there; Predators carry missiles."""

    def bombs(record: Record, _: Scenario) -> float:
        rows = cells(record, "stocks", "nation", "munition", "base", "change", "reason")
        return -sum(row[3] for row in rows if row[:3] == ("us", row[1], base) and f"us-{row[1]}" in US_BOMBS)

    return bombs


def test_compatibility_a_pool_of_u_s_bombs_helps_those_whose_aircraft_carry_them() -> None:
    """Claim compatibility. The allies have used up their own, and the U.S. sell nothing."""
    allies = ("belgium", "canada", "denmark", "norway", "uk")
    stocks = [name for name, stock in loaded().stocks.items() if stock.nation in allies]
    none = ("duration=10 d", *(f"stocks.{name}.on_hand=0" for name in stocks))
    values = [of(f"nation.{nation}.weapons") for nation in allies]
    bases = [drawn_at(base) for base in ("araxos", "souda-bay", "gioia-del-colle")]

    alone = flown(Changes(without=("us_munitions",), sets=none), *values, seeds=ONE)
    shared = Changes(variants=("us_stock_pool",), without=("us_munitions",), sets=none)
    pooled = flown(shared, *values, *bases, seeds=ONE)

    for before, after in zip(alone, pooled, strict=True):
        assert before == (0, 0, 0, 0, 0)
        assert min(after[:4]) > 0
        assert min(after[5:7]) > 0
        assert after[4] == after[7] == 0  # the British Tornado and Typhoon carry British bombs


def test_rasmussen_spend_better_shared_tankers_pass_more_fuel_for_the_same_money() -> None:
    """Claim rasmussen_spend_better, without U.S. tankers: the same eight aircraft, each nation's own or shared. Time on
    station stays what it was: the fuel serves more sorties, since times are moved to the tankers that there are."""
    values = (of("fuel_passed_t"), of("on_station_h"), of("cost_eur"))
    own, shared, open_to_all = (
        flown(Changes(variants=(variant,), without=("us_tankers",), sets=("duration=10 d",)), *values, seeds=ONE)
        for variant in ("national_tankers", "shared_tankers", "smart_defence")
    )

    for alone, four, everybody in zip(own, shared, open_to_all, strict=True):
        assert alone[0] < four[0] < everybody[0]
        assert four[1] > 0.98 * alone[1]
        assert abs(four[2] / alone[2] - 1) < 0.1


def test_ags_bargain_global_hawks_bring_more_for_their_money_than_tankers() -> None:
    """Claim ags_bargain, without U.S. intelligence: targets gained per euro of the programme."""
    weeks = ("duration=10 d",)

    def gained(variant: str, programme: str) -> list[float]:
        scenario = loaded(Changes(variants=(variant,), sets=weeks))
        bought = scenario.programmes[programme]
        price = (bought.purchase / bought.life + (bought.running or 0.0)) * scenario.duration
        bare = flown(Changes(without=("us_isr",), sets=weeks), of("targets_struck"), seeds=ONE)
        more = flown(Changes(variants=(variant,), without=("us_isr",), sets=weeks), of("targets_struck"), seeds=ONE)
        return [(new - old) / price for (old,), (new,) in zip(bare, more, strict=True)]

    for drones, tankers in zip(gained("pooled_drones", "ags"), gained("smart_defence", "mmf"), strict=True):
        assert drones > 3 * max(0, tankers)
        assert drones > 0


def test_panetta_vacuum_the_same_cut_costs_far_more_where_nobody_has_agreed() -> None:
    """Claim panetta_vacuum: the allies save a fifth, each where it pleases or by agreement. Of sorties with all U.S.
    tankers there it costs a third more, in the mean of two campaigns; without them nearly everything that an ally's
    tanker carried."""

    values = (of("sorties"), of("fuel_passed_t"))

    def sorties(*without: str, seeds: tuple[int, ...] = ONE) -> list[list[tuple[float, ...]]]:
        return [
            flown(Changes(variants=variants, without=without, sets=(WEEK,)), *values, seeds=seeds)
            for variants in ((), ("cuts_apart",), ("cuts_together",))
        ]

    whole, apart, together = (sum(one[0] for one in world) for world in sorties(seeds=(1, 2)))
    assert whole - apart > 1.2 * abs(whole - together)
    for before, alone, agreed in zip(*sorties("us_tankers"), strict=True):
        assert alone[0] < 0.7 * before[0]
        assert alone[1] == 0  # the last tankers are gone: each hoped that others would keep theirs
        assert agreed[0] > 0.85 * before[0]


def test_the_u_s_cut_is_a_range_of_enabler_losses() -> None:
    whole, low, high = (
        flown(Changes(variants=variants, sets=(WEEK,)), of("fuel_passed_t"), seeds=ONE)
        for variants in ((), ("us_cut_low",), ("us_cut_high",))
    )

    assert all(full[0] > some[0] > few[0] for full, some, few in zip(whole, low, high, strict=True))


def test_what_the_nations_pay_adds_up_to_the_cost() -> None:
    three_days = ("duration=3 d",)
    for variant in ("smart_defence", "pooled_drones", "pooled_bombs"):
        changes = Changes(variants=(variant,), sets=three_days)
        scenario = loaded(changes)
        values = measure(worlds.flown(changes), scenario)
        paid = [values[f"nation.{nation}.cost_eur"] or 0.0 for nation in scenario.nations]

        assert values["cost_eur"] == pytest.approx(sum(paid))
        assert values["nation.pool.cost_eur" if variant != "pooled_bombs" else "nation.denmark.cost_eur"]
