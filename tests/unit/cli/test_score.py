"""`hooper score`: one row for each estimator in each world, files, and what is wrong with a study."""

import csv
import json
from pathlib import Path

import pytest

from hooper.lifetime_value.value_estimators.catalogue import names
from tests.command_line import answer, hooper

STUDY = """
name = "small"
question = "Which estimator?"
seed = 4
pre_periods = 26
horizon_periods = 13
world = { scenario = "retail", customers = 200 }
scoring = { futures = 3 }
[strategies]
no_intervention = {}
"""


def lines(path):
    with Path(path).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def study():
    Path("study.toml").write_text(STUDY)
    return "study.toml"


def test_the_world_of_a_study_is_scored_and_written(study):
    told = answer("score", study, "--out", "scores", "--seed", "9", "--quiet")
    assert [row["estimator"] for row in told["scores"]] == list(names())
    assert {row["world"] for row in told["scores"]} == {"retail"}
    assert {row["status"] for row in told["scores"]} <= {"ok", "boundary", "flat", "failed", "not_applicable"}
    (world,) = told["worlds"]
    assert (world["kind"], told["seed"]) == ("structural", 9)
    assert world["customers"] >= 200
    rows = lines("scores/scores.csv")
    assert [float(row["regret"]) for row in rows if row["regret"]] == pytest.approx(
        [row["regret"] for row in told["scores"] if "regret" in row]
    )
    tenths = lines("scores/calibration_by_tenth.csv")
    assert len(tenths) == 10 * len([row for row in told["scores"] if "regret" in row])
    assert all(Path(file).stat().st_size > 0 for file in told["files"])
    assert Path("scores/score_matrix.png").exists()


def test_settings_can_be_changed_and_people_read_a_table(study):
    changes = ("--set", "world.customers=60", "--set", "world.scenario='subscription'")
    shown = hooper("score", study, *changes, "--quiet")
    assert shown.exit_code == 0
    assert "loses least" in shown.stdout
    assert "discrete time hazard" in shown.stdout
    assert "not applicable" not in shown.stdout, "there are contracts"


WRONG = {
    "no such study": (["none.toml"], ["none.toml"]),
    "nothing seen before the cut": (["study.toml", "--set", "pre_periods=0"], ["pre_periods", "is 0"]),
    "an unknown setting": (["study.toml", "--set", "futures=3"], ["futures"]),
    "a setting of no study": (["--set", "world.customers=3"], ["--set", "world.customers=3", "name a study"]),
    "no future": (["study.toml", "--set", "scoring.futures=0"], ["scoring.futures", "is 0"]),
    "one future": (["study.toml", "--set", "scoring.futures=1"], ["scoring.futures", "1"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_a_remedy(case, study):
    arguments, told = WRONG[case]
    result = hooper("score", *arguments, "--quiet")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert all(each in result.stderr for each in [*told, "remedy"])


def test_a_file_in_the_place_of_the_folder_is_named(study):
    Path("taken").write_text("mine")
    result = hooper("score", study, "--out", "taken", "--quiet")
    assert result.exit_code == 2
    assert "taken" in result.stderr
    assert Path("taken").read_text() == "mine"


@pytest.mark.slow
def test_the_built_in_worlds_tell_which_estimator_to_trust_where():
    """Findings of the quick worlds with the built-in seed; docs/scores.md has those of the whole run."""
    result = hooper("score", "--quick", "--workers", "1", "--json")
    assert result.exit_code == 0
    scores = {(row["world"], row["estimator"]): row for row in json.loads(result.stdout)["scores"]}
    assert len(scores) == 5 * len(names())
    for world in ("bg_nbd", "pareto_nbd", "sbg", "retail", "subscription"):
        assert scores[world, "past_carried_forward"]["relative_bias_of_total"] > 0.4
    for world in ("bg_nbd", "pareto_nbd", "retail"):
        models = [scores[world, name] for name in ("bg_nbd", "mbg_nbd", "pareto_nbd")]
        past = scores[world, "past_carried_forward"]
        assert max(row["regret_share"] for row in models) < 0.75 * past["regret_share"]
        assert max(abs(row["relative_bias_of_total"]) for row in models) < 0.3
        assert min(row["coverage"] for row in models) > 0.88
        assert scores[world, "shifted_beta_geometric"]["status"] == "not_applicable"
    for world in ("sbg", "subscription"):
        own, other = scores[world, "shifted_beta_geometric"], scores[world, "bg_nbd"]
        assert own["rank_correlation"] > 0.93 > other["rank_correlation"]
        assert own["regret_share"] < 0.07 < other["regret_share"]
