"""Purchases to come of a log's customers: whole periods, and the parts before and after that are seen."""

import numpy as np
import pytest

from hooper.lifetime_value.hidden_markov.log_purchases_to_come import (
    expected_purchases_at_the_mean,
    expected_purchases_until,
)
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import contacts_of, no_covariates
from hooper.lifetime_value.hidden_markov.purchases_to_come import expected_purchases
from hooper.lifetime_value.hidden_markov.state_summary import summarise_states
from tests.unit.lifetime_value.hidden_markov.test_observed_panel import log_of

STAYS = {"rate_0": 0.1, "rate_1": 2.0, "entry_1": 0.3, "threshold_0_1": 3.0, "threshold_1_1": -2.0}
BOUGHT = [(1, 0.5), (1, 9.0), (2, 3.0), (3, 10.0), (3, 22.5)]


def seen_until(cut_days, end_days=70.0):
    return panel_of_log(log_of(BOUGHT, end_days), no_covariates(), 7.0, cut_days)


def test_up_to_the_end_of_a_period_they_are_those_of_whole_periods():
    seen = seen_until(28.0)
    whole = expected_purchases(STAYS, seen.panel, np.zeros((3, 4, 0)))
    assert expected_purchases_until(STAYS, seen, 56.0) == pytest.approx(whole.sum(axis=1))


def test_of_a_period_cut_short_its_share_counts():
    seen = seen_until(28.0)
    whole = expected_purchases(STAYS, seen.panel, np.zeros((3, 2, 0)))
    expected = whole @ np.array([1.0, 2.0 / 7.0])
    assert expected_purchases_until(STAYS, seen, 37.0) == pytest.approx(expected)


def test_what_was_seen_of_a_period_is_not_foretold_again():
    seen = seen_until(30.0)
    assert seen.end_period == 4
    whole = expected_purchases(STAYS, seen.panel, np.zeros((3, 2, 0)))
    expected = whole @ np.array([5.0 / 7.0, 1.0])
    assert expected_purchases_until(STAYS, seen, 42.0) == pytest.approx(expected)


def test_up_to_the_cut_nothing_comes():
    seen = seen_until(30.0)
    assert expected_purchases_until(STAYS, seen, 30.0).tolist() == [0.0, 0.0, 0.0]


def test_known_contacts_move_and_the_mean_is_for_everybody():
    observed = log_of(BOUGHT, 42.0, contacts=[(1, 2), (1, 5), (2, 4)])
    seen = panel_of_log(observed, contacts_of(observed, 7.0), 7.0, 28.0)
    parameters = {**STAYS, "contacts_0": 2.0, "contacts_1": 1.0}
    known = np.array([[[0.0], [1.0]], [[1.0], [0.0]], [[0.0], [0.0]]])
    by_hand = expected_purchases(parameters, seen.panel, known).sum(axis=1)
    assert expected_purchases_until(parameters, seen, 42.0) == pytest.approx(by_hand)
    mean = summarise_states(parameters, seen.panel).mean_covariates
    assert mean == pytest.approx([1.0 / 5.0])  # of the moves: two of customers 1 and 2 each, one of 3
    at_mean = expected_purchases(parameters, seen.panel, np.full((3, 4, 1), mean))
    assert expected_purchases_at_the_mean(parameters, seen, 4) == pytest.approx(at_mean)


def test_a_summary_of_states_foretells_the_next_period_of_all():
    seen = seen_until(28.0)
    summary = summarise_states(STAYS, seen.panel)
    assert summary.shares.sum() == pytest.approx(1.0)
    assert summary.moves.sum(axis=1) == pytest.approx([1.0, 1.0])
    next_period = expected_purchases_at_the_mean(STAYS, seen, 1)
    assert summary.shares @ summary.moves @ summary.rates == pytest.approx(next_period.mean())
    records = summary.as_records()
    assert [record["state"] for record in records] == [0, 1]
    assert [record["rate"] for record in records] == [0.1, 2.0]
