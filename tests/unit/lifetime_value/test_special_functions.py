import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.lifetime_value.special_functions import expected_survived_events, log_rising_factorial_sums

# (r, a, b, elapsed) and the closed form with 2F1, by mpmath with 400 digits.
EXACT = {
    (0.2425945, 0.7929199, 2.4258881, 11.78): 1.4438719778540379,
    (0.2425945, 0.7929199, 2.4258881, 1e-06): 2.4259446287089426e-7,
    (26.25, 0.793, 28.4, 1.47): 26.605270917108035,
    (501.2, 0.793, 503.4, 1.5): 506.25043762478928,
    (1000.3, 2.5, 1002.0, 3.0): 585.07381869264783,
    (10000.5, 0.8, 10002.4, 0.9): 6849.3155493882621,
    (0.01, 0.05, 0.3, 1000.0): 6.5472216425805136,
    (5.0, 30.0, 200.0, 0.3): 1.3391831853777393,
    (2.0, 0.1, 0.2, 50.0): 45.174219254340576,
    (0.5, 0.001, 0.001, 20.0): 5.3783657738491571,
    (3.0, 1.0000001, 2.0, 4.0): 4.0188755306443156,
    (250.0, 300.0, 0.5, 9.0): 1.0016722408026756,
    (0.25, 10000.0, 30000.0, 100.0): 2.2287159665714672,
}


def survived(r, a, b, *elapsed):
    out = np.empty(len(elapsed))
    expected_survived_events(r, a, b, np.array(elapsed, dtype=np.float64), out)
    return out


@pytest.mark.parametrize(("arguments", "exact"), EXACT.items())
def test_survived_events_agree_with_many_digits(arguments, exact):
    assert survived(*arguments)[0] == pytest.approx(exact, rel=1e-11)


positive = st.floats(1e-2, 50.0)


@given(st.floats(1e-2, 2e3), positive, positive, st.floats(0.0, 20.0), st.floats(0.0, 20.0))
def test_survived_events_rise_with_time_and_stay_below_the_events_that_come(r, a, b, one, other):
    early, late = survived(r, a, b, min(one, other), max(one, other))
    assert 0.0 <= early <= late * (1 + 1e-11)
    assert late <= r * max(one, other) * (1 + 1e-11)


@given(st.floats(1e-2, 50.0), positive, st.floats(1e-3, 20.0))
def test_survived_events_are_smooth_where_the_closed_form_is_nought_by_nought(r, b, elapsed):
    below, at, above = (survived(r, a, b, elapsed)[0] for a in (1 - 1e-9, 1.0, 1 + 1e-9))
    assert below == pytest.approx(at, rel=1e-7)
    assert above == pytest.approx(at, rel=1e-7)


def test_survived_events_of_many_times_are_those_of_each():
    times = (3.0, 0.0, 90.0, 0.5)
    assert survived(1200.0, 0.8, 2.0, *times) == pytest.approx(
        [survived(1200.0, 0.8, 2.0, time)[0] for time in times], rel=1e-13
    )


def test_nobody_drops_out_if_dropout_hardly_happens():
    assert survived(2.0, 1e-12, 1.0, 5.0)[0] == pytest.approx(10.0, rel=1e-9)


def test_what_is_not_a_number_gives_none_and_ends():
    assert np.isnan(survived(np.nan, 1.0, 1.0, 2.0)).all()


def test_log_rising_factorials_do_not_cancel_for_a_large_base():
    value, slope, bend = log_rising_factorial_sums(1e12, np.array([5.0, 0.0, 2.0]))
    assert value == pytest.approx(2 * (np.log(1e12) + np.log(1e12 + 1)), rel=1e-15)
    assert slope == pytest.approx(4e-12, rel=1e-9)
    assert bend == pytest.approx(-4e-24, rel=1e-9)
