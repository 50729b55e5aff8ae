"""True effects on customers add up to what the worlds differ, and touch nobody else among strangers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hooper.economics.discounting import discount_factors
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.foundation.errors import InputError
from hooper.mechanisms.life_stages import GONE
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.random_offer import RandomOffer
from hooper.study.effects_for_whom import groups_at_branch, lives_from_branch
from hooper.study.run_task import RunTask, run_outcomes, simulate_together
from hooper.study.study import Study
from tests.small_worlds import retail

BRANCH, PERIODS = 26, 65
# Nobody meets anybody: neither at the desk nor in talk.
STRANGERS = retail(800, switched_off=("renewal", "failure", "referral"))
PLAN = RunPlan((5, 0), PERIODS, BRANCH, grant_per_review=1e9)


@pytest.fixture(scope="module")
def tasks():
    arms = (NoIntervention(), RandomOffer(share=0.5))
    return [RunTask(STRANGERS, arm, PLAN, counted_at_days=0.0) for arm in arms]


@pytest.fixture(scope="module")
def outcomes(tasks):
    return run_outcomes(tasks)


@pytest.fixture(scope="module")
def runs(tasks):
    return list(simulate_together(tasks))


def test_effects_add_up_to_what_the_worlds_differ(outcomes, runs):
    """By the accounts of the firm, which are booked apart from those of customers."""
    factors = discount_factors(PERIODS - BRANCH, STRANGERS.period_days, 0.10)
    at_closing = np.repeat(factors.reshape(-1, PLAN.accounting_periods).mean(axis=1), PLAN.accounting_periods)
    columns = slice(0, len(ACCOUNTS))
    usual, lived = (
        float(at_closing @ run.books.ledger.accounts[BRANCH:, columns].sum(axis=1)) for run in runs
    )
    effect = outcomes[1]["whom_profit"].sum() + outcomes[1]["whom_later"]
    assert STRANGERS.economics.discount_rate_per_year == 0.10
    assert effect == pytest.approx(lived - usual, rel=1e-9)
    assert effect != 0.0


def test_the_mean_effect_is_the_difference_of_the_means_of_the_arms(tasks, outcomes, runs):
    groups = groups_at_branch(runs[0].since_branch, "customer_pyramid")
    usual, lived = (lives_from_branch(run.since_branch) for run in runs)
    kinds = outcomes[1]["whom_kinds"].sum(axis=(0, 1))
    assert kinds[0] - kinds[3] == lived.is_held.sum() - usual.is_held.sum()
    assert kinds.sum() == groups.stage.size
    assert outcomes[1]["whom_profit"].sum() == pytest.approx(
        lived.profit.sum() - usual.profit.sum(), rel=1e-9
    )


def test_among_strangers_nobody_who_is_not_contacted_lives_otherwise(outcomes, runs):
    usual, lived = (lives_from_branch(run.since_branch) for run in runs)
    others = ~lived.is_contacted
    assert others.any()
    assert (lived.profit[others] == usual.profit[others]).all()
    assert outcomes[1]["whom_on_others"] == 0.0
    assert outcomes[1]["whom_on_contacted"] == pytest.approx(
        outcomes[1]["whom_profit"].sum() / lived.is_contacted.sum()
    )


def test_groups_are_the_true_stages_and_the_segments_that_the_firm_sees(outcomes, runs):
    customers = outcomes[0]["whom_customers"]
    assert customers.shape == (GONE + 1, 4)
    truth = runs[0].history.truth
    left = (truth.exits["period"].to_numpy() < BRANCH).sum()
    assert customers[GONE].sum() == left
    assert outcomes[0]["whom_segments"].tolist() == ["lead", "iron", "gold", "platinum"]


def test_the_baseline_has_no_effect_on_anybody(outcomes):
    assert not outcomes[0]["whom_profit"].any()
    assert not outcomes[0]["whom_kinds"][..., [0, 3]].any()
    assert np.isnan(outcomes[0]["whom_on_others"])


def test_a_run_has_the_same_effects_with_and_without_its_baseline_beside_it(tasks, outcomes):
    """As in a study that goes on, where the baseline's run is stored already."""
    (alone,) = run_outcomes(tasks[1:])
    assert alone.keys() == outcomes[1].keys()
    for name, values in alone.items():
        np.testing.assert_array_equal(values, outcomes[1][name])


def test_another_baseline_or_scheme_is_another_run(tasks):
    task = tasks[1]
    keys = {task.key, replace(task, baseline=RandomOffer()).key, replace(task, scheme="rfm").key}
    assert len(keys) == 3


def test_an_unknown_scheme_is_answered_with_the_nearest():
    study = Path("experiments/which_retention_strategy/study.toml")
    with pytest.raises(InputError, match=r"there is no scheme 'rmf'(.|\n)*rfm"):
        Study.read(study, ("for_whom.segments=rmf",))
