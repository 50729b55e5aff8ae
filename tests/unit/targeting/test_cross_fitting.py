"""Nobody's own outcome speaks for her own score, and the order of the customers does not matter."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.targeting import learners
from hooper.targeting.cross_fitting import PARTS, cross_fitted, part_of_each
from hooper.targeting.effect_fit import LearnerSettings
from hooper.targeting.judged_scores import judge
from hooper.targeting.qini import qini_curve

SETTINGS = LearnerSettings(fewest_customers_in_a_leaf=20)
PLAIN = learners.get("plain_t_learner")


def test_parts_are_of_like_size_and_belong_to_the_customer():
    ids = np.arange(20_000, dtype=np.uint64)
    part = part_of_each(ids, 1)
    assert np.bincount(part).size == PARTS
    assert abs(np.bincount(part) / ids.size - 1.0 / PARTS).max() < 4.0 * 0.4 / np.sqrt(ids.size)
    assert part_of_each(ids[::-1], 1).tolist() == part[::-1].tolist()


def test_an_outcome_moves_the_scores_of_other_parts_only(made_up):
    experiment = made_up(1, 1_000, lambda x: x[:, 0])
    changed = experiment.outcome("spend").copy()
    changed[7] += 1_000.0
    other = replace(experiment, outcomes={"spend": changed})
    one, two = (cross_fitted(PLAIN, each, "spend", SETTINGS).values for each in (experiment, other))
    own = part_of_each(experiment.customer_id, SETTINGS.random_state)
    assert (one[own == own[7]] == two[own == own[7]]).all()
    assert (one[own != own[7]] != two[own != own[7]]).any()


@pytest.mark.parametrize("name", learners.names())
def test_scores_that_know_nothing_have_no_area_by_their_own_customers(name, made_up):
    """Learned and judged on the same outcomes, trees would praise themselves; cross-fitted they do not.

    The coefficient of 3,000 customers has a standard error of about 0.012: 0.06 is five of them.
    """
    experiment = made_up(2, 3_000, lambda x: np.zeros(len(x)), features=6)
    experiment = replace(
        experiment, outcomes={"spend": experiment.outcome("spend") - experiment.features.values[:, 0]}
    )
    learner, settings = learners.get(name), LearnerSettings(fewest_customers_in_a_leaf=20)
    values = cross_fitted(learner, experiment, "spend", settings).values
    outcome, treated = experiment.outcome("spend"), experiment.treated
    assert abs(qini_curve(values, treated, outcome).coefficient) < 0.06
    if name == "t_learner":
        own = learner.fit(experiment.features.values, treated, outcome, settings).effect(
            experiment.features.values
        )
        assert qini_curve(own, treated, outcome).coefficient > 0.1


def test_a_judgement_finds_the_gain_of_an_effect_that_is_there(made_up):
    """Half gain 2 and half nothing: the best coefficient is 2 / 8, with a standard error of about 0.01."""
    experiment = made_up(3, 6_000, lambda x: 2.0 * (x[:, 1] > 0.0))
    judged = judge(PLAIN, experiment, "spend", SETTINGS, top=0.1)
    assert judged.learned.status == "ok"
    assert judged.judgement is not None
    assert 0.18 < judged.judgement.curve.coefficient < 0.29
    assert judged.judgement.interval.low > 0.1
    assert judged.judgement.at_top.customers == 600
    assert judged.judgement.at_top.observed.effect > 1.5
    assert len(judged.judgement.groups) == 10


def test_where_nothing_can_be_learned_nothing_is_judged(made_up):
    judged = judge(PLAIN, made_up(4, 60, lambda x: x[:, 0]), "spend", SETTINGS, top=0.1)
    assert judged.learned.status == "failed"
    assert judged.judgement is None
    assert np.isnan(judged.learned.values).all()
