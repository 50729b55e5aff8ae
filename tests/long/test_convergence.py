"""No optimiser of another kind finds more than the fits do; `convergence_results.json` holds what was run.

So far that is part of the 1,000 cases of a cell.
"""

import json

import numpy as np
import pytest

from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.likelihood_problem import LikelihoodProblem
from tests.long.convergence import (
    CASES,
    MISS,
    MODELS,
    SIZES,
    STORED,
    best_of_others,
    case,
    judged,
    missing,
    run_campaign,
)


@pytest.fixture(scope="module")
def stored():
    return json.loads(STORED.read_text())


def test_no_fit_was_beaten(stored):
    assert max(cell["largest_gain"] for cell in stored["cells"].values()) < MISS


def test_every_reason_is_true(stored):
    assert {name: cell["misses"] for name, cell in stored["cells"].items() if cell["misses"]} == {}


def test_no_fit_failed(stored):
    """All are ok, at a boundary or flat, and none is left out."""
    for cell in stored["cells"].values():
        assert sum(cell["status"].values()) == cell["cases"]
        assert cell["status"].get("failed", 0) == 0


def test_every_model_was_tried_at_every_size(stored):
    ran = {name: cell["cases"] for name, cell in stored["cells"].items()}
    assert set(ran) == {f"{model.NAME}, {n} customers" for model in MODELS for n in SIZES}
    assert 0 < min(ran.values()) <= max(ran.values()) <= CASES


@pytest.mark.parametrize("model", [bg_nbd, gamma_gamma], ids=lambda model: model.NAME)
def test_a_case_can_be_run_again(model):
    found = judged(model, SIZES[0], 0)
    assert (found["status"], found["true"]) == ("ok", True)
    assert found["gain"] < MISS


def test_a_search_that_stops_early_would_be_a_miss():
    truth, summary = case(bg_nbd, SIZES[0], 0)
    problem = bg_nbd.problem(summary)
    assert isinstance(problem, LikelihoodProblem)
    columns = (*problem.rows.columns, problem.rows.counts)
    found = np.array(list(bg_nbd.fit(summary).parameters.values()))
    early = problem.log_likelihood(1.1 * found, *columns)[0]
    assert best_of_others(problem, truth, 0) - early > MISS


@pytest.mark.long
def test_the_whole_campaign_is_passed():
    run_campaign(np.inf)
    record = json.loads(STORED.read_text())
    assert missing(record) == []
    assert not any(cell["misses"] for cell in record["cells"].values())
