"""The Python of docs/indices.md runs, and its figures are those that it gives."""

import re
import runpy
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from hooper.comparison.rank_correlation import rank_correlation
from hooper.economics.engagement import Engagement
from hooper.economics.relationship_quality import RelationshipQuality
from tests.unit.economics.surveyed_world import surveyed_world

DOCUMENT = (Path(__file__).parents[2] / "docs" / "indices.md").read_text()
FIGURES = re.findall(r"^\| `?([\w ]+)`? \| (\.\d\d) \| (\.\d\d) \|$", DOCUMENT, re.MULTILINE)


@cache
def signs():
    activity, felt = surveyed_world()
    quality, engagement = RelationshipQuality.of(activity), Engagement.of(activity)
    told = {name: getattr(quality, name) for name in (*quality.__dataclass_fields__, "trust")}
    of_indices = {
        "index of relationship quality": quality.index,
        "index of engagement": engagement.index,
    }
    place = np.searchsorted(quality.customer_id, felt["customer_id"].to_numpy())
    return {name: values[place] for name, values in (told | of_indices).items()}, felt


@pytest.mark.parametrize(("name", "satisfaction", "bond"), FIGURES)
def test_its_rank_correlations_are_those_that_are_found(name, satisfaction, bond):
    told, felt = signs()
    known = np.isfinite(told[name])
    for feeling, figure in (("satisfaction", satisfaction), ("emotional_loyalty", bond)):
        found = rank_correlation(told[name][known], felt[feeling].to_numpy()[known])
        assert found == pytest.approx(float(figure), abs=0.006)


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "asked.py").write_text(code)
    runpy.run_path(str(tmp_path / "asked.py"))
    assert capsys.readouterr().out.count("'index'") == 4
    assert len(FIGURES) == 7
