"""The Python of docs/stages_seen.md runs, and its figures are those that are found."""

import re
import runpy
from functools import partial
from pathlib import Path

import pytest

from hooper.evidence.facts import stages_show_in_orders as contest
from hooper.evidence.facts.fact import Sample
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.segmentation import stage_rule
from hooper.study.stage_scoring import score_decline, score_stages

DOCUMENT = (Path(__file__).parents[2] / "docs" / "stages_seen.md").read_text()
SEED = 1
END_DAYS = contest.MONTHS * DAYS_PER_MONTH


def test_its_python_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "told.py").write_text(code)
    runpy.run_path(str(tmp_path / "told.py"))
    rule, classifier = (line.split()[-4:] for line in capsys.readouterr().out.splitlines())
    assert float(classifier[0]) > float(rule[0]) > float(rule[1])


def rows_of(world):
    """Return the figures of the rows of a world, by scheme."""
    found, here = {}, False
    for line in DOCUMENT.splitlines():
        name, scheme, *figures = [cell.strip() for cell in line.strip("|").split("|")] + ["", ""]
        here = name == world if name else here
        if here and line.startswith("|"):
            found[scheme] = [float(each) for cell in figures for each in cell.split("/") if each.strip()]
    return found


@pytest.mark.slow
def test_its_figures_of_retail_are_those_that_are_found():
    sample = Sample(contest.FACT.full, SEED)
    scenario = contest.worlds_to_tell(sample)["retail"]
    history = contest.live(scenario, SEED + 1)
    taught, _ = contest.taught(sample)
    schemes = {
        "rule": partial(stage_rule.stage_of, settings=stage_rule.StageRuleSettings()),
        "classifier": partial(taught.stage_of, settings=contest.features_of(scenario)),
    }
    every_month = [month * DAYS_PER_MONTH for month in range(6, contest.MONTHS + 1)]
    rows = rows_of("`retail`")
    for name, scheme in schemes.items():
        scores = score_stages(scheme, history, END_DAYS, scenario.period_days)
        late = score_decline(scheme, history, every_month, scenario.period_days)
        everybody, there = scores.everybody, scores.still_there
        told = 1.0 - late.delay.at([3.01 * DAYS_PER_MONTH, 6.01 * DAYS_PER_MONTH])
        found = [
            *(everybody.accuracy, everybody.balanced_accuracy, everybody.adjusted_rand_index),
            *(there.accuracy, there.adjusted_rand_index, *told),
            *(late.delay.median / DAYS_PER_MONTH, late.false_alarms, late.foretold),
        ]
        assert rows[name] == pytest.approx(found, abs=0.006)
        assert rows["largest class"][0] == pytest.approx(everybody.largest_class, abs=0.001)
