"""What docs/arms_and_effects.md tells a reader to type works."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.strategies.true_state import TrueState
from tests.command_line import answer, hooper

DOCUMENT = (Path(__file__).parents[2] / "docs" / "arms_and_effects.md").read_text()


def block(kind):
    [text] = re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return text


@pytest.mark.slow
def test_its_study_runs_with_the_file_that_the_command_writes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("study.toml").write_text(block("toml").replace("replications = 4", "replications = 2"))
    assert hooper("new", "strategy", "letters").exit_code == 0
    told = answer(*block("sh").split()[1:], "--workers", 1)
    arms = {"few_by_lot", "many_by_lot", "letters", "oracle_offer"}
    assert {row["strategy"] for row in told["ranking"]} == {"no_intervention", *arms}
    assert {each["strategy"] for each in told["for_whom"]} == arms
    regret = {row["strategy"]: row["regret"] for row in told["ranking"]}
    assert regret["oracle_offer"] == 0.0 < regret["few_by_lot"]
    assert "oracle_offer (sees the truth)" in Path("results/tables/for_whom.csv").read_text()


def test_its_code_tells_of_everybody_stages_and_segments(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("asked.py").write_text(block("python"))
    runpy.run_path("asked.py")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["everybody", *["stage"] * 5, *["segment"] * 4]


def test_it_names_all_that_an_oracle_sees():
    assert all(f"`{name}`" in DOCUMENT for name in TrueState.__dataclass_fields__)
