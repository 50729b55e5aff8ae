"""Surveys: who is asked, who answers, and how far answers are from what is felt."""

import math
from typing import Any

import numpy as np
import pytest

from hooper.firm.surveys import Surveys
from hooper.history.survey_items import ITEMS, OF_QUESTION, items_of, net_promoter_score
from hooper.mechanisms.dimensions import SEVEN
from hooper.mechanisms.survey_answers import rating, score, stated_intent
from hooper.mechanisms.survey_scales import on_scale
from hooper.scenario.survey_settings import SurveySettings
from tests.happened import a_period, roster

CUSTOMERS = 20_000
SLOPE = 7.0
HONEST: dict[str, Any] = {"sample_share": 1.0, "answer": 50.0, "left_out_share": 0.0, "noise_sd": 0.0}
HONEST |= {"overstated_intent": 0.0}
DIMENSIONS = ("product", "service", "relationship", "price", "convenience", "brand", "total")


def department(dimensions=DIMENSIONS, **settings: Any):
    return Surveys(SurveySettings(**HONEST | settings), 1, SLOPE, 0.5, dimensions)


def customers(satisfaction, **feelings):
    count = np.size(satisfaction)
    felt = {
        f"{row}.{each}": np.full(count, 0.2)
        for each in DIMENSIONS
        for row in ("recent_experience", "expectation")
    }
    felt |= {"satisfaction": satisfaction, "recovery_glow": np.zeros(count), "failure_felt": np.zeros(count)}
    felt |= {"emotional_loyalty": np.full(count, 0.5)} | feelings
    return a_period(0, there=roster(np.arange(count)), feelings=felt)


def told(work, item):
    rows = work.records["survey_answers"]
    return rows["answer"][rows["item"] == ITEMS.index(item)]


SPREAD = np.linspace(-0.6, 0.8, CUSTOMERS)


def test_an_honest_answer_is_the_rating_of_what_is_reported_glow_included():
    work = department().work(customers(SPREAD, recovery_glow=np.full(CUSTOMERS, 0.1)))
    expected = rating(score(SPREAD + 0.1, SLOPE))
    off = told(work, "satisfaction") != expected
    assert off.mean() < 1e-3, "a rounding at a cut at most"
    assert set(told(work, "satisfaction")) == {1, 2, 3, 4, 5}


def test_a_dimension_is_judged_by_its_level_and_by_the_gap():
    felt = {"recent_experience.service": np.full(10, 0.4), "expectation.service": np.full(10, 0.9)}
    work = department().work(customers(np.zeros(10), **felt))
    gap = 0.5 * 0.4 + 0.5 * (0.4 - 0.9)
    assert set(told(work, "satisfaction_with_service")) == {rating(score(np.array([gap]), SLOPE))[0]}
    assert set(told(work, "satisfaction_with_price")) == {rating(score(np.array([0.1]), SLOPE))[0]}


def test_in_a_world_of_one_dimension_that_one_stands_for_all():
    feelings = {"recent_experience.overall": np.full(9, 2.0), "expectation.overall": np.zeros(9)}
    work = department(dimensions=("overall",)).work(customers(np.zeros(9), **feelings))
    assert all(set(told(work, f"satisfaction_with_{each}")) == {5} for each in DIMENSIONS)


def test_items_of_the_bond_are_answered_from_the_bond():
    bond = np.linspace(0.0, 1.0, 11)
    work = department().work(customers(np.zeros(11), emotional_loyalty=bond))
    for item in ("pays_a_premium", "is_the_standard", "is_recommended", "is_helped"):
        assert told(work, item).tolist() == rating(bond.astype(np.float32)).tolist()


def test_recommendation_runs_from_nought_to_ten_and_its_score_is_promoters_less_detractors():
    work = department().work(customers(SPREAD))
    answers = told(work, "recommendation")
    assert set(answers) == set(range(11))
    assert work.operations["net_promoter_score"] == net_promoter_score(answers)
    assert net_promoter_score(answers) == pytest.approx((answers > 8.5).mean() - (answers < 6.5).mean())


@pytest.mark.parametrize("overstated", [0.0, 0.4])
def test_intent_is_the_root_of_the_score_and_is_overstated(overstated):
    """The share of 20,000 who say yes is off by 4.5 standard errors, .016, once in 150,000 seeds."""
    work = department(overstated_intent=overstated).work(customers(SPREAD))
    honest = stated_intent(score(SPREAD, SLOPE))
    expected = (honest + overstated * (1.0 - honest)).mean()
    assert told(work, "intent").mean() == pytest.approx(expected, abs=0.016)


def test_who_answers_hangs_on_what_is_felt():
    """Shares of 20,000 by a closed form; .016 is 4.5 standard errors at least."""
    settings = {"answer": -0.8, "pull_of_satisfaction": 0.6, "pull_of_feeling": 1.0}
    for felt in (-1.0, 0.0, 1.0):
        work = department(**settings).work(customers(np.full(CUSTOMERS, felt)))
        chance = 1.0 / (1.0 + math.exp(0.8 - 0.6 * felt - felt**2))
        assert work.operations["answered_share"] == pytest.approx(chance, abs=0.016)
        assert np.isfinite(told(work, "intent")).mean() == work.operations["answered_share"]


def test_answers_make_a_base_look_more_satisfied_than_it_is():
    work = department(answer=-0.8, pull_of_satisfaction=2.0, pull_of_feeling=0.0).work(customers(SPREAD))
    answers = told(work, "satisfaction")
    assert np.nanmean(answers) > rating(score(SPREAD, SLOPE)).mean() + 0.1


def test_a_share_of_items_is_left_out_each_by_itself():
    work = department(left_out_share=0.25).work(customers(SPREAD))
    missing = np.isnan(work.records["survey_answers"]["answer"]).reshape(len(ITEMS), CUSTOMERS)
    # 4.5 standard errors of a share of a quarter of 20,000, and of a sixteenth
    assert missing.mean(axis=1) == pytest.approx(0.25, abs=0.0138)
    assert (missing[0] & missing[1]).mean() == pytest.approx(1 / 16, abs=0.0078)


def test_a_sample_is_asked_and_what_it_costs():
    work = department(sample_share=0.2, cost_per_invitation=0.5, cost_per_answer=2.0).work(customers(SPREAD))
    assert work.operations["invitations"] / CUSTOMERS == pytest.approx(0.2, abs=0.0128)
    assert work.cost == pytest.approx(2.5 * work.operations["invitations"])
    assert np.unique(work.records["survey_answers"]["customer_id"]).size == work.operations["invitations"]


def test_only_what_is_asked_is_told():
    work = department(questions=("recommendation",)).work(customers(np.zeros(50)))
    assert set(work.records["survey_answers"]["item"]) == set(items_of(["recommendation"]))
    assert work.records["survey_answers"]["answer"].size == 50


def test_a_failure_that_is_told_of_is_made_good_in_its_share_and_no_more_than_one_of_them():
    failures = np.arange(CUSTOMERS) % 3
    settings = {"voice_share": 0.5, "made_good_share": 0.4}
    felt = department(**settings).work(customers(SPREAD, failure_felt=failures)).felt
    slots = felt["made_good"].slots
    assert np.unique(slots).size == slots.size
    assert (failures[slots] >= 1).all()
    assert slots.size / np.count_nonzero(failures) == pytest.approx(0.2, abs=0.0156)
    assert set(felt["failure_felt"].amounts) == {-1.0}
    assert not department().work(customers(SPREAD, failure_felt=failures)).felt


@pytest.mark.parametrize("points", [5, 7, 10])
def test_a_scale_is_cut_where_the_rating_is(points):
    scores = np.linspace(0.0, 1.0, 1001)
    answers = on_scale(scores, points)
    assert (answers.min(), answers.max()) == (1, points)
    assert (np.diff(answers) >= 0).all()
    if points == 10:
        assert ((answers + 1) // 2 == rating(scores)).all()
    if points == 5:
        assert (answers == rating(scores)).all()


def test_nobody_there_is_asked_nothing():
    work = department().work(customers(np.empty(0)))
    assert work.cost == 0.0
    assert math.isnan(work.operations["net_promoter_score"])


def test_the_items_of_dimensions_are_those_in_which_customers_judge():
    assert OF_QUESTION["dimensions"] == tuple(f"satisfaction_with_{dimension}" for dimension in SEVEN)
