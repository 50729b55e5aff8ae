"""Estimators scored in worlds: one row for each in each, and the same whoever does the work."""

import pytest

from hooper.lifetime_value.value_estimators.catalogue import names
from hooper.study.built_in_worlds import built_in_worlds
from hooper.study.score_estimators import score_estimators

SMALL = [world for world in built_in_worlds(300, 2) if world.name in ("bg_nbd", "sbg")]


@pytest.fixture(scope="module")
def found():
    return list(score_estimators(SMALL, seed=5))


def test_there_is_a_row_for_every_estimator_in_every_world(found):
    assert [world.world for world in found] == ["bg_nbd", "sbg"]
    for world in found:
        assert tuple(score.estimator for score in world.scores) == names()
        assert all(score.scores or score.reason for score in world.scores)


def test_no_estimator_beats_the_truth(found):
    shares = [s.scores.targeting.regret_share for world in found for s in world.scores if s.scores]
    assert min(shares) >= 0.0


def test_the_past_carried_forward_overrates_customers_who_leave(found):
    for world in found:
        past = world.scores[0].scores
        assert past is not None
        assert past.card.relative_bias_of_total > 0.5


def test_the_model_of_contracts_orders_customers_under_contract_best(found):
    ranks = {s.estimator: s.scores.card.rank_correlation for s in found[1].scores if s.scores}
    assert ranks["shifted_beta_geometric"] > max(ranks["bg_nbd"], ranks["past_carried_forward"])


@pytest.mark.slow
def test_scores_do_not_depend_on_the_number_of_workers(found):
    """But for last bits: models are fitted by libraries that sum in another order with other threads."""
    by_two = list(score_estimators(SMALL, seed=5, workers=2))
    one, two = ([s.scores for w in worlds for s in w.scores if s.scores] for worlds in (found, by_two))
    for first, second in zip(one, two, strict=True):
        assert second.card.bias == pytest.approx(first.card.bias, rel=1e-9)
        assert second.targeting.regret == pytest.approx(first.targeting.regret, rel=1e-9)
