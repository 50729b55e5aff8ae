"""The paper says what its results say, and is not built where they deny it."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest
import typst

from hooper.study.study import Study
from scripts.paper_results.strategies import half_apart

ROOT = Path(__file__).parents[2]
STUDIES = sorted((ROOT / "paper" / "studies").glob("*.toml"))


def built(root):
    return typst.compile(str(root / "paper" / "paper.typ"), root=str(root))


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(ROOT / "paper", tmp_path / "paper")
    for part in ("docs/odd.md", "benchmarks/peers/results/peers.json"):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, tmp_path / part)
    return tmp_path


def change(table, **of_row):
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = of_row.pop("changed")
    for row in rows:
        if all(row[name] == value for name, value in of_row.items()):
            row.update(changed)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.stem)
def test_a_study_of_the_paper_is_sound(study):
    assert Study.read(study).name == study.stem


def test_the_paper_is_built_from_what_is_stored(copied):
    assert built(copied).startswith(b"%PDF")


def test_a_paper_that_its_results_deny_is_not_built(copied):
    leads = copied / "paper" / "results" / "leads.csv"
    change(leads, world="contract", level="0.5", changed={"best": "mass_marketing"})
    with pytest.raises(typst.TypstError, match="the results do not support: service leads with contracts"):
        built(copied)


def test_half_an_interval_of_independent_worlds_is_that_of_two_samples():
    own, other = np.array([1.0, 2.0, 3.0]), np.array([4.0, 6.0, 8.0])
    # Variances 1 and 4, three replications each, and 2.776 for t with four degrees of freedom.
    assert half_apart(own, other) == pytest.approx(2.7764 * np.sqrt(5.0 / 3.0), rel=1e-4)
