"""The example of Pfeifer and Carraway (2000): margin 40, contacts at 4, 20 % a period."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.durations import durations_from_start
from hooper.lifetime_value.migration_value import (
    Migration,
    last_recency_worth_a_contact,
    migration,
    value_by_recency,
    value_within,
)
from hooper.lifetime_value.recency_migration import fit

CHANCES = np.array([0.3, 0.2, 0.15, 0.05])
PUBLISHED = Migration(CHANCES, np.array([0.01, 0.02, 0.03, 0.02]), 40.0, np.full(4, 4.0), 0.2)
chances = st.lists(st.floats(0.0, 0.95), min_size=1, max_size=8)


def of(purchase_chances, **changes):
    size = len(purchase_chances)
    columns = np.array(purchase_chances), np.full(size, 0.01)
    return replace(Migration(*columns, 40.0, np.full(size, 4.0), 0.2), **changes)


def plain_value(customers, recency, periods):
    """What a customer brings in this period and the next ones, path by path."""
    if recency > customers.purchase_chances.size:
        return 0.0
    now = (customers.margin_per_purchase if recency == 1 else 0.0) - customers.contact_costs[recency - 1]
    if periods == 0:
        return now
    chance = customers.purchase_chances[recency - 1]
    later = chance * plain_value(customers, 1, periods - 1)
    later += (1.0 - chance) * plain_value(customers, recency + 1, periods - 1)
    return now + later / (1.0 + customers.rate_per_period)


def by_differences(value, customers):
    """The slopes of `value(customers)` in the chances, shape `(n_recencies, n_recencies)`."""
    columns = []
    for step in 1e-6 * np.eye(customers.purchase_chances.size):
        above, below = (
            value(replace(customers, purchase_chances=customers.purchase_chances + sign * step)).value
            for sign in (1.0, -1.0)
        )
        columns.append((above - below) / 2e-6)
    return np.array(columns).T


def test_the_values_without_end_are_the_published_ones():
    assert value_by_recency(PUBLISHED).value == pytest.approx([52.320, 5.554, 1.251, -1.820], abs=5e-4)


def test_the_values_within_four_periods_are_the_published_ones():
    assert value_within(PUBLISHED, 4).value == pytest.approx([50.115, 4.220, 0.592, -1.980], abs=5e-4)


def test_giving_customers_up_a_recency_sooner_is_worth_more():
    """At recency 4 a customer costs more than it brings."""
    assert last_recency_worth_a_contact(PUBLISHED) == 3
    sooner = value_by_recency(of(CHANCES[:3])).value
    assert sooner == pytest.approx([53.149, 6.621, 2.644], abs=5e-4)


def test_nobody_is_worth_a_contact_that_costs_too_much():
    assert last_recency_worth_a_contact(of(CHANCES, contact_costs=np.full(4, 50.0))) == 0


@given(chances, st.integers(0, 7))
def test_every_path_counted_gives_the_same_value(purchase_chances, periods):
    customers = of(purchase_chances)
    plain = [plain_value(customers, recency, periods) for recency in range(1, len(purchase_chances) + 1)]
    assert value_within(customers, periods).value == pytest.approx(plain, abs=1e-9)


@settings(max_examples=20)
@given(chances)
def test_the_value_within_very_many_periods_is_that_without_end(purchase_chances):
    customers = of(purchase_chances)
    for name in ("value", "standard_error"):
        within, ever = (
            getattr(each, name) for each in (value_within(customers, 300), value_by_recency(customers))
        )
        assert within == pytest.approx(ever, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("value", [value_by_recency, lambda customers: value_within(customers, 5)])
def test_the_errors_are_those_of_differences(value):
    slopes = by_differences(value, PUBLISHED)
    expected = np.sqrt(slopes**2 @ PUBLISHED.chance_errors**2)
    assert value(PUBLISHED).standard_error == pytest.approx(expected, rel=1e-6)
    low, high = value(PUBLISHED).interval
    assert high - low == pytest.approx(2 * 1.959964 * expected, rel=1e-6)


def test_money_and_its_errors_scale_with_the_unit():
    cents = replace(PUBLISHED, margin_per_purchase=4000.0, contact_costs=np.full(4, 400.0))
    one, other = value_by_recency(PUBLISHED), value_by_recency(cents)
    assert other.value == pytest.approx(100.0 * one.value)
    assert other.standard_error == pytest.approx(100.0 * one.standard_error)


def test_a_fit_becomes_a_migration():
    found = fit(durations_from_start([1, 1, 2, 2, 2, 3], [1, 0, 1, 1, 0, 0]), 2)
    customers = migration(found, 40.0, 4.0, 0.2)
    assert customers.purchase_chances.tolist() == list(found.parameters.values())
    assert customers.chance_errors.tolist() == list(found.standard_errors.values())
    assert customers.contact_costs.tolist() == [4.0, 4.0]
    assert migration(found, 40.0, [4.0, 1.0], 0.2).rewards.tolist() == [36.0, -1.0]


def test_a_chance_without_an_error_leaves_the_values_without_one():
    found = fit(durations_from_start([1, 1, 2, 2], [1, 0, 0, 0]), 2)
    values = value_by_recency(migration(found, 40.0, 4.0, 0.2))
    assert np.isfinite(values.value).all()
    assert np.isnan(values.standard_error).all()


def test_chances_that_the_data_do_not_give_are_refused():
    found = fit(durations_from_start([1, 1], [1, 0]), 2)
    with pytest.raises(InputError, match="recency 2: the chance to buy is nan"):
        migration(found, 40.0, 4.0, 0.2)


def test_costs_of_other_recencies_are_refused():
    with pytest.raises(InputError, match="give 4: one by recency"):
        replace(PUBLISHED, contact_costs=np.full(3, 4.0))


def test_a_rate_below_zero_is_refused():
    with pytest.raises(InputError, match=r"rate_per_period: is -0\.1"):
        replace(PUBLISHED, rate_per_period=-0.1)


def test_customers_whom_nobody_gives_up_have_no_value_without_a_rate():
    with pytest.raises(InputError, match="rate_per_period"):
        value_by_recency(of([1.0], rate_per_period=0.0))
