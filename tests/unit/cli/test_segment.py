import csv
from pathlib import Path

import pytest

from hooper.history.read_log import read_log
from hooper.history.read_profiles import read_profiles
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmSettings
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


DEALS = (
    "Record Id,Contact Name,Closing Date,Amount,Stage\n"
    'zcrm_1,Änn Lee,2023-01-05,"$1,200.00",Closed Won\n'
    "zcrm_2,Änn Lee,2023-03-05,$300.50,Closed Won\n"
    "zcrm_3,=Bob,2023-04-05,$80.00,Closed Won\n"
    "zcrm_4,=Bob,2023-05-05,,Closed Lost\n"
    "zcrm_5,Cy Doe,2023-05-05,,Negotiation\n"
)


def rows_of(file):
    with Path(file).open(newline="", encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("mark", [(), ("--bom",)])
def test_labels_go_back_by_the_id_of_the_record_under_its_own_heading(mark):
    Path("deals.csv").write_text(DEALS, encoding="utf-8")
    told = answer("segment", "deals.csv", "--scheme", "rfm", "--columns", "zoho", "--id", "Record Id", *mark)
    labels = {row["Record Id"]: row["segment"] for row in rows_of(told["labels"])}
    assert list(labels) == ["zcrm_3", "zcrm_4", "zcrm_1", "zcrm_2"]
    assert labels["zcrm_1"] == labels["zcrm_2"] != labels["zcrm_3"]
    assert Path(told["labels"]).read_bytes().startswith(b"\xef\xbb\xbf") == bool(mark)
    assert {row["customer_id"] for row in rows_of(told["labels"])} == {"Änn Lee", "'=Bob"}
    assert told["cleaning"]["dropped"]["not_won"] == 2


def test_labels_that_went_out_come_back_as_a_trait_of_the_same_customers(shop):
    told = answer("segment", shop, "--scheme", "rfm", "--bom")
    observed, _ = read_log(shop)
    back = read_profiles(told["labels"], observed)
    assert back["customer_id"].to_pylist() == list(range(len(observed.labels)))
    segments = catalogue.get("rfm").assign(CustomerRecords.of(observed), RfmSettings())
    assert back["segment"].to_pylist() == segments.to_table()["segment"].to_pylist()


def test_two_schemes_are_crossed(shop):
    told = answer("segment", shop, "--scheme", "rfm", "--compare", "rfm_eleven")
    compared = told["compared"]
    for key, segments in (("label", told["segments"]), ("other", compared["segments"])):
        for segment in segments:
            cells = [cell for cell in compared["crossed"] if cell[key] == segment["label"]]
            assert sum(cell["customers"] for cell in cells) == segment["customers"]
            assert sum(cell["value"] for cell in cells) == pytest.approx(segment["value"])
    assert 0.0 < compared["adjusted_rand_index"] < 1.0
    assert set(rows_of(told["labels"])[0]) == {"customer_id", "segment", "rfm_eleven"}
    shown = hooper("segment", shop, "--scheme", "rfm", "--compare", "rfm_eleven").stdout
    assert "adjusted Rand index" in shown
    assert "hibernating" in shown


def test_the_figure_of_the_scheme_lies_beside_the_labels(shop):
    told = answer("segment", shop, "--scheme", "rfm", "--out", "results")
    assert told["figures"] == ["results/shop-rfm-segments.svg", "results/shop-rfm-segments.png"]
    assert all(Path(file).is_file() for file in told["figures"])


@pytest.mark.parametrize("command", [("segment", "--scheme", "rfm"), ("fit", "--model", "bg_nbd")])
def test_the_grocery_log_is_taken_like_any_other(command):
    name, *options = command
    told = answer(name, "example:grocery", *options)
    assert told.get("n_customers") == 2469 or told["cleaning"]["n_customers"] == 2469


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
