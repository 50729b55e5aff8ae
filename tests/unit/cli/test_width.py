"""Tables fit eighty columns wherever they are printed; text is filled on a terminal alone (`test_talk`)."""

import re

import pytest
from typer.testing import CliRunner

from hooper.cli.catalogues import KINDS
from hooper.cli.main import app

COLUMNS = 80
EQUATION = "    "
IN_COLUMNS = re.compile(r"\S  +\S|─{3}|-{3}")  # a row of a table, or the rule under its titles
STUDY = """
name = "narrow"
question = "Does it fit?"
seed = 1
replications = 2
pre_periods = 8
horizon_periods = 8
review_periods = 4
world = { scenario = "retail", customers = 300 }
parameter_draws = { draws = 2, customers = 300 }
scoring = { futures = 0 }
[strategies]
no_intervention = {}
more_service_capacity = {}
mass_discount = {}
"""


def printed(*arguments):
    runner = CliRunner(env={"COLUMNS": str(COLUMNS), "TERM": "dumb"})
    words = [str(each) for each in arguments]
    result = runner.invoke(app, words, catch_exceptions=False, prog_name="hooper")
    assert result.exit_code in (0, 1), result.stderr
    return result.stdout


def too_wide(text):
    rows = [line for line in text.splitlines() if IN_COLUMNS.search(line.strip())]
    return [row for row in rows if len(row) > COLUMNS and not row.startswith(EQUATION)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_fits(kind):
    assert too_wide(printed("list", kind)) == []


@pytest.mark.parametrize(
    "name",
    ["bg_nbd", "risk_targeted_offer", "rfm", "purchase", "geometric_tenure", "retail", "pareto_of_profit"],
)
def test_every_kind_of_explanation_fits(name):
    if any(entry.name == name for kind in KINDS.values() for entry in kind()):
        assert too_wide(printed("explain", name)) == []


@pytest.mark.parametrize(
    "command",
    [
        "verify geometric_tenure",
        "simulate retail --customers 300 --periods 20",
        "simulate retail --customers 300 --periods 20 --follow 0",
        "new strategy a_letter",
        "new experiment an_experiment",
    ],
)
def test_what_needs_no_log_fits(command):
    assert too_wide(printed(*command.split())) == []


@pytest.mark.parametrize(
    "command",
    [
        "fit LOG --model bg_nbd",
        "segment LOG --scheme rfm",
        "segment LOG --scheme rfm --compare abc",
        "value LOG",
        "warn LOG --model recency_alone",
        "migrate LOG --scheme abc --every 180",
        "screen LOG --scheme rfm",
    ],
)
def test_what_is_told_of_a_log_fits(command, shop):
    assert too_wide(printed(*command.replace("LOG", shop).split())) == []


def test_the_ranking_of_a_study_fits(tmp_path):
    (tmp_path / "study.toml").write_text(STUDY)
    assert too_wide(printed("compare", "study.toml", "--dry-run", "--workers", 1)) == []
    told = printed("compare", "study.toml", "--workers", 1, "--quiet")
    assert too_wide(told) == []
    assert "more service capacity" in " ".join(told.split())


@pytest.mark.parametrize("command", [None, "compare", "simulate", "segment", "new", "list"])
def test_the_help_fits(command):
    assert too_wide(printed(*([command] if command else []), "--help")) == []
