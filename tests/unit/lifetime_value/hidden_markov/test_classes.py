"""Customers of several classes: the likelihood is a mean, its slope exact, and its labels are in order.

That two classes are found again is in `tests/statistical/test_hidden_markov_recovery.py`.
"""

import numpy as np
import pytest
from scipy.special import logsumexp

from hooper.foundation.errors import InputError
from hooper.lifetime_value.hidden_markov.class_estimation import fit_classes
from hooper.lifetime_value.hidden_markov.class_probabilities import (
    class_probabilities,
    expected_purchases_of_classes,
    parameters_of_classes,
)
from hooper.lifetime_value.hidden_markov.class_space import ClassSpace
from hooper.lifetime_value.hidden_markov.purchases_to_come import expected_purchases
from hooper.lifetime_value.hidden_markov.search_coordinates import SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import as_it_is, centre_and_spread, standardised
from hooper.lifetime_value.hidden_markov.state_model import parameter_names
from hooper.lifetime_value.hidden_markov.tied_panel import tie_customers
from tests.unit.lifetime_value.hidden_markov.panels import TWO, panel_of, panel_of_rows, paths_of

OTHER = {**TWO, "rate_1": 4.0, "threshold_0_1": -0.3, "contacts_1": 2.0}
OF_BOTH = {f"class_{k}_{name}": value for k, own in enumerate((TWO, OTHER)) for name, value in own.items()}
OF_BOTH["class_1"] = 0.7


def class_space(of, n_states=2, n_classes=2):
    scaling = centre_and_spread(of)
    return ClassSpace(SearchSpace(standardised(tie_customers(of), *scaling), n_states), n_classes)


def test_the_likelihood_is_the_mean_over_classes_and_paths():
    few = panel_of([3, 5, 2])
    logs = np.array(
        [[logsumexp(list(paths_of(own, 2, few, i).values())) for own in (TWO, OTHER)] for i in range(3)]
    )
    joint = logs - np.log1p(np.exp(0.7)) + np.array([0.0, 0.7])
    totals = np.log(np.exp(joint).sum(axis=1))
    expected = np.exp(joint - totals[:, np.newaxis])
    assert class_probabilities(OF_BOTH, few) == pytest.approx(expected, rel=1e-10)
    space = ClassSpace(SearchSpace(as_it_is(few), 2), 2)
    unit = space.panel.mean_purchases
    points = [
        np.array([np.log(own["rate_0"] / unit), np.log((own["rate_1"] - own["rate_0"]) / unit)]
                 + [own[name] for name in parameter_names(2, few.covariate_names)[2:]])
        for own in (TWO, OTHER)
    ]  # fmt: skip
    value, _ = space.log_likelihood(np.append(np.concatenate(points), 0.7))
    assert value == pytest.approx(totals.sum(), rel=1e-12)


@pytest.mark.parametrize("n_classes", [2, 3])
def test_the_slope_is_that_of_differences(n_classes):
    space = class_space(panel_of([1, 8, 4, 12, 2, 7]), 3, n_classes)
    point = np.random.default_rng(n_classes).normal(size=space.upper.size)
    _, slope = space.log_likelihood(point)
    for k, step in enumerate(1e-5 * np.eye(point.size)):
        above, below = (space.log_likelihood(point + sign * step)[0] for sign in (1, -1))
        assert slope[k] == pytest.approx((above - below) / 2e-5, rel=1e-5, abs=1e-6)


def test_other_labels_are_the_same_model():
    space = class_space(panel_of([9] * 30), 2, 3)
    point = np.random.default_rng(5).normal(size=space.upper.size)
    ordered = space.ordered(point)
    assert space.log_likelihood(ordered)[0] == pytest.approx(space.log_likelihood(point)[0], rel=1e-12)
    assert space.ordered(ordered) == pytest.approx(ordered)
    of_classes, _ = space.split(ordered)
    assert sorted(of_classes[:, 0]) == sorted(space.split(point)[0][:, 0])


def test_purchases_to_come_are_the_mean_over_classes():
    few, future = panel_of([3, 5]), np.ones((2, 4, 2))
    classes = class_probabilities(OF_BOTH, few)
    assert parameters_of_classes(OF_BOTH) == [TWO, OTHER]
    of_each = [expected_purchases(own, few, future) for own in (TWO, OTHER)]
    by_hand = classes[:, :1] * of_each[0] + classes[:, 1:] * of_each[1]
    assert expected_purchases_of_classes(OF_BOTH, few, future) == pytest.approx(by_hand)


@pytest.mark.parametrize(
    "rows",
    [np.tile([0, 2, 1, 0], (40, 1)), np.eye(30, 4, dtype=int)],
    ids=["all alike", "once at most"],
)
def test_classes_that_are_empty_or_one_are_never_ok(rows):
    fitted = fit_classes(panel_of_rows(rows), 2, 2)
    assert fitted.status in {"boundary", "flat"}
    assert any(name in fitted.reason for name in fitted.parameters)
    assert np.isfinite(list(fitted.parameters.values())).all()


def test_nobody_who_buys_is_a_failed_fit():
    fitted = fit_classes(panel_of_rows(np.zeros((5, 4))), 2, 2)
    assert (fitted.status, fitted.reason) == ("failed", "nobody bought anything")


@pytest.mark.parametrize("numbers", [{"n_states": 5, "n_classes": 2}, {"n_states": 2, "n_classes": 1}])
def test_other_numbers_are_refused(numbers):
    with pytest.raises(InputError, match="choose from 2 to 4"):
        fit_classes(panel_of_rows(np.ones((5, 4))), **numbers)
