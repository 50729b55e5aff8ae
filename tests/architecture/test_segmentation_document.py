"""What docs/segmentation.md says of schemes and their settings is so, and its commands and its Python run."""

import re
import shlex
from pathlib import Path

import pytest

from hooper.engine.plan import RunPlan
from hooper.scenario import presets
from hooper.segmentation import catalogue
from hooper.strategies.no_intervention import NoIntervention
from hooper.study.run_task import RunTask
from hooper.study.scheme_scoring import score_schemes
from tests.command_line import answer, hooper

PAGE = (Path(__file__).parents[2] / "docs" / "segmentation.md").read_text(encoding="utf-8")


def rows_of(table):
    """Return the cells of the rows of the table whose head has this word in its first cell."""
    [lines] = re.findall(rf"^\| {table} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, flags=re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in lines.splitlines()]


def test_every_scheme_is_in_the_table_with_what_it_needs():
    told = {name.strip("`"): needs for name, _, needs in rows_of("scheme")}
    assert told == {scheme.name: scheme.needs for scheme in catalogue.SCHEMES}


def test_the_settings_have_the_defaults_that_are_told():
    for name, default, schemes, _ in rows_of("setting"):
        named = re.findall(r"`(\w+)`", schemes)
        if schemes.startswith("all but"):
            named = {"abc", "pareto", "customer_pyramid", "management_classes", "mvc_mgc_bz", "value_tiers"}
        for scheme in named:
            assert getattr(catalogue.get(scheme).settings(), name.strip("`")) == float(default)


@pytest.mark.parametrize(
    "command", [line for line in re.findall(r"^hooper .*$", PAGE, flags=re.MULTILINE) if line]
)
def test_the_commands_run(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = hooper(*shlex.split(command)[1:])
    assert result.exit_code == 0, result.stderr


def test_the_python_runs_and_prints_what_is_told(capsys):
    for code in re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL):
        exec(compile(code, "docs/segmentation.md", "exec"), {})  # noqa: S102
    told = re.findall(r"^print\(.*\)  # (.*)$", PAGE, flags=re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == told


def test_the_figures_of_cdnow_are_those_that_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    top = answer("segment", "example:cdnow", "--scheme", "pareto")["indices"]["share_of_profit_of_top"]
    sure = answer("segment", "example:cdnow", "--scheme", "value_tiers")["indices"]["share_of_sure_tiers"]
    assert (f"{top:.0%}", f"{sure:.0%}") == ("67%", "56%")


@pytest.mark.slow
def test_the_scores_against_the_truth_are_those_that_are_told():
    world = presets.load("loyalty_card", ["founders.customers=4000"])
    plan = RunPlan(key=(1, 0), periods=48, branch_period=24)
    found = score_schemes(RunTask(world, NoIntervention(), plan, counted_at_days=0.0), futures=8)
    told = {name.strip("`"): cells for name, *cells in rows_of("true")}
    assert told == {score.scheme: [str(score.segments), *figures_of(score)] for score in found.scored}
    assert list(found.refused) == ["firmographic"]


def figures_of(score):
    agreements = (score.agreement_with_value, score.agreement_with_stages)
    return [f"{figure:.3f}" for figure in (score.explained_share, score.ranks.normalised_gini, *agreements)]
