"""Games of the textbooks, whose values anybody can work out by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.study import attribute
from sim.study.attribute import Game, draw_orders, game_of, interactions, passed, sets_of, shapley


def game(players: int, worth: Callable[[set[int]], float]) -> Game:
    """With one replication."""
    sets = {mask: {player for player in range(players) if mask >> player & 1} for mask in range(1 << players)}
    names = tuple("abcdefghijkl"[:players])
    return Game(names, {mask: np.array([float(worth(members))]) for mask, members in sets.items()})


def values(played: Game) -> list[float]:
    return [float(value[0]) for value in shapley(played)]


def pairs(played: Game) -> dict[tuple[int, int], float]:
    return {pair: float(value[0]) for pair, value in interactions(played).items()}


def test_the_glove_game() -> None:
    """One left glove, two right ones; a pair is worth 1. Values 2/3, 1/6, 1/6 (Shapley and Shubik's market)."""
    played = game(3, lambda s: float(0 in s and bool(s & {1, 2})))

    assert values(played) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    # By hand: left and right need each other: 1/2 (1 + 0); the right gloves stand in for one another: 1/2 (0 - 1).
    assert pairs(played) == pytest.approx({(0, 1): 0.5, (0, 2): 0.5, (1, 2): -0.5})


def test_the_airport_game() -> None:
    """A runway costs what the longest need of its users costs: 12, 20, 33 by class. Each piece is shared evenly by
    those who need it: 12/3, 12/3 + 8/2, 12/3 + 8/2 + 13. Source: Littlechild and Owen (1973)."""
    need = [12, 20, 33]

    assert values(game(3, lambda s: max((need[p] for p in s), default=0))) == pytest.approx([4, 8, 21])


def test_an_additive_game_gives_each_its_own_and_nothing_to_pairs() -> None:
    own = [3.0, -1.0, 0.5, 7.0]
    played = game(4, lambda s: 10 + sum(own[p] for p in s))

    assert values(played) == pytest.approx(own)
    assert list(pairs(played).values()) == pytest.approx([0.0] * 6)
    assert attribute.bounds(played) == [pytest.approx((x, x)) for x in own]


def test_a_null_player_gets_nothing_and_two_alike_get_the_same() -> None:
    played = game(3, lambda s: 6.0 * (len(s & {0, 1}) == 2))

    assert values(played) == pytest.approx([3, 3, 0])
    assert pairs(played)[0, 1] == pytest.approx(6)


def test_unanimity_of_three_by_the_printed_index() -> None:
    """u_T with T of three players: the interaction of a pair in T is 1 / (|T| - 1) (Grabisch and Roubens 1999)."""
    assert pairs(game(4, lambda s: float(s >= {0, 1, 2}))) == pytest.approx(
        {(0, 1): 0.5, (0, 2): 0.5, (1, 2): 0.5, (0, 3): 0, (1, 3): 0, (2, 3): 0}
    )


def test_alone_last_and_the_waterfall_by_hand() -> None:
    played = game(2, lambda s: {0: 1.0, 1: 4.0, 2: 10.0}[len(s)] + (2.0 if s == {0} else 0.0))

    assert [float(x[0]) for x in attribute.alone(played)] == [5, 3]
    assert [float(x[0]) for x in attribute.last(played)] == [6, 4]
    assert [float(x[0]) for x in attribute.waterfall(played, [0, 1])] == [6, 3]
    assert [float(x[0]) for x in attribute.waterfall(played, [1, 0])] == [4, 5]


WORTH = st.floats(-1e6, 1e6)


@given(st.lists(WORTH, min_size=16, max_size=16))
def test_values_are_the_mean_over_all_orders_and_add_up(worth: list[float]) -> None:
    played = game(4, lambda s: worth[sum(1 << p for p in s)])
    orders = list(permutations(range(4)))
    by_orders = [
        sum(worth[m | 1 << p] - worth[m] for o in orders for m in [passed(o)[o.index(p)]]) / len(orders)
        for p in range(4)
    ]

    assert values(played) == pytest.approx(by_orders, abs=1e-6)
    assert sum(values(played)) == pytest.approx(worth[15] - worth[0], rel=1e-12, abs=1e-9)


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_sampled_values_add_up_for_any_draw(seed: int) -> None:
    luck = np.random.default_rng(seed)
    orders = draw_orders(6, 4, seed)
    played = Game(tuple("abcdef"), {mask: luck.normal(100, 10, 3) for mask in sets_of(6, orders)}, orders)

    assert sum(shapley(played)) == pytest.approx(played.all - played.none, rel=1e-12)
    assert sum(attribute.waterfall(played, range(6))) == pytest.approx(played.all - played.none, rel=1e-12)
    assert len(attribute.alone(played)) == len(attribute.last(played)) == 6


def test_sampled_values_are_those_of_all_sets_within_their_error() -> None:
    """Twelve classes of the airport game, 64 orders and their reverses; four standard errors of the draw."""
    need = [float(n * n) for n in range(1, 13)]
    exact = [sum((need[j] - (need[j - 1] if j else 0)) / (12 - j) for j in range(p + 1)) for p in range(12)]
    orders = draw_orders(12, 64, seed=1)

    def worth(mask: int) -> float:
        return max((need[p] for p in range(12) if mask >> p & 1), default=0.0)

    played = Game(tuple("abcdefghijkl"), {m: np.array([worth(m)]) for m in sets_of(12, orders)}, orders)

    assert len(played.worth) < 1500
    for found, sure, error in zip(values(played), exact, attribute.sampling_error(played), strict=True):
        assert abs(found - sure) <= 4 * error + 1e-9


def test_orders_come_with_their_reverse_and_do_not_change() -> None:
    orders = draw_orders(5, 3, seed=7)

    assert [order[::-1] for order in orders[::2]] == list(orders[1::2])
    assert draw_orders(5, 3, seed=7) == orders


def test_a_replication_counts_only_if_every_set_has_the_measure() -> None:
    found = game_of(("a",), {0: [1.0, None, 3.0], 1: [2.0, 5.0, 7.0]})

    assert found is not None
    assert shapley(found)[0].tolist() == [1.0, 4.0]
    assert game_of(("a",), {0: [None], 1: [1.0]}) is None


def test_sets_are_told_from_none_to_all() -> None:
    assert sets_of(3, None) == [0, 1, 2, 4, 3, 5, 6, 7]
