"""What docs/histories.md says of the tables is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.history.tables import SCHEMAS, side_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "histories.md").read_text()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_is_listed_on_its_side_with_all_its_columns_in_order(name):
    [side] = [part for part in DOCUMENT.split("\n\n") if part.startswith(f"| {side_of(name)} |")]
    [columns] = re.findall(rf"^\| `{name}` \|.*\| (.*) \|$", side, re.MULTILINE)
    assert re.findall(r"`(\w+)`", columns) == SCHEMAS[name].names


def test_its_python_runs_and_tells_answers_and_indicators(tmp_path, capsys):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert capsys.readouterr().out.count("customer_id") == 3
    indicators = re.findall(r"^\| `(\w+)` \| (?:for|against) \|", DOCUMENT, re.MULTILINE)
    assert sorted(indicators) == sorted(
        set(told["found"].table().column_names) - {"customer_id", "composite"}
    )
