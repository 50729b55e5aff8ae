"""What docs/whom_to_treat.md says of strategies and of the view is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import pytest

from hooper.strategies import catalogue
from hooper.strategies.estimates import Estimates
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import RemembersReviews

DOCUMENT = (Path(__file__).parents[2] / "docs" / "whom_to_treat.md").read_text()
TABLES = re.split(r"\n\n", DOCUMENT)
[OF_STRATEGIES] = [table for table in TABLES if table.startswith("| strategy |")]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in OF_STRATEGIES.splitlines()[2:]]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_who_learns_and_who_fits_models_is_as_the_table_says(row):
    name, _, _, learns, fits = row
    strategy = catalogue.get(name.strip("`"))
    assert issubclass(strategy, RemembersReviews) == bool(learns)
    assert strategy.fits_models == (fits == "yes")


def test_what_it_says_of_the_view_is_there():
    of_view = set(re.findall(r"`view\.(\w+)[`(.]", DOCUMENT)) - {"estimates"}
    of_estimates = set(re.findall(r"`view\.estimates\.(\w+)\(", DOCUMENT))
    known = set(dir(ObservedView)) | set(ObservedView.__dataclass_fields__)
    assert of_view <= known
    assert of_estimates <= set(dir(Estimates))


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "lived.py").write_text(code)
    runpy.run_path(str(tmp_path / "lived.py"))
    assert re.fullmatch(r"\d+ offers, \d+ cards, \d+ letters\n", capsys.readouterr().out)
