import csv
from pathlib import Path

import pytest

from tests.command_line import answer, hooper


def test_segments_partition_the_customers_and_their_spend(shop, purchases):
    segments = answer("segment", shop, "--scheme", "rfm")["segments"]
    assert sum(segment["customers"] for segment in segments) == len(
        {customer for customer, _, _ in purchases}
    )
    assert sum(segment["share"] for segment in segments) == pytest.approx(1.0)
    assert sum(segment["value"] for segment in segments) == pytest.approx(
        sum(paid for _, _, paid in purchases)
    )


def test_the_file_has_a_label_for_every_customer_under_their_own_name(shop, purchases):
    told = answer("segment", shop, "--scheme", "rfm", "--out", "results/today")
    assert told["labels"] == "results/today/shop-rfm-segments.csv"
    with Path(told["labels"]).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["customer_id"] for row in rows} == {customer for customer, _, _ in purchases}
    sizes = {segment["label"]: segment["customers"] for segment in told["segments"]}
    counted = {label: sum(row["segment"] == label for row in rows) for label in sizes}
    assert counted == sizes


def test_labels_that_a_spreadsheet_would_run_are_disarmed():
    Path("evil.csv").write_text("customer_id,date,amount\n=1+1,2020-01-01,5\nb,2020-02-01,7\n")
    told = answer("segment", "evil.csv", "--scheme", "rfm")
    assert '"\'=1+1"' in Path(told["labels"]).read_text()


def test_people_see_every_segment_and_where_the_labels_are(shop):
    result = hooper("segment", shop, "--scheme", "rfm")
    assert all(label in result.stdout for label in ("low value", "new", "must retain", "high value"))
    assert "shop-rfm-segments.csv" in result.stdout


def test_settings_of_the_scheme_can_be_set(shop):
    cuts = {
        "days_since_last": "[50, 100, 200, 400]",
        "purchases": "[1, 2, 3, 4]",
        "spend": "[10, 20, 50, 100]",
    }
    changes = [part for name, cut in cuts.items() for part in ("--set", f"cuts.{name}={cut}")]
    told = answer("segment", shop, "--scheme", "rfm", *changes)
    assert told["cut_points"]["spend"] == [10, 20, 50, 100]


@pytest.mark.parametrize("arguments", [("--scheme", "rmf"), ("--scheme", "rfm", "--set", "cutz=3")])
def test_what_is_not_known_is_wrong_input_and_writes_nothing(arguments, shop):
    result = hooper("segment", shop, *arguments)
    assert result.exit_code == 2
    assert "remedy" in result.stderr
    assert [path.name for path in Path().iterdir()] == [shop]


def test_how_stable_the_labels_are_is_told_and_hangs_on_the_seed_alone(shop):
    first, again, other = (
        answer("segment", shop, "--scheme", "abc", "--seed", seed)["stability"] for seed in ("1", "1", "2")
    )
    assert first == again != other
    assert 0.5 < first["lowest"] <= first["mean"] <= 1.0
    assert first["halves"] == 20
    assert answer("segment", shop, "--scheme", "abc", "--halves", "0")["stability"]["mean"] is None
    assert "stability: 20 random halves" in hooper("segment", shop, "--scheme", "abc").stdout


def test_what_a_scheme_tells_of_all_and_of_each_customer_is_told(shop):
    assert 0.2 < answer("segment", shop, "--scheme", "pareto")["indices"]["gini"] < 1.0
    told = answer("segment", shop, "--scheme", "mvc_mgc_bz")
    with Path(told["labels"]).open(newline="", encoding="utf-8") as file:
        assert next(iter(csv.DictReader(file))).keys() == {"customer_id", "segment", "actual_value", "growth"}


def test_a_scheme_that_needs_more_than_purchases_says_what(shop):
    result = hooper("segment", shop, "--scheme", "credit_grades")
    assert result.exit_code == 2
    assert "it has no payments" in result.stderr


def test_figures_are_drawn_where_they_are_wanted(shop):
    told = answer("segment", shop, "--scheme", "customer_pyramid", "--figures", "drawn")
    names = {"segments", "customer_pyramid", "concentration_of_profit"}
    assert {Path(file).stem for file in told["figures"]} == names
    assert all(Path(file).stat().st_size for file in told["figures"])
    assert answer("segment", shop, "--scheme", "rfm")["figures"] is None
