"""Each definition on a base that is written down, and what holds between them for every base."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.economics.base_window import BaseWindow, base_window
from hooper.economics.retention_measures import MEASURES, get, measure_all
from hooper.economics.stays import stays
from hooper.engine.simulate import simulate
from hooper.foundation.errors import InputError
from hooper.scenario import presets


def a_window(years=0.5):
    """Ten there at the start, of whom four leave; three come in, of whom one leaves; two cohorts."""
    start = np.r_[np.ones(10, bool), np.zeros(3, bool)]
    end = np.r_[np.ones(6, bool), np.zeros(4, bool), True, True, False]
    return BaseWindow(
        at_start=start,
        at_end=end,
        entered=~start,
        entered_before=np.r_[np.zeros(5, bool), np.ones(3, bool), np.zeros(5, bool)],
        orders_before=np.r_[2, 1, 1, 0, 0, 1, 3, 0, 1, 1, 0, 0, 0],
        orders_within=np.r_[1, 2, 0, 1, 0, 1, 1, 0, 0, 0, 1, 2, 0],
        revenue_before=np.r_[20.0, 10, 10, 0, 0, 10, 30, 0, 10, 10, 0, 0, 0],
        revenue_within=np.r_[10.0, 25, 0, 5, 0, 10, 10, 0, 0, 0, 9, 9, 0],
        years=years,
    )


EXPECTED = {
    "customer_churn": 4 / 10,
    "churn_of_average_base": 5 / 9,
    "churn_at_risk": 5 / 13,
    "leavers_to_opening": 5 / 10,
    "net_churn": 2 / 10,
    "yearly_churn_compound": 1 - 0.6**2,
    "yearly_churn_simple": 0.8,
    "yearly_hazard": -2 * math.log(0.6),
    "revenue_churn": 50 / 100,
    "customer_retention": 6 / 10,
    "cohort_survival": 1 / 3,
    "gross_revenue_retention": (10 + 10 + 10 + 10) / 100,
    "net_revenue_retention": 60 / 100,
    "repurchase_rate": 4 / 7,
    "active_share": 5 / 10,
    "known_buyers": 4 / 7,
    "repeat_buyers": 5 / 10,
    "orders_of_known_buyers": 5 / 9,
}


def test_every_definition_has_a_figure_that_is_written_down():
    assert set(EXPECTED) == {measure.name for measure in MEASURES}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_definition_counts_what_its_name_says(name):
    assert get(name).measure(a_window()) == pytest.approx(EXPECTED[name])


def test_the_same_window_has_churn_from_a_fifth_to_more_than_one():
    churn = [each.measure(a_window(years=0.25)) for each in MEASURES if each.kind == "churn"]
    assert min(churn) == pytest.approx(0.2)
    assert max(churn) > 1.0


@st.composite
def windows(draw):
    n = draw(st.integers(1, 12))
    flags, counts = arrays(bool, n), arrays(np.int64, n, elements=st.integers(0, 3))
    amounts = arrays(float, n, elements=st.floats(0, 100))
    start = draw(flags)
    return BaseWindow(
        at_start=start,
        at_end=draw(flags),
        entered=draw(flags) & ~start,
        entered_before=draw(flags),
        orders_before=draw(counts),
        orders_within=draw(counts),
        revenue_before=draw(amounts),
        revenue_within=draw(amounts),
        years=draw(st.floats(0.05, 3.0)),
    )


@given(windows())
def test_what_holds_between_definitions_for_every_base(window):
    found = measure_all(window)
    if window.opening:
        assert found["customer_churn"] + found["customer_retention"] == pytest.approx(1.0)
        assert found["churn_at_risk"] <= found["leavers_to_opening"]
        assert found["customer_churn"] <= found["leavers_to_opening"]
        assert found["yearly_churn_compound"] <= found["yearly_hazard"] + 1e-12
    if found["gross_revenue_retention"] == found["gross_revenue_retention"]:
        assert found["gross_revenue_retention"] <= min(1.0, found["net_revenue_retention"]) + 1e-12
    for name, value in found.items():
        assert math.isnan(value) or value >= (-math.inf if name == "net_churn" else 0.0)


@given(windows())
def test_a_hazard_and_a_compound_rate_give_the_churn_of_the_window_back(window):
    found = measure_all(window)
    churn = found["customer_churn"]
    if 0.0 < churn < 1.0:
        assert 1.0 - (1.0 - found["yearly_churn_compound"]) ** window.years == pytest.approx(churn)
        assert 1.0 - math.exp(-found["yearly_hazard"] * window.years) == pytest.approx(churn)
        assert found["yearly_churn_simple"] * window.years == pytest.approx(churn)


def test_without_a_base_nothing_is_a_number():
    nobody = np.zeros(0)
    empty = BaseWindow(
        at_start=nobody.astype(bool),
        at_end=nobody.astype(bool),
        entered=nobody.astype(bool),
        entered_before=nobody.astype(bool),
        orders_before=nobody.astype(int),
        orders_within=nobody.astype(int),
        revenue_before=nobody,
        revenue_within=nobody,
        years=1.0,
    )
    assert all(math.isnan(value) for value in measure_all(empty).values())


def test_where_all_leave_the_hazard_is_without_end():
    window = a_window()
    gone = BaseWindow(**{**vars(window), "at_end": np.zeros(13, bool)})
    assert get("customer_churn").measure(gone) == 1.0
    assert get("yearly_hazard").measure(gone) == math.inf


def test_an_unknown_definition_is_told_with_the_nearest():
    with pytest.raises(InputError, match=r"no measure 'customer_chrun'(.|\n)*customer_churn"):
        get("customer_chrun")


def test_what_is_wrong_with_a_window_is_told():
    with pytest.raises(InputError, match="revenue_before: is -1"):
        BaseWindow(**{**vars(a_window()), "revenue_before": -np.ones(13)})
    with pytest.raises(InputError, match="years: is 0"):
        a_window(years=0.0)
    with pytest.raises(InputError, match="one entry a customer"):
        BaseWindow(**{**vars(a_window()), "at_end": np.zeros(3, bool)})


@pytest.fixture(scope="module")
def simulated():
    world = presets.load("default", ["founders.customers=400"])
    return simulate(world, 12, seed=4), world.period_days


def test_a_window_of_a_history_holds_its_customers_and_its_revenue(simulated):
    run, days = simulated
    window = base_window(stays(run.history.truth, days, 12), run.history.observed, days, 6, 6)
    bucket = run.books.bucket()
    assert (window.opening, window.closing) == (bucket.held[6], bucket.held[12])
    returned = run.books.bucket().arrivals[6:].sum() - window.arrivals
    assert window.opening + window.arrivals + returned - bucket.leaks[6:].sum() == window.closing
    observed = run.history.observed
    late = observed.column("time_days") >= 6 * days
    assert window.revenue_within.sum() == pytest.approx(observed.column("amount")[late].sum())
    assert window.orders_before.sum() == (~late).sum()
    assert window.years == pytest.approx(0.5)


@pytest.mark.parametrize(("first", "periods"), [(2, 6), (7, 6), (6, 0)])
def test_a_window_outside_the_history_is_told(simulated, first, periods):
    run, days = simulated
    with pytest.raises(InputError, match="first_period"):
        base_window(stays(run.history.truth, days, 12), run.history.observed, days, first, periods)
