import csv
import json
from pathlib import Path

import pytest

from tests.command_line import answer, hooper


@pytest.fixture
def told(shop):
    return answer("value", shop)


def read(file):
    with Path(file).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_the_total_is_the_sum_of_the_customers_and_lies_within_its_interval(told, purchases):
    rows = read(told["file"])
    assert told["status"] == "ok"
    assert told["customers"] == len(rows) == len({customer for customer, _, _ in purchases})
    assert sum(float(row["value"]) for row in rows) == pytest.approx(told["total"])
    assert told["mean"] == pytest.approx(told["total"] / told["customers"])
    assert told["low"] < told["total"] < told["high"]


def test_every_customer_has_their_own_name_and_an_interval(told, purchases):
    rows = read(told["file"])
    assert {row["customer_id"] for row in rows} == {customer for customer, _, _ in purchases}
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in rows)


def test_value_is_proportional_to_the_margin_and_less_at_a_higher_rate(told, shop):
    assert answer("value", shop, "--margin", 0.6)["total"] == pytest.approx(2.0 * told["total"])
    assert answer("value", shop, "--discount-rate-per-year", 0.3)["total"] < told["total"]
    assert answer("value", shop, "--horizon", 104)["total"] > told["total"]


def test_what_the_value_hangs_on_stands_above_it(shop):
    told = "value over 52 weeks, margin 30.0 %, discounted by 10.0 % a year\n"
    assert hooper("value", shop).stdout.startswith(told)
    assert hooper("value", shop, "--horizon", "endless").stdout.startswith("value without end, margin")


def test_an_endless_horizon_is_worth_more_and_needs_a_rate(shop):
    by_pareto = "value", shop, "--purchases", "pareto_nbd"
    endless = answer(*by_pareto, "--horizon", "endless")
    assert endless["status"] == "ok"
    assert endless["total"] > answer(*by_pareto, "--horizon", 156)["total"]
    assert endless["low"] < endless["total"] < endless["high"]
    refused = hooper(*by_pareto, "--horizon", "endless", "--discount-rate-per-year", 0)
    assert refused.exit_code == 2
    assert "nothing is discounted" in refused.stderr


def test_a_horizon_that_is_neither_a_number_nor_endless_is_refused(shop):
    refused = hooper("value", shop, "--horizon", "soon")
    assert refused.exit_code == 2
    assert 'horizon: "soon"' in refused.stderr
    assert "give 'endless'" in refused.stderr


def test_the_file_tells_purchases_and_lifetime_too(told, purchases):
    rows = read(told["file"])
    expected = [float(row["expected_purchases_in_52_weeks"]) for row in rows]
    discounted = [float(row["discounted_purchases"]) for row in rows]
    assert all(0.9 * plain < less < plain for plain, less in zip(expected, discounted, strict=True))
    assert all(float(row["median_lifetime_weeks"]) > 52.0 for row in rows)


def test_another_model_of_purchases_can_be_asked_for(told, shop):
    by_pareto = answer("value", shop, "--purchases", "pareto_nbd")
    assert by_pareto["status"] == "ok"
    assert by_pareto["total"] == pytest.approx(told["total"], rel=0.2)
    assert by_pareto["total"] != told["total"]


def test_another_model_of_spend_can_be_asked_for(told, shop):
    lognormal = answer("value", shop, "--spend", "lognormal_spend")
    assert lognormal["status"] == "ok"
    assert lognormal["total"] == pytest.approx(told["total"], rel=0.2)
    assert lognormal["total"] != told["total"]


def test_a_model_of_another_kind_is_refused_with_those_that_may_be_asked_for(shop):
    refused = hooper("value", shop, "--purchases", "gamma_gamma")
    assert refused.exit_code == 2
    assert "'gamma_gamma' is no model of purchases" in refused.stderr
    assert "pareto_nbd" in refused.stderr


def test_the_seed_moves_the_interval_alone(told, shop):
    other = answer("value", shop, "--seed", 2)
    assert other["total"] == told["total"]
    assert other["low"] != told["low"]
    assert answer("value", shop)["low"] == told["low"]


def test_the_file_goes_where_it_is_asked_to(shop):
    assert answer("value", shop, "--out", "a/b.csv")["file"] == "a/b.csv"
    assert Path("a/b.csv").is_file()


def test_the_log_is_never_written_over(shop):
    before = Path(shop).read_text()
    result = hooper("value", shop, "--out", f"./{shop}")
    assert result.exit_code == 2
    assert "would be overwritten" in result.stderr
    assert Path(shop).read_text() == before


def test_every_setting_that_is_wrong_is_told_at_once(shop):
    result = hooper("value", shop, "--margin", 1.5, "--horizon", 0, "--discount-rate-per-year", "nan")
    assert result.exit_code == 2
    assert all(name in result.stderr for name in ("margin: 1.5", "horizon: 0", "discount_rate_per_year: nan"))


def test_models_that_cannot_be_fitted_are_the_answer_no():
    Path("once.csv").write_text("customer_id,date,amount\na,2020-01-01,5\nb,2020-01-09,7\n")
    result = hooper("value", "once.csv", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["status"], told["total"]) == ("failed", None)
    assert len(read(told["file"])) == 2


def test_people_see_total_interval_and_file(shop):
    text = hooper("value", shop).stdout
    assert all(part in text for part in ("total value", "low (95 %)", "status ok", "shop-lifetime-value.csv"))
