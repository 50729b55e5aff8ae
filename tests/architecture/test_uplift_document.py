"""What docs/uplift.md tells a reader to type works, and it names every learner."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.targeting import learners
from tests.command_line import hooper

DOCUMENT = (Path(__file__).parents[2] / "docs" / "uplift.md").read_text()


def block(kind):
    [text] = re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return text


def test_every_learner_is_told():
    assert re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE) == sorted(
        learners.names(), key=["plain_t_learner", "t_learner", "s_learner", "response_model"].index
    )


def test_its_commands_run_on_a_smaller_shop_and_tell_what_it_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    simulate, uplift = block("sh").replace("20000", "1500").splitlines()
    assert hooper(*simulate.split()[1:]).exit_code == 0
    result = hooper(*uplift.split()[1:])
    assert result.exit_code == 0, result.stderr
    shown = [line.split() for line in re.findall(r"^     score .*$", DOCUMENT, re.MULTILINE)]
    assert shown[0] in [line.split() for line in result.stdout.splitlines()]
    assert Path("trial-uplift.csv").exists()


@pytest.mark.slow
def test_its_code_runs_in_its_world_and_where_deals_are_liked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code = block("python").replace("customers=2000", "customers=900").replace("futures=8", "futures=2")
    with_trait = code.replace('customers=900"', f"customers=900\", '{block('toml').strip()}'")
    assert with_trait != code
    for asked in (code, with_trait):
        Path("asked.py").write_text(asked)
        assert sum(runpy.run_path("asked.py")["found"].kinds.values()) == pytest.approx(1.0)
        assert "true_effect" in capsys.readouterr().out
