"""`hooper leaderboard` on a tiny board, and the one that comes with the package as it is printed."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hooper.cli.main import app
from hooper.strategies.catalogue import names
from hooper.study.executors.serial import Serial
from hooper.study.leaderboard.board import Board, BoardWorld
from hooper.study.leaderboard.live import live
from hooper.study.leaderboard.stored_rows import StoredRows
from tests.command_line import answer, hooper

DOCUMENT = (Path(__file__).parents[3] / "docs" / "leaderboard.md").read_text()
HEADS = ["no_intervention", "oracle_offer", "random_offer", "premium_pricing"]
WORLD = BoardWorld(
    about="small",
    scenario="retail",
    customers=200,
    pre_periods=4,
    horizon_periods=8,
    review_periods=4,
    budget_per_customer_per_year=20.0,
)
BOARD = Board(version="tiny", seed=5, replications=2, worlds={"plain": WORLD})


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    worlds = BOARD.lived_by({name: {} for name in HEADS})
    lived = live(worlds, tmp_path_factory.mktemp("board"), executor=Serial())
    return StoredRows.of(BOARD, worlds, lived.worlds)


@pytest.fixture
def tiny(rows, tmp_path, monkeypatch):
    """A tiny board in place of that of the package, and a file `mine.py` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Board, "read", lambda: BOARD)
    monkeypatch.setattr(StoredRows, "read", lambda: rows)
    hooper("new", "strategy", "mine")
    return Path("mine.py")


def board(*arguments):
    return "leaderboard", *arguments, "--workers", "1"


def test_the_row_of_ones_own_strategy_stands_beside_those_of_the_library(tiny):
    told = answer(*board(tiny, "--strategies", ",".join(HEADS)))
    assert {row["strategy"] for row in told["rows"]} == {*HEADS, "mine"}
    assert [row["strategy"] for row in told["rows"] if row["own"]] == ["mine"]
    assert [row["strategy"] for row in told["rows"] if row["rank"] is None] == ["oracle_offer"]
    assert told["complete"]
    keys = {*told, *told["rows"][0], *told["worlds"][0], *told["rows"][0]["worlds"]["plain"]}
    assert {key for key in keys if f"`{key}`" not in DOCUMENT} == set()


def test_rows_lived_anew_are_the_stored_ones(tiny):
    chosen = board("--strategies", ",".join(HEADS))
    assert answer(*chosen, "--anew")["rows"] == answer(*chosen)["rows"]


def test_a_holdout_has_the_best_of_the_library_and_hangs_on_its_seed(tiny):
    one, again, other = (answer(*board(tiny, "--holdout", seed)) for seed in (1, 1, 2))
    assert {row["strategy"] for row in one["rows"]} == {*HEADS, "mine"}
    assert one == again
    assert [row["score"] for row in one["rows"]] != [row["score"] for row in other["rows"]]


def test_a_strategy_that_raises_is_named_and_can_be_tried_again(tiny):
    tiny.write_text(tiny.read_text().replace("summary = view.summary", "summary = 1 / 0"))
    result = hooper(*board(tiny, "--strategies", ",".join(HEADS), "--json"))
    told = json.loads(result.stdout)
    assert result.exit_code == 3
    assert told["rows"][-1]["strategy"] == "mine"
    assert told["rows"][-1]["rank"] is None
    assert "strategy mine, replication 0" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "hooper leaderboard mine.py --strategies" in result.stderr
    assert "--resume" in result.stderr


def test_money_that_was_asked_for_and_not_there_is_told(tiny):
    own = board(tiny, "--strategies", "no_intervention")
    assert answer(*own)["unpaid"] == {}
    everybody_often = "np.repeat(longest_silence_first, 50)"
    tiny.write_text(tiny.read_text().replace("longest_silence_first[:count]", everybody_often))
    assert 0.0 < answer(*own)["unpaid"]["mine"] < 1.0
    assert "of the money that it asked for was not there" in hooper(*own).stdout


# What stands in the file in place of what; what is said about it.
WRONG = {
    "a typo": (("view.summary", "view.sumary ("), ["mine.py", "does not import: SyntaxError"]),
    "a review that gets too little": (
        ("view: ObservedView, budget: Budget, draws: Draws", "view: ObservedView, budget: Budget"),
        ["mine.py: `decide` of Mine is (self, view", "write `def decide(self, view, budget, draws):`"],
    ),
    "a setting that cannot be": (
        ("least_repeat_purchases: Count = 1", "least_repeat_purchases: Count = -1"),
        ["mine.py: Mine.least_repeat_purchases: -1 is below 0", "at least 0"],
    ),
    "the truth": (
        ("sees_truth: ClassVar[bool] = False", "sees_truth: ClassVar[bool] = True"),
        ["sees the truth"],
    ),
    "a name of the library": (
        ('name: ClassVar[str] = "mine"', 'name: ClassVar[str] = "random_offer"'),
        ["the library has a strategy 'random_offer' already", "change `name`"],
    ),
}


@pytest.mark.parametrize(("change", "told"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_wrong_is_refused(change, told, tiny):
    tiny.write_text(tiny.read_text().replace(*change))
    result = hooper(*board(tiny))
    assert result.exit_code == 2
    assert all(part in result.stderr for part in told), result.stderr
    assert not Path("results").exists()


def test_a_file_that_is_not_there_and_a_name_that_is_unknown(tiny):
    missing, unknown = hooper(*board("mime.py")), hooper(*board(tiny, "--strategies", "random_ofer"))
    assert (missing.exit_code, unknown.exit_code) == (2, 2)
    assert "did you mean mine.py?" in missing.stderr
    assert "random_offer" in unknown.stderr


def test_versions_that_do_not_match_are_said_with_the_remedy(tiny, rows, monkeypatch):
    versions = {**rows.versions, "numba": "0.1"}
    monkeypatch.setattr(StoredRows, "read", lambda: StoredRows(rows.board, versions, rows.worlds))
    result = hooper(*board(tiny))
    assert result.exit_code == 2
    assert "numba: were made with '0.1'" in result.stderr
    assert "--anew" in result.stderr


def test_the_board_of_the_package_fits_eighty_columns():
    told = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["leaderboard", "--quiet"]).stdout.splitlines()
    assert max(map(len, told)) <= 80
    assert len([line for line in told if re.match(r"^ (-|\d+) ", line)]) == len(names())


def test_the_worlds_are_listed_and_explained():
    assert [entry["name"] for entry in answer("list", "worlds")["worlds"]] == [*Board.read().worlds]
    explained = hooper("explain", "crowded").stdout
    assert "[loyalty]" in explained
    assert re.search(r"competition +0\.9", explained)
