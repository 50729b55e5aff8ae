"""What is told of the peers is what was measured, and what was measured is the workload."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from peers import c_floor
from peers.catalogue import FLOOR_AVX2, FLOOR_AVX512, PEERS, floor
from peers.peers_table import peers_table, ranked, with_table
from peers.pinned_run import CannotRunError
from peers.run_peers import README, RESULTS, record_of
from peers.workload import misses

MEASURED = json.loads((RESULTS / "peers.json").read_text())
needs_gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="the floors are compiled with gcc")


def test_the_table_of_the_readme_is_that_of_the_results():
    page = README.read_text()
    assert page == with_table(page, MEASURED)
    assert page.count("| SimPy, a process a customer |") == 1


def test_the_table_in_the_folder_of_results_is_theirs_and_a_figure_is_beside_it():
    assert (RESULTS / "peers.md").read_text() == peers_table(MEASURED)
    assert (RESULTS / "peers.png").read_bytes().startswith(b"\x89PNG")


def test_no_peer_is_dropped_and_one_without_a_figure_says_why():
    assert [each["name"] for each in MEASURED["peers"]] == [peer.name for peer in PEERS]
    without = [each for each in MEASURED["peers"] if each["status"] != "ok"]
    assert all(each["reason"] and each["reason"] in peers_table(MEASURED) for each in without)


def test_every_peer_with_a_figure_came_to_the_outcome_of_the_workload():
    assert ranked(MEASURED)
    assert not [miss for each in ranked(MEASURED) for miss in misses(each)]


def test_results_are_ranked_by_time():
    times = [each["ns_per_customer_period"] for each in ranked(MEASURED)]
    assert times == sorted(times)


def test_a_peer_that_cannot_run_is_recorded_with_its_reason(monkeypatch):
    monkeypatch.setattr(c_floor, "isa", list)
    record = record_of(FLOOR_AVX512)
    assert record["status"] == "cannot run"
    assert record["reason"] == "this processor lacks avx512f"


@pytest.mark.parametrize(
    ("vectors", "chosen"), [(["avx2", "fma"], FLOOR_AVX2), (["avx2", "fma", "avx512f"], FLOOR_AVX512)]
)
def test_the_floor_is_the_one_for_the_processor(monkeypatch, vectors, chosen):
    monkeypatch.setattr(c_floor, "isa", lambda: vectors)
    assert floor() == chosen


@needs_gcc
def test_the_floor_lives_the_workload():
    """Philox has no seed to vary, so that the outcome is one number for each of two processors."""
    told = replace(floor(), customers=400_000).measure(repeats=1)
    assert not misses(told)
    assert told["outcome_customers"] == 400_000
    assert told["ns_per_customer_period"] > 0.0


@needs_gcc
@pytest.mark.parametrize(
    ("right", "wrong", "caught"),
    [
        ("0.20f, 0.30f, 0.08f", "0.20f, 0.31f, 0.08f", "purchases"),
        ("set(0.1f), satisfaction", "set(0.13f), satisfaction", "profit"),
        ("0.05f, 0.20f, 0.0f)", "0.05f, 0.23f, 0.0f)", "churned"),
    ],
)
def test_the_bands_catch_a_floor_that_lives_another_workload(monkeypatch, tmp_path, right, wrong, caught):
    folder = Path(c_floor.__file__).parent
    for path in (*folder.glob("*.c"), *folder.glob("*.h")):
        shutil.copy(path, tmp_path)
    text = (tmp_path / "crm52_floor.h").read_text()
    assert text.count(right) == 1
    (tmp_path / "crm52_floor.h").write_text(text.replace(right, wrong))
    monkeypatch.setattr(c_floor, "HERE", tmp_path)
    told = replace(floor(), customers=400_000).measure(repeats=1)
    assert any(miss.startswith(caught) for miss in misses(told))


@needs_gcc
def test_a_floor_that_does_not_compile_is_a_reason(monkeypatch, tmp_path):
    (tmp_path / f"{floor().name}.c").write_text("this is not C\n")
    monkeypatch.setattr(c_floor, "HERE", tmp_path)
    with pytest.raises(CannotRunError, match="ended with exit code 1"):
        floor().measure()
