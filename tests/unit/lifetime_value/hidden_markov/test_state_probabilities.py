from dataclasses import replace

import numpy as np
import pytest
from scipy.special import logsumexp

from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.state_probabilities import (
    filtered_probabilities,
    final_probabilities,
    most_likely_paths,
    probability_active,
    smoothed_probabilities,
)
from tests.unit.lifetime_value.hidden_markov.panels import NAMES, THREE, panel_of, paths_of

LENGTHS = [6, 1, 4]


def of_paths(panel, customer):
    """The chances of the states in each period, given all purchases, by the sum over paths."""
    paths = paths_of(THREE, 3, panel, customer)
    total, found = logsumexp(list(paths.values())), np.zeros((LENGTHS[customer], 3))
    for path, value in paths.items():
        found[np.arange(len(path)), path] += np.exp(value - total)
    return found


def test_smoothed_probabilities_are_those_of_all_paths():
    panel = panel_of(LENGTHS)
    expected = np.concatenate([of_paths(panel, i) for i in range(3)])
    assert smoothed_probabilities(THREE, panel) == pytest.approx(expected, abs=1e-12)


def test_filtered_probabilities_know_nothing_of_what_comes_later():
    panel = panel_of([6])
    filtered = filtered_probabilities(THREE, panel)
    for t in range(6):
        rows = slice(t + 1)
        shorter = PurchasePanel(panel.purchases[rows], panel.covariates[rows], NAMES, np.array([0, t + 1]))
        assert filtered[t] == pytest.approx(smoothed_probabilities(THREE, shorter)[t], abs=1e-12)


def test_filtered_and_smoothed_agree_in_the_last_period_and_only_there():
    panel = panel_of([30] * 20)
    filtered, smoothed = filtered_probabilities(THREE, panel), smoothed_probabilities(THREE, panel)
    last = panel.customer_bounds[1:] - 1
    assert filtered[last] == pytest.approx(smoothed[last], abs=1e-12)
    assert np.abs(filtered - smoothed).max() > 0.1
    assert filtered.sum(axis=1) == pytest.approx(1.0)
    assert smoothed.sum(axis=1) == pytest.approx(1.0)


def test_the_most_likely_path_is_the_best_of_all():
    panel = panel_of(LENGTHS, seed=5)
    best = [
        max(paths.items(), key=lambda item: item[1])[0]
        for paths in map(lambda i: paths_of(THREE, 3, panel, i), range(3))
    ]
    assert most_likely_paths(THREE, panel).tolist() == list(np.concatenate(best))


def test_active_is_who_is_not_in_the_lowest_state():
    panel = panel_of([8, 3, 12])
    final = final_probabilities(THREE, panel)
    assert probability_active(THREE, panel) == pytest.approx(1.0 - final[:, 0])
    assert final.tolist() == filtered_probabilities(THREE, panel)[panel.customer_bounds[1:] - 1].tolist()


def test_a_purchase_makes_active_likelier_and_silence_less_so():
    purchases = np.array([1, 0, 0, 0, 1, 1, 0, 0, 0, 0])
    panel = replace(panel_of([5, 5]), purchases=purchases, covariates=np.zeros((10, 2)))
    bought, silent = probability_active(THREE, panel)
    assert silent < 0.5 < bought


def test_ten_thousand_purchases_and_ten_thousand_periods_stay_finite():
    panel = panel_of([10_000, 2])
    often = np.arange(10_002) % 97 == 0
    panel = replace(panel, purchases=np.where(often, 10_000, panel.purchases))
    for found in (filtered_probabilities(THREE, panel), smoothed_probabilities(THREE, panel)):
        assert np.isfinite(found).all()
        assert found.sum(axis=1) == pytest.approx(1.0)
    assert (most_likely_paths(THREE, panel)[often] == 2).all()
