"""Seven indicators of loyalty: a case by hand, what holds of all, and a simulated world counted by hand."""

from collections import Counter, defaultdict
from dataclasses import fields, replace
from functools import cache
from math import log

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from hooper.economics.loyalty_indicators import (
    AGAINST_LOYALTY,
    DAYS_OF_A_STRANGER,
    FOR_LOYALTY,
    LoyaltyIndicators,
    loyalty_indicators,
)
from hooper.engine.simulate import simulate
from hooper.foundation.errors import InputError
from hooper.history.history import History
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.truth import SCHEMAS, Truth
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.life_stages import DECLINE, EXPLORATION, FORMATION, GONE, STABILITY
from hooper.mechanisms.loyalty import LoyaltySettings
from tests.small_worlds import default_world

WEEK = 7.0
# Loyalty is 1 / (1 + e^-C).
LOGISTIC = LoyaltySettings(
    score_slope=1.0, exponent_in_monopoly=1.0, exponent_in_fierce_competition=1.0, floor_in_monopoly=0.0
)
EXPONENTS = DefectionSettings(
    vulnerability_exponent_in_exploration=1.0,
    vulnerability_exponent_in_formation=1.0,
    vulnerability_exponent_in_stability=2.0,
    vulnerability_exponent_in_decline=0.0,
)


def table(name, *rows, schema=None):
    schema = schema or SCHEMAS[name]
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)


def by_hand():
    """Four of six customers are there after week 3; one of them was away in week 1."""

    def traits(customer, day, price, by):
        return (customer, day, 0, 0.1, 1.0, 0.0, 1.0, 0.0, price, 1.0, 0, by)

    def feels(customer, stage, satisfaction, emotional_loyalty, categories, period=3, held=0.0):
        return (customer, period, stage, satisfaction, 0.0, emotional_loyalty, held, 0.0, categories)

    truth = Truth(
        exits=table("exits", (2, 0, 0, 0), (6, 2, 0, 3)),
        stage_moves=table(
            "stage_moves",
            (1, 2, EXPLORATION, STABILITY),
            (2, 0, EXPLORATION, GONE),
            (2, 2, GONE, EXPLORATION),
            (6, 2, EXPLORATION, GONE),
            (7, 4, EXPLORATION, GONE),
        ),
        traits=table(
            "traits",
            traits(1, 0.0, 0.5, 1),
            traits(2, 1.0, 1.0, 2),
            traits(5, 8.0, 1.0, 1),
            traits(6, 8.5, 1.0, 1),
            traits(7, 21.5, 2.0, 6),
            traits(9, 29.0, 1.0, 2),
        ),
        snapshots=table(
            "snapshots",
            feels(1, EXPLORATION, 0.0, 0.5, 1, period=0),
            feels(1, STABILITY, 0.0, 0.5, 3),
            feels(2, EXPLORATION, log(3.0), 0.0, 1, held=log(2.0)),
            feels(5, FORMATION, 0.0, 0.25, 1),
            feels(7, DECLINE, -log(3.0), 0.0, 2),
        ),
        accounts=table("accounts"),
    )
    days = {1: (0.0, 5.0, 10.0, 28.0), 2: (1.0, 27.5), 5: (8.0,), 6: (8.5, 9.0), 7: (21.5, 22.0), 9: (29.0,)}
    bought = [(customer, day, 1.0) for customer, own in days.items() for day in own]
    return History(Observed(table("transactions", *bought, schema=TRANSACTIONS), 35.0), truth)


def test_the_indicators_of_four_customers_are_those_counted_by_hand():
    found = loyalty_indicators(by_hand(), LOGISTIC, EXPONENTS, WEEK)
    assert found.customer_id.tolist() == [1, 2, 5, 7]
    assert found.repeat_purchases.tolist() == [2, 1, 0, 1]
    assert found.categories.tolist() == [3, 1, 1, 2]
    assert found.price_sensitivity.tolist() == [0.5, 1.0, 1.0, 2.0]
    assert found.tolerance_of_failures == pytest.approx([0.75, 0.875, 0.5, 0.0], abs=1e-6)
    stranger = np.array([0.5 * 0.5, 0.25, 0.5 * 0.75, 0.75])
    assert found.days_choosing == pytest.approx(DAYS_OF_A_STRANGER * stranger, abs=1e-6)
    assert found.customers_brought.tolist() == [2, 0, 0, 0]
    assert found.retention_periods.tolist() == [4, 3, 3, 1]


def test_the_composite_is_the_mean_of_signed_percentile_ranks_with_ties_at_their_mean():
    found = replace(
        loyalty_indicators(by_hand(), LOGISTIC, EXPONENTS, WEEK),
        tolerance_of_failures=np.array([0.75, 0.75, 0.5, 0.0]),
        days_choosing=np.array([1.75, 1.75, 2.625, 5.25]),
    )
    eighths = [
        [7, 4, 1, 4],  # repeat purchases
        [7, 2, 2, 5],  # categories
        [6, 6, 3, 1],  # tolerance
        [7, 3, 3, 3],  # customers brought
        [7, 4, 4, 1],  # retention
        [7, 4, 4, 1],  # price sensitivity, turned round
        [6, 6, 3, 1],  # days choosing, turned round
    ]
    assert found.composite == pytest.approx(np.mean(eighths, axis=0) / 8.0, abs=1e-12)
    assert found.table().column_names == [*(each.name for each in fields(found)), "composite"]
    assert found.table()["composite"].to_numpy().tolist() == found.composite.tolist()


def test_an_earlier_snapshot_knows_nothing_of_what_came_later():
    found = loyalty_indicators(by_hand(), LOGISTIC, EXPONENTS, WEEK, period=0)
    assert found.customer_id.tolist() == [1]
    counted = (found.repeat_purchases, found.customers_brought, found.retention_periods)
    assert [each.tolist() for each in counted] == [[1], [0], [1]]
    assert found.composite.tolist() == [0.5]


def test_a_period_without_a_snapshot_is_refused_and_those_there_are_named():
    with pytest.raises(InputError, match="no snapshot of period 2") as raised:
        loyalty_indicators(by_hand(), LOGISTIC, EXPONENTS, WEEK, period=2)
    assert raised.value.faults[0].remedy == "choose from 0, 3"
    empty = Truth(**{name: schema.empty_table() for name, schema in SCHEMAS.items()})
    with pytest.raises(InputError, match="there is no snapshot"):
        loyalty_indicators(replace(by_hand(), truth=empty), LOGISTIC, EXPONENTS, WEEK)


def of_customers(columns):
    """Return indicators with some values, a column each; the types of the fields do not matter here."""
    names = (*FOR_LOYALTY, *AGAINST_LOYALTY)
    ids = np.arange(columns.shape[1], dtype=np.uint64)
    return LoyaltyIndicators(ids, **dict(zip(names, columns, strict=True)))


SOME = hnp.arrays(np.float64, st.tuples(st.just(7), st.integers(1, 12)), elements=st.integers(0, 5))


@given(SOME, st.randoms(use_true_random=False))
def test_the_composite_lies_around_a_half_and_depends_on_no_order_of_customers(columns, chance):
    composite = of_customers(columns).composite
    assert 0.0 < composite.min() <= composite.max() < 1.0
    assert composite.mean() == pytest.approx(0.5, abs=1e-12)
    order = list(range(columns.shape[1]))
    chance.shuffle(order)
    assert of_customers(columns[:, order]).composite.tolist() == composite[order].tolist()


@given(SOME, st.integers(0, 6), st.integers(0, 11), st.integers(1, 6))
def test_more_of_an_indicator_moves_the_composite_of_its_customer_in_its_direction_alone(
    columns, which, customer, more
):
    customer %= columns.shape[1]
    raised = columns.copy()
    raised[which, customer] += more
    change = of_customers(raised).composite[customer] - of_customers(columns).composite[customer]
    sign = 1.0 if which < len(FOR_LOYALTY) else -1.0
    assert sign * change >= -1e-12


@given(st.floats(-2.0, 2.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.integers(EXPLORATION, DECLINE))
def test_who_is_more_satisfied_tolerates_more_and_chooses_sooner(satisfaction, more, bond, stage):
    history = by_hand()
    rows = [
        (customer, 3, stage, satisfaction + k * more, 0.0, bond, 0.0, 0.0, 1)
        for k, customer in enumerate((1, 2))
    ]
    told = replace(history.truth, snapshots=table("snapshots", *rows))
    found = loyalty_indicators(replace(history, truth=told), LoyaltySettings(), DefectionSettings(), WEEK)
    assert 0.0 <= found.tolerance_of_failures[0] <= found.tolerance_of_failures[1] <= 1.0
    assert DAYS_OF_A_STRANGER >= found.days_choosing[0] >= found.days_choosing[1] >= 0.0


@cache
def a_world():
    world = default_world(400, referral={"recommendations_per_positive_talk": 0.2})
    return world, simulate(world, 40, seed=5).history


@pytest.mark.parametrize("period", [13, 39])
def test_the_counts_in_a_simulated_world_are_those_of_a_walk_through_its_tables(period):
    world, history = a_world()
    found = loyalty_indicators(history, world.loyalty, world.defection, world.period_days, period)
    end = (period + 1) * world.period_days
    orders, traits = history.observed.transactions.to_pylist(), history.truth.traits.to_pylist()
    bought = Counter(row["customer_id"] for row in orders if row["time_days"] < end)
    entered = {row["customer_id"]: row for row in traits if row["entry_days"] < end}
    brought = Counter(row["brought_by"] for own, row in entered.items() if row["brought_by"] != own)
    moves = defaultdict(list)
    for move in history.truth.stage_moves.to_pylist():
        moves[move["customer_id"]].append(move)
    for row in found.table().to_pylist():
        customer = row["customer_id"]
        first = int(entered[customer]["entry_days"] // world.period_days)
        assert row["repeat_purchases"] == bought[customer] - 1
        assert row["price_sensitivity"] == entered[customer]["price_sensitivity"]
        assert row["customers_brought"] == brought[customer]
        assert row["retention_periods"] == periods_there(moves[customer], first, period)
    assert max(found.customers_brought) > 0
    assert (found.retention_periods[found.customer_id < 400] <= period).any(), "some have been away"


def periods_there(moves, first, last):
    """Count the periods in which a customer was there, one by one."""
    there, count = True, 0
    for period in range(first, last + 1):
        now = [move for move in moves if move["period"] == period]
        there = there or any(move["stage_before"] == GONE for move in now)
        count += there
        there = there and not any(move["stage"] == GONE for move in now)
    return count
