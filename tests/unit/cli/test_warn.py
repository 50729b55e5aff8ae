import csv
from pathlib import Path

import pytest

from tests.command_line import answer, hooper


def lines(path):
    with Path(path).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_customer_who_is_not_given_up_gets_a_risk_under_their_own_name(shop, purchases):
    told = answer("warn", shop, "--out", "results")
    assert told["file"] == "results/shop-churn_hazard-warnings.csv"
    rows = lines(told["file"])
    assert len(rows) == told["customers"] == sum(tenth["customers"] for tenth in told["tenths"])
    assert {row["customer_id"] for row in rows} <= {customer for customer, _, _ in purchases}
    assert all(0.0 <= float(row["risk"]) <= 1.0 for row in rows)
    assert max(float(row["days_since_last"]) for row in rows) <= 26 * 7


def test_tenths_fall_in_risk_and_the_health_is_that_of_the_lines(shop):
    told = answer("warn", shop, "--scheme", "rfm")
    risks = [tenth["risk"] for tenth in told["tenths"]]
    assert risks == sorted(risks, reverse=True)
    rows = [(float(row["value_per_month"]), float(row["risk"])) for row in lines(told["file"])]
    kept = sum(value * (1.0 - risk) for value, risk in rows) / sum(value for value, _ in rows)
    assert told["health"] == pytest.approx(kept)
    everybody, *segments = told["groups"]
    assert everybody["customers"] == sum(each["customers"] for each in segments)


def test_it_is_tried_beside_recency_alone(shop):
    tried = answer("warn", shop)["tried"]
    assert [each["model"] for each in tried] == ["recency_alone", "churn_hazard"]
    assert all(each["brier_score"] > 0.0 for each in tried)
    assert [each["model"] for each in answer("warn", shop, "--model", "recency_alone")["tried"]] == [
        "recency_alone"
    ]


def test_alarms_are_held_against_true_exits_where_a_world_knows_them(world, shop):
    assert answer("warn", shop)["alarms"] is None
    alarms = answer("warn", world, "--horizon", 6)["alarms"]
    assert alarms["alarms"] > 0
    assert 0.0 <= alarms["late_share"] + alarms["false_share"] <= 1.0


def test_people_see_tenths_health_trials_and_where_the_file_is(shop):
    shown = hooper("warn", shop).stdout
    assert all(text in shown for text in ("fell silent", "health", "lift", "shop-churn_hazard-warnings.csv"))


def test_figures_are_drawn_into_the_folder_asked_for(shop):
    told = answer("warn", shop, "--figures", "drawn")
    assert told["figures"] == ["drawn/warning_check.svg", "drawn/warning_check.png"]
    assert all(Path(path).stat().st_size > 1000 for path in told["figures"])


def test_a_warning_that_cannot_be_fitted_is_answered_with_no_and_the_reason(shop):
    result = hooper("warn", shop, "--model", "complaints")
    assert result.exit_code == 1
    assert "status failed (the log has no service cases)" in result.stdout


def test_a_log_that_is_shorter_than_the_horizon_is_answered_with_no():
    Path("short.csv").write_text("customer_id,date,amount\na,2020-01-01,5\nb,2020-02-01,7\n")
    result = hooper("warn", "short.csv")
    assert result.exit_code == 1
    assert "nothing to learn" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--model", "churn"), "warning: there is no 'churn'"),
        (("--horizon", "0"), "horizon_weeks: 0.0"),
        (("--given-up", "-3"), "given_up_after_weeks: -3.0"),
        (("--scheme", "rmf"), "scheme: there is no 'rmf'"),
    ],
)
def test_what_is_not_known_is_wrong_input_and_writes_nothing(arguments, named, shop):
    result = hooper("warn", shop, *arguments)
    assert result.exit_code == 2
    assert named in result.stderr
    assert "remedy" in result.stderr
    assert [path.name for path in Path().iterdir()] == [shop]
