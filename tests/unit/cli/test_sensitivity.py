"""`hooper sensitivity` on a small study."""

import csv
import json
from pathlib import Path

import pytest

from tests.command_line import answer, hooper

STUDY = """name = "small"
question = "What matters?"
seed = 3
pre_periods = 8
horizon_periods = 14
review_periods = 7
world = { scenario = "retail", customers = 300 }
budget = { per_customer_per_year = 3.0 }
[strategies.no_intervention]
[strategies.mass_discount]
[strategies.loyalty_programme]
[sensitivity]
customers = 300
points = 2
grid = 2
parameters.purchase.discount_elasticity = {}
parameters.levers.enrolment_cost = { high = 9.0 }
"""


DOCUMENT = (Path(__file__).parents[3] / "docs" / "sensitivity.md").read_text()


def not_in_the_document(answered):
    """The keys of an answer and of its rows that the document does not name."""
    rows = [row for value in answered.values() if isinstance(value, list) for row in value]
    keys = set(answered).union(*(row for row in rows if isinstance(row, dict)))
    return {key for key in keys if f"`{key}`" not in DOCUMENT}


@pytest.fixture(scope="module")
def told(asked):
    """What is answered when another strategy than the best is to be shown too."""
    return answer(*asked, "--strategy", "mass_discount")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The arguments that ask for the analysis of a study in a folder of its own."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.toml").write_text(STUDY)
    return "sensitivity", folder / "study.toml", "--out", folder / "out", "--workers", 1


def test_the_answer_has_a_row_for_each_parameter_and_strategy(told):
    rows = told["sensitivity"]
    assert {(row["parameter"], row["strategy"]) for row in rows} == {
        (parameter, strategy)
        for parameter in ("purchase.discount_elasticity", "levers.enrolment_cost")
        for strategy in ("mass_discount", "loyalty_programme")
    }
    assert {"mu_star", "sigma", "low", "high", "gain_at_low", "gain_at_high"} <= set(rows[0])
    assert {row["high"] for row in rows if row["parameter"] == "levers.enrolment_cost"} == {9.0}
    assert 0.0 <= told["winner_changes"] <= 1.0
    assert {row["parameter"] for row in told["winners"]} == {row["parameter"] for row in rows}
    assert (told["method"], told["points"], told["design_points"]) == ("morris", 2, 6)
    assert not_in_the_document(told) == set()


def test_tables_figures_and_manifest_are_there(asked, told):
    out = Path(asked[3])
    assert all(Path(file).stat().st_size > 0 for file in told["files"])
    names = {Path(file).name for file in told["files"]}
    assert {"sensitivity.csv", "winners.csv", "over_design.csv", "points.csv", "winner_map.png"} <= names
    assert {"tornado_mass_discount.png", "morris_mass_discount.svg"} <= names
    with (out / "tables" / "points.csv").open(encoding="utf-8", newline="") as file:
        points = list(csv.DictReader(file))
    assert len(points) == told["design_points"]
    assert {row["gain_of_no_intervention"] for row in points} == {"0.0"}
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["sensitivity"] == told["sensitivity"]
    assert manifest["study"]["sensitivity"]["points"] == 2


def test_people_are_told_what_moves_the_gain_and_what_changes_the_best(asked):
    result = hooper(*asked, "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "What moves the gain of" in result.stdout
    assert "What changes which strategy is best" in result.stdout
    assert "best in this world: " in result.stdout


@pytest.mark.slow
def test_variance_is_shared_by_sobol_among_parameters_and_among_pairs(asked, told):
    """The two parameters are of one strategy each, so they do nothing together to either."""
    arguments = (*asked, "--method", "sobol", "--points", 4, "--set", "sensitivity.grid=0")
    shared = answer(*arguments)
    assert {"first_order", "first_order_low", "total", "total_high"} <= set(shared["sensitivity"][0])
    assert not_in_the_document(shared) == set()
    assert shared["design_points"] == 4 * (2 * 2 + 2)
    idle = [row for row in shared["sensitivity"] if row["parameter"] == "levers.enrolment_cost"]
    assert next(row for row in idle if row["strategy"] == "mass_discount")["total"] == 0.0
    assert told["interactions"] == []
    assert [{row["first"], row["second"]} for row in shared["interactions"]] == 2 * [
        {"purchase.discount_elasticity", "levers.enrolment_cost"}
    ]
    assert {row["second_order"] for row in shared["interactions"]} == {0.0}
    names = {Path(file).name for file in shared["files"]}
    best = max(shared["sensitivity"], key=lambda row: row["gain"])["strategy"]
    assert {"interactions.csv", f"interactions_{best}.png", f"sobol_{best}.png"} <= names
    assert "no two parameters surely act together" in hooper(*arguments, "--quiet").stdout


@pytest.mark.slow
def test_another_seed_tries_other_points(asked, told):
    one, other = (answer(*asked, "--seed", seed) for seed in (3, 4))
    assert one["sensitivity"] == told["sensitivity"] != other["sensitivity"]
