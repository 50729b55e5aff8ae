"""A small study is carried out whole; workers, interruption and repetition change nothing."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from hooper.study.compare import compare
from hooper.study.outcome import retention
from hooper.study.results import Comparison
from hooper.study.run_task import RunTask
from hooper.study.save import save
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

TEXT = """
name = "small"
question = "Does the machinery work?"
seed = 11
replications = 3
pre_periods = 20
horizon_periods = 26
[world]
scenario = "retail"
customers = 600
[budget]
per_customer_per_year = 2.0
[strategies.no_intervention]
[strategies.mass_discount]
[strategies.loyalty_programme]
[parameter_draws]
draws = 2
customers = 400
[scoring]
futures = 2
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    path = tmp_path_factory.mktemp("study") / "study.toml"
    path.write_text(TEXT)
    return Study.read(path)


@pytest.fixture(scope="module")
def done(study: Study, tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, Path]:
    out = tmp_path_factory.mktemp("out")
    return compare(study, Path(), out, workers=1), out


def records(comparison: Comparison) -> list[dict[str, str | float | int | bool | None]]:
    return [row.record() for row in comparison.ranking]


def test_the_ranking_is_sorted_by_gain_and_holds_the_baseline_at_zero(done):
    gains = [row.gain.difference for row in done[0].ranking]
    assert gains == sorted(gains, reverse=True)
    assert {row.strategy: row.gain.difference for row in done[0].ranking}["no_intervention"] == 0.0


def test_strategies_share_the_weeks_before_the_branch(done):
    data = done[0].outcome
    before = data["active"].isel(period=slice(0, 20))
    assert (before == before.sel(strategy="no_intervention")).all()
    after = data["revenue"]
    assert (after.sel(strategy="mass_discount") != after.sel(strategy="no_intervention")).all()


def test_a_resumed_study_equals_an_uninterrupted_one(done, study):
    comparison, out = done
    for folder in sorted((out / "runs").iterdir())[::2]:
        shutil.rmtree(folder)
    again = compare(study, Path(), out, workers=1, resume=True)
    assert records(again) == records(comparison)
    assert again.for_whom == comparison.for_whom
    assert again.digest == comparison.digest


def test_what_is_stored_is_not_run_again(done, study, monkeypatch):
    comparison, out = done

    def refuse(tasks: list[RunTask]) -> None:
        raise AssertionError(f"{len(tasks)} stored runs were run again")

    monkeypatch.setattr("hooper.study.runner.run_outcomes", refuse)
    assert records(compare(study, Path(), out, workers=1, resume=True)) == records(comparison)


@pytest.mark.slow
def test_two_workers_give_the_same_as_one(done, study, tmp_path):
    comparison, _ = done
    assert records(compare(study, Path(), tmp_path, workers=2)) == records(comparison)


def test_the_manifest_is_whole_and_says_what_the_result_can_be_rebuilt_from(done, tmp_path):
    comparison, _ = done
    report = save(comparison, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert report.exists()
    assert manifest["seed"] == 11
    assert manifest["digest"] == comparison.digest
    assert len(manifest["digests"]) == 9
    assert {"hooper", "numba", "numpy"} <= manifest["versions"].keys()
    assert Study.model_validate_json(json.dumps(manifest["study"])) == comparison.study


def test_retention_counts_the_customers_held_at_the_branch(done, study):
    [world] = worlds_of(study, Path())
    task = world.planned("no_intervention", 0).task
    lived = task.simulate()
    truth = lived.history.truth
    entered = {row["customer_id"] for row in truth.traits.to_pylist() if row["entry_days"] < 140.0}
    lost = {row["customer_id"]: row["period"] for row in truth.exits.to_pylist()}
    held = {customer for customer in entered if lost.get(customer, 99) >= 20}
    kept = {customer for customer in held if customer not in lost}
    assert retention(lived.since_branch) == pytest.approx(len(kept) / len(held), abs=1e-12)
    assert float(
        done[0].outcome["retention"].sel(strategy="no_intervention", replication=0)
    ) == pytest.approx(len(kept) / len(held), abs=1e-12)


def test_scores_are_of_every_customer_known_at_the_branch(done):
    customers = {each.card.customers for each in done[0].scores}
    assert len(customers) == 1
    assert customers.pop() >= 600
    assert np.isfinite([each.card.root_mean_squared_error for each in done[0].scores]).all()
