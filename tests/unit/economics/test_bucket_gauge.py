import numpy as np
import pytest

from hooper.economics.bucket_gauge import gauge
from hooper.economics.leaky_bucket import LeakyBucket
from hooper.foundation.errors import InputError


def a_bucket(leaks, held, arrivals=100):
    return LeakyBucket(
        ("ad",), ("service", "value"), np.array(held), np.full((len(leaks), 1), arrivals), np.array(leaks)
    )


def test_it_reads_the_window_and_not_what_was_before():
    bucket = a_bucket([[90, 0], [15, 7], [30, 8]], [0, 10, 88, 150])
    seen = gauge(bucket, window_periods=2, cost_per_newcomer=8.0)
    assert (seen.level, seen.inflow, seen.outflow) == (150, 100.0, 30.0)
    assert seen.outflow_by_cause == {"service": 22.5, "value": 7.5}
    assert seen.leak_per_period == pytest.approx(60.0 / (110 + 188))
    assert seen.refill.spend == pytest.approx(8.0 * 188 * 60 / 298)


def test_a_constant_leak_has_the_outlook_of_the_published_bucket():
    seen = gauge(a_bucket([[15, 5], [30, 6]], [0, 80, 144]), window_periods=2, cost_per_newcomer=8.0)
    assert not isinstance(seen.outlook, str)
    assert seen.outlook.steady_level == pytest.approx(500.0)
    assert seen.outlook.mean_tenure_periods == pytest.approx(5.0)
    assert seen.outlook.half_life_periods == pytest.approx(3.106, abs=5e-4)


@pytest.mark.parametrize(
    ("leaks", "held", "why"),
    [
        ([[0, 0]], [0, 100], "nobody leaves"),
        ([[60, 40]], [0, 0], "nobody is left"),
        ([[0, 0]], [0, 0], "nobody is left"),
    ],
)
def test_without_an_outlook_it_says_why(leaks, held, why):
    arrivals = held[1] + sum(leaks[0])
    assert gauge(a_bucket(leaks, held, arrivals), 1, 8.0).outlook == why


def test_a_window_longer_than_the_time_and_a_cost_below_zero_are_told():
    with pytest.raises(InputError, match="window_periods: is 3"):
        gauge(a_bucket([[15, 5], [30, 6]], [0, 80, 144]), 3, 8.0)
    with pytest.raises(InputError, match="cost_per_newcomer"):
        gauge(a_bucket([[15, 5]], [0, 80]), 1, -8.0)
