"""What docs/loyalty_schemes.md says of the schemes is so, its Python runs, and its figures are found."""

import re
import runpy
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from hooper.comparison.rank_correlation import rank_correlation
from hooper.economics.loyalty_indicators import loyalty_indicators
from hooper.engine.simulate import simulate
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.emotional_loyalty_classes import EmotionalLoyaltySettings, emotional_loyalty_index
from hooper.segmentation.loyalty_index import LoyaltyWeights, loyalty_index
from hooper.segmentation.observed_loyalty_indicators import (
    IndicatorColumns,
    composite,
    observed_indicators,
)
from tests.small_worlds import default_world

DOCUMENT = (Path(__file__).parents[2] / "docs" / "loyalty_schemes.md").read_text()
SCHEMES = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", DOCUMENT, re.MULTILINE))
FIGURES = {
    name: [float(figure) for figure in figures.split("|")]
    for name, figures in re.findall(
        r"^\| ([\w, ]+) \| (\.\d\d \| \.\d\d \| \.\d\d) \|$", DOCUMENT, re.MULTILINE
    )
}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_of_the_document_is_there(name):
    assert catalogue.get(name).name == name


def test_its_python_runs_and_its_figures_of_cdnow_are_found(tmp_path, capsys):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
    (tmp_path / "divided.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "divided.py"))
    assert "'A high loyalty, high value': 962" in capsys.readouterr().out
    assert set(told["drawn"]) == {"lv_quadrant", "lv_cube", "key_account_matrix"}
    shares = {profile.label[0]: round(profile.share, 3) for profile in told["octants"].profiles}
    assert f"{shares['A']:.1%}, {shares['H']:.1%}".replace("%", " %") == "35.5 %, 35.0 %"
    assert "35.5 % are in A and 35.0 % in H" in DOCUMENT


def test_its_rank_correlations_are_those_that_are_found():
    world = default_world(1_500, surveys={"sample_share": 1.0, "answer": 0.5})
    history = simulate(world, 27, seed=4).history
    told = CustomerRecords(
        CustomerRecords.of(history.observed).summary, history.observed, period_days=world.period_days
    )
    indices = {
        "transactional loyalty": loyalty_index(told, LoyaltyWeights()),
        "seven indicators, as far as they are seen": composite(observed_indicators(told, IndicatorColumns())),
        "emotional loyalty": emotional_loyalty_index(told, EmotionalLoyaltySettings()),
    }
    felt = history.truth.snapshots
    there = felt.filter(pa.array(felt["period"].to_numpy() == 26))
    true = loyalty_indicators(history, world.loyalty, world.defection, world.period_days).composite
    feelings = (there["satisfaction"].to_numpy(), there["emotional_loyalty"].to_numpy(), true)
    place = np.searchsorted(told.customer_id, there["customer_id"].to_numpy())
    assert set(FIGURES) == set(indices)
    for name, index in indices.items():
        seen = index[place]
        known = np.isfinite(seen)
        found = [rank_correlation(seen[known], feeling[known]) for feeling in feelings]
        assert found == pytest.approx(FIGURES[name], abs=0.006), name
