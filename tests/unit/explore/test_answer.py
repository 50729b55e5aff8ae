from dataclasses import replace

import numpy as np
import pytest

from hooper.explore import answer as answers
from hooper.explore.answer import answer
from hooper.explore.what_is_asked import LIBRARY, Asked, WorldAsked
from hooper.explore.your_plan import YourPlan

SMALL = WorldAsked(population=200)


@pytest.fixture(scope="module", autouse=True)
def _in_this_process():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "WORKERS", 1)
        yield


@pytest.fixture(scope="module")
def found():
    return answer(Asked(world=SMALL))


def test_every_plan_is_ranked_best_first(found):
    assert {gain.strategy for gain in found.ranking} == {"your_plan", *(plan.name for plan in LIBRARY)}
    gains = [gain.difference for gain in found.ranking]
    assert gains == sorted(gains, reverse=True)


def test_the_interval_holds_the_gain(found):
    for gain in found.ranking:
        assert gain.low <= gain.difference <= gain.high


def test_the_bucket_balances(found):
    for flows in (found.flows, found.usual_flows):
        came, left = sum(flows.came.values()), sum(flows.left.values())
        np.testing.assert_allclose(flows.held[0] + came - left, flows.held[-1])


def test_all_plans_start_from_the_same_bucket(found):
    assert found.flows.held[0] == found.usual_flows.held[0]


def test_the_same_question_has_the_same_answer(found):
    answers._KEPT.clear()
    again = answer(Asked(world=SMALL))
    assert again.ranking == found.ranking


def test_another_plan_does_not_make_the_library_live_again(found):
    kept = len(answers._KEPT)
    answer(Asked(world=SMALL, plan=YourPlan(share_for_newcomers=1.0)))
    assert len(answers._KEPT) == kept + 1


def test_in_fierce_competition_more_customers_are_lost_to_rivals(found):
    fierce = answer(Asked(world=replace(SMALL, competition=0.9)))
    assert fierce.usual_flows.held[-1] < found.usual_flows.held[-1]


def test_newcomers_are_won_by_whoever_pays_for_them(found):
    kept = answer(Asked(world=SMALL, plan=YourPlan(share_for_newcomers=0.0)))
    assert kept.flows.came["paid"] < found.flows.came["paid"]
