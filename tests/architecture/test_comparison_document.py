"""What docs/comparison.md says of keys and of false wins is so, and its Python runs."""

import json
import re
import runpy
from pathlib import Path

import pytest

from hooper.comparison.beside_the_gain import BesideTheGain
from hooper.comparison.break_even import BreakEven
from hooper.comparison.lever_break_even import LeverBreakEven
from hooper.comparison.paired_differences import PairedDifference
from tests.long.false_wins import STORED

DOCUMENT = (Path(__file__).parents[2] / "docs" / "comparison.md").read_text()
PROCEDURES = {
    "one strategy wins (t)": "wins_by_t",
    "one strategy differs (t)": "differences_by_t",
    "one strategy differs (bootstrap)": "differences_by_bootstrap",
    "any of three differs (Holm)": "any_by_holm",
    "any of three differs (all at once)": "any_at_once",
}


def test_every_key_of_a_row_is_told_of():
    keys = BesideTheGain().record().keys() - {"break_even_low", "break_even_high"}
    assert {key for key in keys if f"`{key}`" not in DOCUMENT} == set()
    of_lever = LeverBreakEven("care", "offer", 1.0, 1.0, BreakEven()).record().keys() - {"strategy", "lever"}
    assert {key for key in of_lever if f"`{key}`" not in DOCUMENT} == set()
    assert {"low", "high", "p_value", "variance_reduction"} <= set(PairedDifference.__dataclass_fields__)


def found(procedure):
    [row] = re.findall(rf"^\| {re.escape(procedure)} \|.*\| ([\d.]+) % \|$", DOCUMENT, re.MULTILINE)
    return float(row) / 100.0


def test_the_rates_of_false_wins_are_those_that_were_found():
    record = json.loads(STORED.read_text())
    for procedure, name in PROCEDURES.items():
        assert found(procedure) == pytest.approx(record[name] / record["studies"], abs=0.0005), procedure
    wrong = record["wrong_selections"] / record["selections"]
    assert found("the selection is wrong, the best ahead by the zone") == pytest.approx(wrong, abs=0.0005)


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "compared.py").write_text(code)
    runpy.run_path(str(tmp_path / "compared.py"))
    best, wanted = capsys.readouterr().out.split()
    assert best == "care"
    assert int(wanted) >= 20
