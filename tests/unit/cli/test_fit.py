import json
import math

import pytest

from hooper.lifetime_value import catalogue
from hooper.lifetime_value.model_kinds import PurchaseModel
from tests.command_line import answer, hooper

# Fader, Hardie and Lee (2005) and Fader and Hardie (2013) on the CDNOW sample, 39 weeks.
PUBLISHED = {
    "bg_nbd": {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881},
    "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44},
}


def test_bg_nbd_gives_the_published_estimates_errors_and_likelihood():
    fitted = answer("fit", "example:cdnow", "--model", "bg_nbd", "--calibration-end", "1997-09-30")
    assert fitted["parameters"] == pytest.approx(PUBLISHED["bg_nbd"], rel=1e-5)
    assert fitted["log_likelihood"] == pytest.approx(-9582.429, abs=5e-4)
    errors = {"r": 0.0126, "alpha": 0.378, "a": 0.186, "b": 0.705}
    assert fitted["standard_errors"] == pytest.approx(errors, rel=5e-3)
    assert (fitted["model"], fitted["status"], fitted["n_customers"]) == ("bg_nbd", "ok", 2357)


def test_gamma_gamma_gives_the_published_estimates():
    fitted = answer("fit", "example:cdnow", "--model", "gamma_gamma", "--calibration-end", "1997-09-30")
    assert fitted["parameters"] == pytest.approx(PUBLISHED["gamma_gamma"], abs=0.01)
    assert fitted["n_customers"] == 946


def test_all_fits_every_model_and_scores_those_of_purchases():
    fits = answer("fit", "example:cdnow", "--all", "--calibration-end", "1997-09-30")["fits"]
    assert [fitted["model"] for fitted in fits] == [model.name for model in catalogue.OF_LOGS]
    for fitted in fits:
        if not isinstance(catalogue.get(fitted["model"]), PurchaseModel):
            assert fitted["holdout"] is None
            continue
        holdout = fitted["holdout"]
        assert holdout["actual_total"] == 1882
        # 39 weeks of holdout: Fader, Hardie and Lee show the models somewhat below the truth
        assert 0.8 * holdout["actual_total"] < holdout["predicted_total"] < holdout["actual_total"]


def test_all_compares_the_models_of_purchases_the_best_first():
    told = answer("fit", "example:cdnow", "--all", "--calibration-end", "1997-09-30")
    rows, fits = told["comparison"], {fitted["model"]: fitted for fitted in told["fits"]}
    assert [row["model"] for row in rows] == ["mbg_nbd", "bg_nbd", "pareto_nbd"]
    for row in rows:
        fitted = fits[row["model"]]
        assert row["akaike"] == pytest.approx(8.0 - 2.0 * fitted["log_likelihood"])
        assert row["bayesian"] == pytest.approx(4.0 * math.log(2357) - 2.0 * fitted["log_likelihood"])
        for score in ("mean_absolute_error", "rank_correlation", "normalised_gini", "log_score"):
            assert row[score] == fitted["holdout"][score]
    people = hooper("fit", "example:cdnow", "--all", "--calibration-end", "1997-09-30").stdout
    assert "AIC" in people
    assert "Spearman" in people
    assert "Spearman" not in hooper("fit", "example:cdnow", "--all").stdout, "no holdout, no table"


def test_the_holdout_tells_errors_order_and_tenths():
    holdout = answer("fit", "example:cdnow", "--model", "bg_nbd", "--calibration-end", "1997-09-30")[
        "holdout"
    ]
    assert holdout["mean_absolute_error"] == pytest.approx(0.785, abs=1e-3)
    assert holdout["normalised_gini"] == pytest.approx(holdout["gini"] / holdout["best_gini"])
    assert 0.5 < holdout["share_in_top"] < holdout["best_share_in_top"] < 1.0
    # Against what a firm would say that knows the shares in the holdout and no customer.
    bought = 0.29
    entropy = -bought * math.log(bought) - (1.0 - bought) * math.log(1.0 - bought)
    assert holdout["brier_score"] < bought * (1.0 - bought)
    assert -entropy - 1.0 < holdout["log_score"] < -entropy
    assert 0.0 < holdout["calibration_error"] < 0.08
    tenths = holdout["deciles"]
    assert sum(row["customers"] for row in tenths) == 2357
    assert sum(row["customers"] * row["actual_mean"] for row in tenths) == pytest.approx(1882)
    assert [row["predicted_mean"] for row in tenths] == sorted(row["predicted_mean"] for row in tenths)


def test_a_holdout_in_which_nobody_buys_has_errors_and_no_order():
    with open("silent.csv", "w", encoding="utf-8") as file:
        rows = [f"{k},2020-01-{1 + k % 9:02d},5\n{k},2020-02-{1 + k % 20:02d},5\n" for k in range(40)]
        file.write("customer_id,date,amount\n" + "".join(rows) + "late,2020-06-01,5\n")
    told = answer("fit", "silent.csv", "--model", "bg_nbd", "--calibration-end", "2020-03-01")["holdout"]
    assert told["actual_total"] == 0
    assert (told["rank_correlation"], told["normalised_gini"]) == (None, None)
    assert told["bias"] > 0.0


def test_without_calibration_end_there_is_no_holdout(shop):
    assert answer("fit", shop, "--model", "bg_nbd")["holdout"] is None


def test_the_unit_of_time_moves_the_scale_alone(shop):
    weeks = answer("fit", shop, "--model", "bg_nbd")["parameters"]
    days = answer("fit", shop, "--model", "bg_nbd", "--unit", "day")["parameters"]
    assert days == pytest.approx({**weeks, "alpha": 7.0 * weeks["alpha"]}, rel=1e-4)


def test_the_cut_may_be_a_number_of_days(shop):
    by_date = answer("fit", shop, "--model", "bg_nbd", "--calibration-end", "1997-09-30")
    assert answer("fit", shop, "--model", "bg_nbd", "--calibration-end", 272) == by_date


def test_the_cleaning_is_counted(shop):
    cleaning = answer("fit", shop, "--model", "bg_nbd")["cleaning"]
    assert cleaning["rows_in"] == cleaning["rows_kept"] + sum(cleaning["dropped"].values())


def test_a_fit_that_fails_is_the_answer_no():
    with open("once.csv", "w", encoding="utf-8") as file:
        file.write("customer_id,date,amount\na,2020-01-01,5\nb,2020-01-01,7\n")
    result = hooper("fit", "once.csv", "--model", "bg_nbd", "--json")
    fitted = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (fitted["status"], fitted["parameters"]["r"]) == ("failed", None)
    assert fitted["reason"]


def test_people_are_told_estimates_errors_status_and_scores():
    result = hooper("fit", "example:cdnow", "--model", "bg_nbd", "--calibration-end", "1997-09-30")
    assert all(
        text in result.stdout for text in ("0.2426", "0.01256", "-9,582.43", "status ok", "1,882 made")
    )
    assert "6,919 rows in" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("--all", "--model", "bg_nbd")])
def test_which_model_must_be_clear(arguments, shop):
    result = hooper("fit", shop, *arguments)
    assert result.exit_code == 2
    assert "--model NAME or --all" in result.stderr


def test_a_simulated_history_is_a_log_too(world):
    fitted = answer("fit", world, "--model", "bg_nbd", "--calibration-end", 200)
    assert fitted["status"] in ("ok", "boundary", "flat")
    assert fitted["cleaning"] is None
    assert fitted["holdout"]["actual_total"] > 0


def test_donations_counted_by_year_give_the_published_estimates():
    """Fader, Hardie and Shang (2010); log-likelihood: BTYD walkthrough."""
    fitted = answer("fit", "example:donations", "--model", "bg_bb")
    published = {"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7838}
    assert fitted["parameters"] == pytest.approx(published, rel=1e-3)
    assert fitted["log_likelihood"] == pytest.approx(-33225.58, abs=0.01)
    assert (fitted["n_customers"], fitted["unit"]) == (11104, "year")


def test_a_log_is_cut_into_opportunities_of_the_unit(shop):
    fitted = answer("fit", shop, "--model", "bg_bb", "--unit", "month", "--calibration-end", "1997-09-30")
    assert (fitted["unit"], fitted["status"]) == ("month", "ok")


def test_customers_by_tenure_give_the_published_estimates():
    """Fader and Hardie (2007), High End."""
    counts = (1000, 869, 743, 653, 593, 551, 517, 491)
    with open("tenure.csv", "w", encoding="utf-8") as file:
        file.write("tenure,customers\n" + "".join(f"{t},{n}\n" for t, n in enumerate(counts)))
    fitted = answer("fit", "tenure.csv", "--model", "shifted_beta_geometric")
    assert fitted["parameters"] == pytest.approx({"alpha": 0.668, "beta": 3.806}, rel=1e-3)
    assert fitted["survival"][8:13] == pytest.approx([0.4604, 0.4358, 0.4142, 0.3951, 0.3780], abs=5e-5)
    assert fitted["retention_rate"][0] == fitted["survival"][0] == 1.0
    assert fitted["tenure"] == list(range(13))


def test_a_log_given_to_a_model_of_retention_is_told_what_it_needs(shop):
    refused = hooper("fit", shop, "--model", "shifted_beta_geometric")
    assert refused.exit_code == 2
    assert "tenure" in refused.stderr
