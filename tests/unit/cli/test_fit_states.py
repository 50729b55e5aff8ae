"""`hooper fit --model hidden_markov`: states, holdout scores, covariates and the file of customers."""

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.command_line import answer, hooper

CUT = ("--calibration-end", "1997-09-30")


def fit(log, *arguments):
    return answer("fit", log, "--model", "hidden_markov", *arguments)


def mail_file(purchases, every):
    """A file of mail: every so many weeks to each customer of the log."""
    customers = sorted({customer for customer, _, _ in purchases})
    rows = [
        f"{customer},{week},{1 + (number + week) % 3}"
        for number, customer in enumerate(customers)
        for week in range(number % every, 39, every)
    ]
    Path("mail.csv").write_text("\n".join(["customer_id,period,mail", *rows, ""]), encoding="utf-8")
    return "mail.csv"


@pytest.fixture(scope="module")
def cdnow():
    return fit("example:cdnow", *CUT)


def test_cdnow_has_a_state_of_buyers_and_one_of_those_who_left(cdnow):
    assert (cdnow["status"], cdnow["n_customers"], cdnow["n_too_late"]) == ("ok", 2357, 0)
    low, high = cdnow["states"]
    assert (low["state"], high["state"]) == (0, 1)
    assert low["rate"] == pytest.approx(0.0096, abs=0.002)
    assert high["rate"] == pytest.approx(0.196, abs=0.03)
    assert low["share"] + high["share"] == pytest.approx(1.0)
    assert [sum(low["moves"]), sum(high["moves"])] == pytest.approx([1.0, 1.0])
    assert all(error > 0.0 for error in cdnow["standard_errors"].values())
    assert np.isfinite(cdnow["log_likelihood"])


def test_what_comes_after_the_cut_is_scored(cdnow):
    holdout = cdnow["holdout"]
    assert holdout["actual_total"] == 1882
    assert 0.8 * 1882 < holdout["predicted_total"] < 1882
    assert holdout["correlation"] > 0.55


def test_purchases_to_come_of_a_period_are_those_of_the_states_a_period_later(cdnow):
    rates, shares, moves = (
        np.array([state[key] for state in cdnow["states"]]) for key in ("rate", "share", "moves")
    )
    assert cdnow["expected_purchases"][0] == pytest.approx(2357 * shares @ moves @ rates)
    assert len(cdnow["expected_purchases"]) == 13


def test_more_states_explain_more(shop):
    two, three = fit(shop), fit(shop, "--states", 3)
    assert (len(two["states"]), len(three["states"])) == (2, 3)
    assert three["log_likelihood"] > two["log_likelihood"]
    assert two["holdout"] is None


def test_a_file_of_covariates_moves_customers(shop, purchases):
    fitted = fit(shop, "--covariates", mail_file(purchases, 4), *CUT)
    assert {"mail_0", "mail_1"} < fitted["parameters"].keys()
    assert fitted["mean_covariates"]["mail"] == pytest.approx(0.5, abs=0.02)
    assert fitted["log_likelihood"] >= fit(shop, *CUT)["log_likelihood"]


def test_contacts_of_a_simulated_history_are_a_covariate(tmp_path):
    out = ("--seed", 7, "--out", tmp_path / "world", "--strategy", "risk_targeted_offer")
    answer("simulate", "retail", "--customers", 300, "--periods", 80, *out)
    fitted = fit(tmp_path / "world")
    assert {"contacts_0", "contacts_1"} < fitted["parameters"].keys()
    assert fitted["mean_covariates"]["contacts"] > 0.0


def test_a_simulated_history_without_contacts_is_a_log_too(world):
    fitted = fit(world, "--calibration-end", 200)
    assert fitted["mean_covariates"] == {}
    assert fitted["status"] in ("ok", "boundary", "flat")
    assert fitted["holdout"]["actual_total"] > 0


def test_the_file_has_a_line_a_customer_with_probabilities_that_sum_to_one(shop, purchases):
    told = fit(shop, "--out", "states.csv")
    with Path(told["file"]).open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["customer_id"] for row in rows} == {customer for customer, _, _ in purchases}
    assert all(float(row["state_0"]) + float(row["state_1"]) == pytest.approx(1.0) for row in rows)
    assert np.mean([float(row["state_1"]) for row in rows]) == pytest.approx(told["states"][1]["share"])
    ahead = sum(float(row["expected_purchases"]) for row in rows)
    assert ahead == pytest.approx(sum(told["expected_purchases"]))


def test_the_file_is_not_written_over_the_log(shop):
    refused = hooper("fit", shop, "--model", "hidden_markov", "--out", shop)
    assert refused.exit_code == 2
    assert "would be overwritten" in refused.stderr


def test_people_are_told_the_states(shop):
    told = hooper("fit", shop, "--model", "hidden_markov", *CUT).stdout
    assert all(
        text in told for text in ("rate_0", "purchases a period", "share of customers", "after the cut")
    )


@pytest.mark.parametrize("option", [("--states", 3), ("--out", "states.csv")])
@pytest.mark.parametrize("model", [("--model", "bg_nbd"), ("--all",)])
def test_what_only_states_understand_is_refused_elsewhere(shop, option, model):
    refused = hooper("fit", shop, *model, *option)
    assert refused.exit_code == 2
    assert f"{option[0]}: does not go with {model[-1]}" in refused.stderr


@pytest.mark.parametrize("states", [1, 5])
def test_other_numbers_of_states_are_refused(shop, states):
    assert hooper("fit", shop, "--model", "hidden_markov", "--states", states).exit_code == 2


def test_nobody_who_comes_back_is_the_answer_no():
    Path("once.csv").write_text("customer_id,date,amount\na,2020-01-01,5\nb,2020-02-01,7\n", encoding="utf-8")
    result = hooper("fit", "once.csv", "--model", "hidden_markov")
    assert result.exit_code == 1
    assert "nobody bought anything" in result.stdout
