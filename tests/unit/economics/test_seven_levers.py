import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.margin_multiplier import margin_multiplier
from hooper.economics.seven_levers import LEVERS, SubscriberEconomics, lifecycle_profit
from hooper.foundation.errors import InputError

SUBSCRIBER = {
    "acquisition_cost": 80.0,
    "recurring_revenue_per_month": 30.0,
    "cross_sell_per_month": 5.0,
    "service_cost_per_month": 8.0,
    "discount_per_month": 2.0,
    "transfer_per_month": 0.1,
    "transfer_margin_change_per_month": -6.0,
}


def life(stay=0.95, months=24, **changes):
    return of(stay ** np.arange(months), changes)


def of(survival, changes):
    return lifecycle_profit(SubscriberEconomics(**{**SUBSCRIBER, **changes}), survival)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(-50, 50))
def test_the_levers_add_up_to_what_those_who_are_there_bring(stay, transfer, change):
    found = life(stay, transfer_per_month=transfer, transfer_margin_change_per_month=change)
    for month in range(24):
        moved = 1.0 - (1.0 - transfer) ** month
        expected = stay**month * (25.0 + moved * change) - (80.0 if month == 0 else 0.0)
        assert found.profit[month] == pytest.approx(expected, abs=1e-9)


def test_subscribers_one_by_one_bring_the_same_on_average():
    """Enumerate who has transferred and who has left after two months, all alike and independent."""
    found = life(stay=0.9, months=3)
    moved = {0: 0.9**2, 1: 0.1 + 0.9 * 0.1}
    expected = 0.9**2 * sum(chance * (25.0 - 6.0 * done) for done, chance in moved.items())
    assert found.profit[2] == pytest.approx(expected)


def test_without_transfer_it_is_worth_the_margin_multiplier():
    found = life(0.9, months=2000, transfer_per_month=0.0)
    values = found.present_values(0.01)
    assert sum(values.values()) == pytest.approx(25.0 * (1.0 + margin_multiplier(0.9, 0.01)) - 80.0)
    assert list(values) == list(LEVERS)
    assert values["recurring_revenue"] == pytest.approx(30.0 * 101.0, rel=1e-6)


def test_it_breaks_even_in_the_month_that_pays_the_acquisition_back():
    assert life(1.0, transfer_per_month=0.0).break_even_month == 3
    assert life(1.0, transfer_per_month=0.0, acquisition_cost=0.0).break_even_month == 0
    assert life(0.5, transfer_per_month=0.0).break_even_month is None


def test_the_table_has_a_column_a_lever_and_their_sum():
    table = life().table()
    assert table.column_names == ["month", *LEVERS, "profit"]
    assert sum(table[name].to_numpy() for name in LEVERS) == pytest.approx(table["profit"].to_numpy())


@pytest.mark.parametrize("name", ["acquisition_cost", "service_cost_per_month", "transfer_per_month"])
def test_costs_and_chances_below_zero_are_told(name):
    with pytest.raises(InputError, match=name):
        of(np.ones(1), {name: -0.5})


def test_a_survival_that_rises_is_told():
    with pytest.raises(InputError, match="survival: rises"):
        lifecycle_profit(SubscriberEconomics(**SUBSCRIBER), np.array([0.5, 0.6]))
