"""The examples of docs/profiles_and_migration.md run, and its table of words is that of the code."""

import re
import runpy
import shlex
from pathlib import Path

from hooper.segmentation.stage_vocabularies import (
    LIFECYCLE_MANAGEMENT,
    PROSPECT_TO_EXISTING,
    PROSPECT_TO_LOYAL,
    STAGES,
    TELECOM,
)
from tests.architecture.test_examples import write_orders
from tests.command_line import hooper

DOCUMENT = (Path(__file__).parents[2] / "docs" / "profiles_and_migration.md").read_text()


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def test_the_words_for_each_stage_are_those_of_the_code():
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in DOCUMENT.splitlines()]
    told = [row for row in rows if row[0] in STAGES and len(row) == 5]
    vocabularies = (PROSPECT_TO_EXISTING, LIFECYCLE_MANAGEMENT, PROSPECT_TO_LOYAL, TELECOM)
    assert told == list(zip(STAGES, *vocabularies, strict=True))


def test_its_commands_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_orders(tmp_path / "orders.csv", ["customer_id", "date", "amount"])
    [people] = blocks("csv")
    Path("people.csv").write_text(people)
    [commands] = blocks("sh")
    for command in commands.splitlines():
        result = hooper(*shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.stderr}"
    assert Path("moves/migration_flow.png").exists()


def test_its_python_runs(tmp_path, capsys):
    for number, code in enumerate(blocks("python")):
        (tmp_path / f"{number}.py").write_text(code)
        runpy.run_path(str(tmp_path / f"{number}.py"))
    told = capsys.readouterr().out
    assert "Misplacement(misplaced=1, underrated=90.0, overrated=0.0, lost=30.0)" in told
    assert "'product': 'tea', 'segment': '1 product', 'buyers': 2" in told
