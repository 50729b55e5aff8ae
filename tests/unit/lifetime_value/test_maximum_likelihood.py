import numpy as np
import pytest

from hooper.lifetime_value.coordinates import REACH, Coordinates
from hooper.lifetime_value.maximum_likelihood import maximise
from hooper.lifetime_value.ties import TiedRows

ONE_ROW = TiedRows((np.array([0.0]),), np.array([1]))


def gamma_waits(parameters, wait, counts):
    """Exponential waits with mean `parameters[0]`: the estimate is the mean, its error mean / sqrt(n)."""
    (mean,) = parameters
    n, total = counts.sum(), counts @ wait
    gradient, hessian = -n / mean + total / mean**2, n / mean**2 - 2 * total / mean**3
    return -n * np.log(mean) - total / mean, np.array([gradient]), np.array([[hessian]])


def of_log(height):
    """A likelihood given as value, slope and curvature in the logarithm of one parameter."""

    def log_likelihood(parameters, _, counts):
        value, slope, curvature = height(np.log(parameters[0]))
        gradient = slope / parameters[0]
        return value, np.array([gradient]), np.array([[(curvature - slope) / parameters[0] ** 2]])

    return log_likelihood


def climb(height, *starts):
    coordinates = Coordinates(("rate",), np.ones(1))
    return maximise(of_log(height), ONE_ROW, np.exp(np.array(starts))[:, np.newaxis], coordinates)


def two_hills(u):
    """Hills at u = -3 (height 10) and u = 3 (height 12), each quadratic near its top."""
    left, right = 10 * np.exp(-((u + 3) ** 2) / 2), 12 * np.exp(-((u - 3) ** 2) / 2)
    slope = -(u + 3) * left - (u - 3) * right
    return left + right, slope, ((u + 3) ** 2 - 1) * left + ((u - 3) ** 2 - 1) * right


def test_the_estimate_and_its_error_are_the_closed_form():
    rows = TiedRows((np.array([1.0, 4.0]),), np.array([300, 100]))
    optimum = maximise(gamma_waits, rows, np.array([[1.0], [0.01]]), Coordinates(("mean",), np.array([2.0])))
    assert optimum.status == "ok"
    assert optimum.parameters == pytest.approx([1.75])
    assert np.sqrt(optimum.log_covariance) == pytest.approx(400**-0.5)
    assert optimum.log_likelihood == pytest.approx(-400 * (np.log(1.75) + 1))


def test_the_highest_of_several_tops_is_taken_and_their_spread_is_told():
    optimum = climb(two_hills, -4.0, 4.5)
    assert np.log(optimum.parameters[0]) == pytest.approx(3.0, abs=1e-4)
    assert optimum.spread_of_optima == pytest.approx(2.0, abs=1e-3)


def test_a_likelihood_that_always_rises_ends_at_the_boundary():
    optimum = climb(lambda u: (float(u), 1.0, 0.0), 0.0, 1.0)
    assert optimum.status == "boundary"
    assert "rate" in optimum.reason
    assert np.log(optimum.parameters[0]) == pytest.approx(REACH)


def test_a_likelihood_that_hardly_changes_is_flat():
    optimum = climb(lambda u: (-1e-3 * (u - 0.5) ** 2, -2e-3 * (u - 0.5), -2e-3), 0.0, 1.0)
    assert optimum.status == "flat"
    assert "rate" in optimum.reason


def test_a_level_likelihood_is_never_ok():
    assert climb(lambda u: (1.0, 0.0, 0.0), 0.0).status == "flat"


def test_a_top_at_a_start_is_not_trusted():
    optimum = climb(lambda u: (-100 * u**2, -200 * u, -200.0), 0.0)
    assert (optimum.status, optimum.reason) == ("failed", "the search never left its start")


def test_a_kink_is_no_top():
    """At the edge of a roof the slope stays steep: a further step seems to promise much."""
    ridge = np.pi / 3
    optimum = climb(lambda u: (-50 * abs(u - ridge), 50 * np.sign(ridge - u), -1.0), 0.0)
    assert np.log(optimum.parameters[0]) == pytest.approx(ridge, abs=1e-6)
    assert optimum.status == "failed"
    assert "promises" in optimum.reason


def test_the_scale_moves_the_search_along():
    rows = TiedRows((np.array([1e9, 4e9]),), np.array([300, 100]))
    optimum = maximise(gamma_waits, rows, np.array([[1.0]]), Coordinates(("mean",), np.array([2e9])))
    assert optimum.parameters == pytest.approx([1.75e9])


def test_a_large_log_gives_the_optimum_of_all_its_rows():
    waits = np.random.default_rng(1).exponential(3.0, 50_000)
    rows = TiedRows((waits,), np.ones(50_000, dtype=np.int64))
    optimum = maximise(gamma_waits, rows, np.array([[1.0]]), Coordinates(("mean",), np.ones(1)))
    assert optimum.parameters == pytest.approx([waits.mean()], rel=1e-9)


def test_a_parameter_of_either_sign_stands_as_it_is_and_its_error_in_its_own_unit():
    def normal_shift(parameters, value, counts):
        """Normal values of standard deviation 1: the estimate is the mean, its error 1 / sqrt(n)."""
        apart = value - parameters[0]
        return -counts @ apart**2 / 2.0, np.array([counts @ apart]), np.array([[-counts.sum()]])

    rows = TiedRows((np.array([-3.0, -2.0]),), np.array([3, 1]))
    coordinates = Coordinates(("shift",), np.array([10.0]), frozenset({"shift"}))
    optimum = maximise(normal_shift, rows, np.array([[1.0]]), coordinates)
    assert optimum.status == "ok"
    assert optimum.parameters == pytest.approx([-2.75])
    assert np.sqrt(optimum.log_covariance) == pytest.approx(0.5)


def test_a_flat_top_makes_the_search_look_far_away():
    """Two hills on a line, the higher one far from the start; nothing hangs on the second parameter."""

    def two_hills(parameters, purchases, counts):
        x = np.log(parameters[0])
        near, far = np.exp(-(x**2) / 2.0), 2.0 * np.exp(-((x - 5.0) ** 2) / 2.0)
        slope = -x * near - (x - 5.0) * far
        bend = (x**2 - 1.0) * near + ((x - 5.0) ** 2 - 1.0) * far
        gradient = np.array([slope / parameters[0], 0.0])
        hessian = np.array([[(bend - slope) / parameters[0] ** 2, 0.0], [0.0, 0.0]])
        return near + far, gradient, hessian

    coordinates = Coordinates(("place", "nothing"), np.ones(2))
    optimum = maximise(two_hills, ONE_ROW, np.array([[1.0, 1.0]]), coordinates)
    assert optimum.status == "flat"
    assert optimum.reason.startswith("the data do not fix nothing:")
    assert optimum.log_likelihood == pytest.approx(2.0, abs=1e-4)
    assert optimum.n_starts > 1
