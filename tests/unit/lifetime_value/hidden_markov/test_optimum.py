"""The end of a search on surfaces that are known: errors where there is a top, and nowhere else."""

from dataclasses import dataclass

import numpy as np
import pytest

from hooper.lifetime_value.hidden_markov.optimum import optimum_at
from hooper.lifetime_value.hidden_markov.search import approach, climb
from hooper.lifetime_value.hidden_markov.search_coordinates import REACH
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel, as_it_is
from tests.unit.lifetime_value.hidden_markov.panels import panel_of

NAMES = ("a", "b")
PANEL = as_it_is(panel_of([2, 3]))
BEGUN = np.array([[3.0, 3.0]])


@dataclass(frozen=True)
class Parabola:
    """A surface with top at (1, 2), curvatures, and a bend that makes it no parabola."""

    curvature: tuple[float, float]
    bend: float = 0.0
    panel: StandardisedPanel = PANEL

    @property
    def upper(self):
        return np.full(2, REACH)

    def log_likelihood(self, point):
        away = point - np.array([1.0, 2.0])
        height = -(np.array(self.curvature) @ away**2) / 2.0 - self.bend * (away**4).sum()
        return height, -np.array(self.curvature) * away - 4.0 * self.bend * away**3

    def parameters(self, point):
        return point.copy(), np.eye(2)


def optimum(surface):
    return optimum_at(surface, np.array([1.0, 2.0]), BEGUN, NAMES, np.zeros(1))


def test_errors_are_those_of_the_curvature():
    found = optimum(Parabola((100.0, 4.0)))
    assert found.status == "ok"
    assert np.sqrt(np.diag(found.log_covariance)) == pytest.approx([0.1, 0.5])


@pytest.mark.parametrize("second", [0.0, -1e-9])
def test_what_is_not_fixed_has_no_error_and_the_others_keep_theirs(second):
    found = optimum(Parabola((100.0, second)))
    assert (found.status, "b" in found.reason) == ("flat", True)
    errors = np.sqrt(np.diag(found.log_covariance))
    assert errors[0] == pytest.approx(0.1)
    assert np.isnan(errors[1])


def test_all_customers_are_approached_by_the_curvature_of_a_few_however_wrong():
    """Half and ten times the true curvature, on a surface that bends."""
    few, everybody = Parabola((50.0, 40.0), 1.0), Parabola((100.0, 4.0), 3.0)
    near = approach(everybody, few, np.array([1.5, 0.5]))
    height, _ = everybody.log_likelihood(near)
    assert -1e-3 < height <= 0.0


def test_steps_that_lead_nowhere_give_way_to_a_climb():
    """The curvature of the few has no top, and their point is far off."""
    few, everybody = Parabola((-1e-6, -1e-6)), Parabola((1.0, 1.0), 50.0)
    near = approach(everybody, few, np.array([-9.0, 12.0]))
    assert near == pytest.approx([1.0, 2.0], abs=0.2)
    assert climb(everybody, np.array([-9.0, 12.0])) == pytest.approx([1.0, 2.0], abs=0.2)
