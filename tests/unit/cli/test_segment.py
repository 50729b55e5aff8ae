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


@pytest.mark.parametrize(
    "arguments",
    [
        ("--scheme", "rmf"),
        ("--scheme", "rfm", "--set", "cutz=3"),
        ("--scheme", "engagement_classes"),
        ("--scheme", "lv_quadrant", "--set", "loyalty_cut=2.0"),
        ("--scheme", "size_and_loyalty", "--set", "size_column=employees"),
        ("--scheme", "key_account_matrix", "--set", 'strength=[{measure="spend"}]'),
    ],
)
def test_what_is_not_known_is_wrong_input_and_writes_nothing(arguments, shop):
    result = hooper("segment", shop, *arguments)
    assert result.exit_code == 2
    assert "remedy" in result.stderr
    assert [path.name for path in Path().iterdir()] == [shop]
