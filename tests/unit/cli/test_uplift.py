"""`hooper uplift` on a history with offers by lot."""

import csv
from pathlib import Path

import pytest

from hooper.history.store import read_observed
from hooper.targeting.experiment import experiment_of
from tests.command_line import answer, hooper

SIMULATE = ("simulate", "retail", "--customers", 600, "--periods", 39, "--seed", 7, "--quiet")
OFFERS = ("--strategy", "random_offer", "--budget-per-year", 9)


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    """The folder of a history with offers by lot in weeks 13 and 26."""
    folder = tmp_path_factory.mktemp("worlds") / "trial"
    answer(*SIMULATE, *OFFERS, "--out", folder)
    return folder


def test_it_tells_the_mean_effect_the_scores_and_their_groups(trial):
    told = answer("uplift", trial, "--learner", "plain_t_learner", "--learner", "response_model")
    effect = told["average_effect"]
    assert (told["review_period"], told["horizon_days"]) == (13, 91.0)
    assert effect["treated"] + effect["others"] == told["customers"] > 600
    assert effect["low"] < effect["effect"] < effect["high"]
    assert [each["learner"] for each in told["learners"]] == ["plain_t_learner", "response_model"]
    first = told["learners"][0]
    assert first["low"] < first["qini"] < first["high"]
    assert sum(group["customers"] for group in first["groups"]) == told["customers"]
    assert told["balance"]["looks_like_lots"] is True


def test_the_file_has_an_effect_for_everybody_and_the_figure_is_there(trial):
    told = answer("uplift", trial, "--out", "results", "--review", 26, "--outcome", "orders")
    assert told["files"] == [f"results/trial-uplift.{ending}" for ending in ("csv", "svg", "png")]
    with Path(told["files"][0]).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    experiment = experiment_of(read_observed(trial), 7.0, review_period=26)
    assert [row["customer_id"] for row in rows] == [str(each) for each in experiment.customer_id.tolist()]
    assert [row["treated"] == "true" for row in rows] == experiment.treated.tolist()
    assert [float(row["orders"]) for row in rows] == experiment.outcome("orders").tolist()
    assert all(row["plain_t_learner"] for row in rows)
    assert Path(told["files"][2]).read_bytes().startswith(b"\x89PNG")


def test_the_same_question_has_the_same_answer_and_another_seed_another(trial):
    one, again, other = (
        answer(
            "uplift",
            trial,
            "--learner",
            "s_learner",
            "--seed",
            seed,
            "--set",
            "fewest_customers_in_a_leaf=20",
        )
        for seed in (1, 1, 2)
    )
    assert one == again
    assert one["learners"][0]["qini"] != other["learners"][0]["qini"]
    assert one["average_effect"] == other["average_effect"]


def test_people_see_a_table_of_scores_and_one_of_customers(trial):
    shown = hooper("uplift", trial, "--active-within-days", 60, "--outcome", "there").stdout
    assert "mean effect of an offer" in shown
    assert "customers by plain t learner" in shown
    assert "in errors" in shown


def test_offers_that_were_not_given_by_lot_are_no_experiment():
    answer(*SIMULATE, "--strategy", "risk_targeted_offer", "--budget-per-year", 1, "--out", "by_risk")
    result = hooper("uplift", "by_risk")
    assert result.exit_code == 1
    assert "NOT BY LOTS" in result.stdout


def test_nothing_can_be_learned_from_few_customers(trial):
    result = hooper("uplift", trial, "--active-within-days", 1)
    assert result.exit_code == 1
    assert "50 are needed" in result.stdout


WRONG = {
    "a learner that is none": (("--learner", "t_lerner"), ["learner", "'t_lerner'", "t_learner"]),
    "an outcome that is none": (("--outcome", "profit"), ["'profit'", "spend, orders"]),
    "an outcome without its time": (("--outcome", "there"), ["'there'", "active_within_days"]),
    "a review without offers": (("--review", 12), ["period 12", "13, 26"]),
    "too far ahead": (("--horizon-weeks", 40), ["40 weeks", "up to 26"]),
    "no weeks": (("--horizon-weeks", 0), ["horizon_weeks", "above 0"]),
    "no time of activity": (("--active-within-days", -1), ["active_within_days", "above 0"]),
    "a share above one": (("--top", 1.5), ["top", "1.5", "at most 1"]),
    "a setting that is none": (("--set", "tree=5"), ["tree", "trees"]),
}


@pytest.mark.parametrize(("asked", "told"), WRONG.values(), ids=WRONG.keys())
def test_wrong_input_ends_with_code_2_and_leaves_nothing_behind(asked, told, trial):
    result = hooper("uplift", trial, *asked)
    assert result.exit_code == 2
    assert "remedy" in result.stderr
    assert [part for part in told if part not in result.stderr] == []
    assert list(Path().iterdir()) == []


def test_a_log_of_purchases_has_no_offers_in_it(shop):
    result = hooper("uplift", shop)
    assert result.exit_code == 2
    assert "random_offer" in result.stderr
