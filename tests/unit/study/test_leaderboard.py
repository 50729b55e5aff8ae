"""The leaderboard on tiny worlds: rows as `hooper compare` has them, hold-outs, and rows that are stored."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.cli.new import strategy_source
from hooper.comparison.standings import standings
from hooper.foundation.errors import InputError
from hooper.strategies.catalogue import names
from hooper.study.compare import compare_worlds
from hooper.study.executors.serial import Serial
from hooper.study.leaderboard import enter
from hooper.study.leaderboard.board import BASELINE, ORACLE, Board, BoardWorld
from hooper.study.leaderboard.live import live
from hooper.study.leaderboard.stored_rows import StoredRows

LIBRARY = (BASELINE, ORACLE, "random_offer")
ARMS = {name: {} for name in LIBRARY}


def small(**settings):
    return BoardWorld(
        about="small",
        scenario="retail",
        customers=200,
        pre_periods=4,
        horizon_periods=8,
        review_periods=4,
        budget_per_customer_per_year=20.0,
        settings=settings,
    )


BOARD = Board(
    version="tiny",
    seed=5,
    replications=2,
    worlds={"plain": small(), "crowded": small(**{"loyalty.competition": 0.9})},
)


@pytest.fixture(scope="module")
def have_live(tmp_path_factory):
    def have_live(worlds):
        return live(worlds, tmp_path_factory.mktemp("runs"), executor=Serial())

    return have_live


@pytest.fixture(scope="module")
def lived(have_live):
    return have_live(BOARD.lived_by(ARMS))


@pytest.fixture
def stored(lived, monkeypatch):
    """Rows of the tiny board in place of those of the package."""
    rows = StoredRows.of(BOARD, BOARD.lived_by(ARMS), lived.worlds)
    monkeypatch.setattr(StoredRows, "read", lambda: rows)
    return rows


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(strategy_source("mine"))
    return file


def rows_of(worlds):
    return {row.strategy: row for row in standings(worlds, BASELINE, ORACLE)}


def test_a_row_has_the_gains_that_compare_finds_in_the_same_world(lived, tmp_path):
    study = BOARD.study("crowded", ARMS, BOARD.seed)
    [compared] = compare_worlds(study, tmp_path, tmp_path / "out", executor=Serial()).worlds
    ours = rows_of(lived.worlds)
    assert {row.strategy: row.gain.difference for row in compared.ranking} == {
        name: ours[name].gains["crowded"].difference for name in LIBRARY
    }
    assert any(row.gain.difference for row in compared.ranking)


def test_a_strategy_from_a_file_stands_beside_stored_rows_as_beside_rows_lived_anew(stored, mine, have_live):
    own = enter.own_arm(mine)
    beside = enter.beside_the_library(BOARD, own, LIBRARY, have_live)
    anew = have_live(BOARD.lived_by({**ARMS, **own}))
    assert [*own] == ["mine"]
    assert rows_of(beside.worlds) == rows_of(anew.worlds)


def test_without_a_strategy_nothing_lives(stored):
    def nobody_lives(worlds):
        raise AssertionError(f"{worlds} were lived")

    assert enter.beside_the_library(BOARD, {}, LIBRARY, nobody_lives).worlds[0].strategies == [*LIBRARY]


def test_the_quick_board_is_the_beginning_of_the_whole_one():
    board = Board.read()
    quick = board.quick
    assert [*quick.worlds] == [*board.worlds][: len(quick.worlds)]
    assert quick.replications < board.replications


@pytest.mark.parametrize("changed", ["versions", "key", "bits"])
def test_rows_of_other_versions_worlds_or_machines_are_refused(changed, stored, mine, have_live, monkeypatch):
    worlds = {name: {**told} for name, told in stored.worlds.items()}
    if changed == "versions":
        other = replace(stored, versions={**stored.versions, "numpy": "1.0"})
    else:
        if changed == "key":
            worlds["plain"]["key"] = "0" * 64
        else:
            worlds["plain"]["equity"] = {**worlds["plain"]["equity"], BASELINE: [1.0, 2.0]}
        other = replace(stored, worlds=worlds)
    monkeypatch.setattr(StoredRows, "read", lambda: other)
    with pytest.raises(InputError, match=r"stored rows: (numpy|plain)") as refused:
        enter.beside_the_library(BOARD, enter.own_arm(mine), LIBRARY, have_live)
    assert "--anew" in str(refused.value)


def test_a_holdout_repeats_for_its_seed_and_is_another_for_another():
    def drawn(seed):
        return [world.scenario for world in BOARD.drawn_from(seed, ARMS)]

    assert drawn(7) == drawn(7)
    assert all(one != other for one, other in zip(drawn(7), drawn(8), strict=True))
    assert drawn(7)[0].economics.margin != drawn(7)[1].economics.margin


def test_a_holdout_is_lived_like_the_board(have_live):
    one, again, other = (have_live(BOARD.drawn_from(seed, ARMS)).worlds for seed in (7, 7, 8))
    assert np.array_equal(one[0].equity, again[0].equity)
    assert not np.array_equal(one[0].equity, other[0].equity)


def test_runs_that_are_stored_are_not_lived_again(tmp_path):
    once = live(BOARD.lived_by(ARMS), tmp_path, executor=Serial())
    before = {file: file.stat().st_mtime_ns for file in tmp_path.glob("runs/*/outcome.npz")}
    again = live(BOARD.lived_by(ARMS), tmp_path, executor=Serial(), resume=True)
    assert before == {file: file.stat().st_mtime_ns for file in tmp_path.glob("runs/*/outcome.npz")}
    assert rows_of(once.worlds) == rows_of(again.worlds)


@pytest.mark.parametrize("wrong", ["raise ZeroDivisionError", "view.truth.gain_of_offer"])
def test_a_strategy_that_raises_or_peeks_is_named_and_has_no_rank(wrong, stored, mine, have_live):
    mine.write_text(
        mine.read_text().replace("summary = view.summary", f"{wrong}\n        summary = view.summary")
    )
    beside = enter.beside_the_library(BOARD, enter.own_arm(mine), LIBRARY, have_live)
    rows = rows_of(beside.worlds)
    assert rows["mine"].rank is None
    assert rows["random_offer"].rank is not None
    assert {run.about["strategy"] for run in beside.failed} == {"mine"}
    assert len(beside.failed) == len(BOARD.worlds) * BOARD.replications


def test_the_package_has_a_row_of_every_strategy_on_every_world():
    board, stored = Board.read(), StoredRows.read()
    assert stored.board == board.version
    assert [*stored.worlds] == [*board.worlds]
    for told in stored.worlds.values():
        assert set(told["equity"]) == set(names())
        assert all(len(row) == board.replications for row in told["equity"].values())


def test_the_rows_in_the_package_are_of_its_worlds():
    StoredRows.read().require_same(Board.read().lived_by({BASELINE: {}}))


@pytest.mark.slow
def test_the_rows_in_the_package_are_what_its_strategies_earn(tmp_path):
    board = Board.read().quick
    chosen = (BASELINE, ORACLE, "frequent_contact", "acquisition_retention_split", "more_service_capacity")
    now = live(board.lived_by({name: {} for name in chosen}), tmp_path, executor=Serial()).worlds
    stored = [world.only(chosen) for world in StoredRows.read().equities(board)]
    for before, lived_now in zip(stored, now, strict=True):
        assert np.array_equal(before.equity, lived_now.equity)
