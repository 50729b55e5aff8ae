"""What `docs/leaderboard.md` says of the worlds, the board and one's own strategy is so."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from hooper.cli.main import app
from hooper.cli.new import strategy_source
from hooper.study.executors.serial import Serial
from hooper.study.leaderboard.board import BASELINE, Board, BoardWorld
from hooper.study.leaderboard.enter import own_arm
from hooper.study.leaderboard.live import live
from tests.command_line import hooper

DOCUMENT = (Path(__file__).parents[2] / "docs" / "leaderboard.md").read_text()
KNOWN = "        known = np.flatnonzero(summary.frequency >= self.least_repeat_purchases)\n"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, flags=re.MULTILINE | re.DOTALL)


def test_the_worlds_are_those_of_the_board():
    rows = re.findall(
        r"^\| `(\w+)` \| `(\w+)` \| .* \| ([\d,]+) \| (\d+) \+ (\d+) .* \| ([\d.]+) \|$", DOCUMENT, re.M
    )
    assert rows == [
        (
            name,
            world.scenario,
            f"{world.customers:,}",
            str(world.pre_periods),
            str(world.horizon_periods),
            f"{world.budget_per_customer_per_year:.2f}",
        )
        for name, world in Board.read().worlds.items()
    ]
    assert f"seed {Board.read().seed}" in DOCUMENT


def test_the_board_is_as_it_is_printed():
    [printed] = blocks("text")
    told = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["leaderboard", "--quiet"]).stdout
    assert [line for line in printed.splitlines() if line.strip() != "..."] == [
        line for line in told.splitlines() if line in printed.splitlines()
    ]


def test_every_option_of_the_document_is_one_of_the_command():
    told = hooper("leaderboard", "--help").stdout
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    options = {part for line in commands for part in shlex.split(line) if part.startswith("--")}
    assert options | set(re.findall(r"`(--[a-z]+)", DOCUMENT)) <= set(re.findall(r"--[a-z]+", told))


def test_the_change_of_the_document_makes_a_strategy_that_runs(tmp_path):
    [change] = blocks("python")
    file = tmp_path / "mine.py"
    file.write_text(strategy_source("mine").replace(KNOWN, change))
    assert change in file.read_text()
    world = BoardWorld(
        about="small",
        scenario="retail",
        customers=200,
        pre_periods=16,
        horizon_periods=8,
        review_periods=4,
        budget_per_customer_per_year=20.0,
    )
    board = Board(version="tiny", seed=5, replications=1, worlds={"plain": world})
    lived = live(board.lived_by({BASELINE: {}, **own_arm(file)}), tmp_path / "out", executor=Serial())
    assert lived.failed == ()
    assert lived.worlds[0].equity[0] != lived.worlds[0].equity[1]
