"""`hooper calibrate` on a small log: what it writes, and what it says; all fits are of few parameters."""

import json
import re
import shlex
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from hooper.scenario import presets
from tests.command_line import answer, hooper

DOCUMENT = Path(__file__).parents[3] / "docs" / "calibration.md"
FAST = ("--parameters", "rate_mean,spend_mean", "--customers", 1000, "--workers", 1)


@pytest.fixture(scope="module")
def rows():
    """Purchases of 200 customers who begin within two months and buy every three weeks or so."""
    generator = np.random.default_rng(5)
    found = []
    for customer in range(200):
        day = float(generator.uniform(0.0, 60.0))
        while day < 280.0:
            bought = date(2021, 1, 1) + timedelta(int(day))
            found.append(f"{customer},{bought},{generator.gamma(4.0, 10.0):.2f}")
            day += 1.0 + generator.exponential(20.0)
    return found


@pytest.fixture(autouse=True)
def log(rows, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("shop.csv").write_text("\n".join(["customer_id,date,amount", *rows, ""]))
    Path("mine.toml").write_text("[defection]\nmonths_at_risk_per_order = 1.0\n")
    return "shop.csv"


def test_the_world_that_is_written_is_the_one_that_was_found(log):
    told = answer("calibrate", log, *FAST)
    assert told["out"] == "shop-calibration"
    world = presets.load("shop-calibration/scenario.toml")
    [rate, spend] = told["parameters"]
    assert world.buyer.rate_mean_per_month == rate["value"]
    assert world.buyer.spend_p * world.buyer.spend_gamma / (world.buyer.spend_q - 1) == pytest.approx(
        spend["value"]
    )
    assert rate["low"] < rate["value"] < rate["high"]
    assert 30.0 < spend["value"] < 50.0
    assert all(Path(file).stat().st_size > 100 for file in told["files"])
    assert json.loads(Path("shop-calibration/diagnostics.json").read_text())["targets"] == told["targets"]


def test_the_holdout_stands_beside_bg_nbd_and_curves_start_at_nothing(log):
    told = answer("calibrate", log, *FAST)
    assert [row["by"] for row in told["holdout"]] == ["log", "calibrated_world", "bg_nbd"]
    assert (told["calibration_weeks"], told["holdout_weeks"], told["weeks_before"]) == (20, 20, 0)
    assert all(len(curve) == 41 and curve[0] == 0.0 for curve in told["curves"].values())
    actual, world, _ = told["holdout"]
    assert actual["miss_at_end"] == 0.0
    assert world["miss_at_end"] == pytest.approx(world["purchases_at_end"] / actual["purchases_at_end"] - 1.0)


def test_what_comes_after_the_end_of_calibration_moves_no_parameter(log, rows):
    told = answer("calibrate", log, *FAST, "--calibration-end", "2021-05-20")
    Path("other.csv").write_text("\n".join(["customer_id,date,amount", *rows, "7,2021-08-01,9999", ""]))
    other = answer("calibrate", "other.csv", *FAST, "--calibration-end", "2021-05-20")
    assert other["parameters"] == told["parameters"]
    assert other["holdout"] != told["holdout"]


def test_people_are_told_parameters_targets_holdout_and_where_the_files_are(log):
    shown = hooper("calibrate", log, *FAST).stdout
    for text in ("rate_mean", "the log says", "repeat curve", "weeks 21 to 40", "shop-calibration"):
        assert text in shown


def test_what_is_not_fitted_is_that_of_the_scenario_and_of_set(log):
    answer("calibrate", log, *FAST, "--scenario", "mine.toml", "--set", "economics.margin=0.2", "--out", "o")
    world, template = presets.load("o/scenario.toml"), presets.load("mine.toml")
    assert world.economics.margin == 0.2
    assert world.defection == template.defection


def test_the_command_of_the_document_runs(log):
    [command] = re.findall(r"^hooper (calibrate .*)$", DOCUMENT.read_text(), re.MULTILINE)
    text = Path(log).read_text().replace(",2021-", ",2023-")
    Path("orders.csv").write_text(text)
    assert answer(*shlex.split(command), *FAST)["out"] == "orders-calibration"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--parameters", "rate_men"), "--parameters: there is no 'rate_men'"),
        (("--calibration-end", "2031-01-01"), "2031-01-01 is outside the log"),
        (("--calibration-end", "2021-01-20"), "calibration has 2 whole weeks"),
        (("--calibration-end", "2021-10-07"), "there is nothing to check by"),
        (("--scenario", "subscription"), "'subscription' is a world of contracts"),
        (("--scenario", "retial"), "did you mean retail"),
        (("--set", "buyer.rate_shape=-1"), "buyer.rate_shape"),
    ],
)
def test_bad_input_is_named_with_a_remedy_and_nothing_is_written(log, arguments, named):
    result = hooper("calibrate", log, *arguments)
    assert result.exit_code == 2
    assert named in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path("shop-calibration").exists()


def test_a_log_that_tells_no_parameter_well_is_answered_with_no(log):
    result = hooper("calibrate", log, *FAST[2:], "--parameters", "frailty_spread")
    assert result.exit_code == 1
    assert "not identified" in result.stdout
