"""What every learner of treatment effects promises, whoever wrote it."""

import sys

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.targeting import learners
from hooper.targeting.effect_fit import LearnerSettings

EVERY = pytest.mark.parametrize("learner", learners.LEARNERS, ids=learners.names())
EFFECTS = pytest.mark.parametrize(
    "learner",
    [each for each in learners.LEARNERS if each.is_effect],
    ids=[each.name for each in learners.LEARNERS if each.is_effect],
)
SETTINGS = LearnerSettings(fewest_customers_in_a_leaf=50)


def experiment(customers=4_000, effect=2.0, seed=1):
    """Whoever has a first feature above 0 gains the effect, the others nothing."""
    rng = np.random.default_rng(seed)
    features, treated = rng.normal(size=(customers, 3)), rng.random(customers) < 0.5
    gained = effect * (features[:, 0] > 0.0)
    outcome = features[:, 1] + treated * gained + rng.normal(size=customers)
    return features, treated, outcome, gained


def test_names_are_unique_and_the_catalogue_finds_each():
    assert len(set(learners.names())) == len(learners.LEARNERS)
    assert [learners.get(name) for name in learners.names()] == list(learners.LEARNERS)
    with pytest.raises(InputError, match="t_learner"):
        learners.get("t_lerner")


@EFFECTS
def test_it_finds_who_gains(learner):
    """The groups differ by 2 with a standard error below 0.07; half of it is far beyond any chance."""
    features, treated, outcome, gained = experiment()
    found = learner.fit(features, treated, outcome, SETTINGS)
    assert (found.learner, found.status) == (learner.name, "ok")
    effect = found.effect(features)
    assert effect.shape == (len(features),)
    assert effect[gained > 0.0].mean() - effect[gained == 0.0].mean() > 1.0
    assert abs(effect.mean() - 1.0) < 0.3


@EFFECTS
def test_no_effect_is_next_to_none(learner):
    """Each mean effect has a standard error below 0.05; 0.2 is four of them: a false alarm in 10,000."""
    features, treated, outcome, _ = experiment(effect=0.0)
    assert abs(learner.fit(features, treated, outcome, SETTINGS).effect(features).mean()) < 0.2


@EVERY
def test_the_same_question_has_the_same_answer_and_leaves_what_it_was_given(learner):
    features, treated, outcome, _ = experiment(1_000)
    given = [each.copy() for each in (features, treated, outcome)]
    one, other = (learner.fit(features, treated, outcome, SETTINGS).effect(features) for _ in range(2))
    assert one.tobytes() == other.tobytes()
    assert all(np.array_equal(a, b) for a, b in zip(given, (features, treated, outcome), strict=True))


@EVERY
def test_money_in_another_unit_gives_effects_in_that_unit(learner):
    features, treated, outcome, _ = experiment(1_000)
    one, other = (
        learner.fit(features, treated, factor * outcome, SETTINGS).effect(features) for factor in (1.0, 4.0)
    )
    assert other == pytest.approx(4.0 * one, rel=1e-6, abs=1e-9)


@EVERY
def test_what_nothing_can_be_learned_from_is_a_status(learner):
    features, treated, outcome, _ = experiment(400)
    alone = learner.fit(features, np.arange(400) < 3, outcome, SETTINGS)
    assert alone.status == "failed"
    assert "3 customers were treated and 397 were not" in alone.reason
    assert np.isnan(alone.effect(features)).all()
    flat = learner.fit(features, treated, np.ones(400), SETTINGS)
    assert flat.status == "flat"
    assert flat.effect(features).tolist() == [0.0] * 400


@pytest.mark.parametrize("name", ["t_learner", "s_learner"])
def test_without_scikit_learn_it_says_what_to_install(name, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.ensemble", None)
    features, treated, outcome, _ = experiment(400)
    with pytest.raises(InputError, match=r"hooper\[learning\]"):
        learners.get(name).fit(features, treated, outcome, SETTINGS)
