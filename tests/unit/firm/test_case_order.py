import numpy as np
import pytest

from hooper.firm import case_order
from hooper.firm.case_order import order_of_arrival

SPREADS = {
    "even": lambda rng, n: rng.random(n),
    "many ties": lambda rng, n: rng.integers(0, 200, n) / 7,
    "a rush at noon": lambda rng, n: np.where(rng.random(n) < 0.9, 0.5 + 1e-9 * rng.random(n), rng.random(n)),
    "one moment": lambda rng, n: np.full(n, 3.25),
    "in order": lambda rng, n: np.arange(n) / n,
    "in reverse": lambda rng, n: np.arange(n)[::-1] / n,
    "neighbouring numbers": lambda rng, n: np.nextafter(1.0, 2.0) ** rng.integers(0, 2, n),
    "far from zero": lambda rng, n: 1e9 + 7.0 * rng.random(n),
}


@pytest.mark.parametrize("cases", [0, 1, 2, 3, 50, 2_000])
@pytest.mark.parametrize("spread", SPREADS)
def test_cases_come_in_the_order_of_time_and_then_of_id(spread, cases):
    rng = np.random.default_rng(cases)
    days, ids = SPREADS[spread](rng, cases), rng.permutation(cases).astype(np.uint64)
    expected = sorted(range(cases), key=lambda case: (days[case], ids[case]))
    assert order_of_arrival(days, ids).tolist() == expected


def test_ids_above_those_that_a_float_holds_are_told_apart():
    ids = np.array([2**63 + 1, 2**63], np.uint64)
    assert order_of_arrival(np.zeros(2), ids).tolist() == [1, 0]


def test_a_rush_is_not_sorted_by_moving_one_case_past_all_others(monkeypatch):
    """Which would take a time that grows with the square of the cases."""
    monkeypatch.setattr(case_order, "_sort_neighbours", None)
    days = np.full(1_000, 0.5)
    assert order_of_arrival(days, np.arange(1_000, dtype=np.uint64)).tolist() == list(range(1_000))
