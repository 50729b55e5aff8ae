"""What docs/early_warning.md says of warnings, settings and figures is so, and its Python runs."""

import re
import runpy
from pathlib import Path

import numpy as np
import pytest

import hooper
from hooper.comparison.rank_correlation import rank_correlation
from hooper.comparison.warning_scores import score_warnings
from hooper.comparison.warning_trial import try_warning
from hooper.foundation.decisions import CREDIT_GRADE
from hooper.foundation.random_words import customer_words, uniforms
from hooper.mechanisms.credit_grades import GRADES
from hooper.targeting import catalogue
from hooper.targeting.customer_months import customer_months
from hooper.targeting.payment_record import PaymentTerms
from hooper.targeting.warning_settings import WarningSettings
from tests.architecture.settings_listed import listed, settings_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "early_warning.md").read_text()
SECTIONS = {"## What is warned of": WarningSettings, "## The risk that nothing is paid": PaymentTerms}
SCORES = ("lift_in_top_tenth", "brier_score", "area_under_curve", "calibration_slope")


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_listed_with_its_default(heading):
    assert listed(DOCUMENT, heading) == settings_of(SECTIONS[heading])


def test_every_warning_is_listed_in_the_order_of_the_catalogue():
    assert tuple(name for name, _ in listed(DOCUMENT, "## The warnings")) == catalogue.names()


def scored(title):
    """Yield the scores of each warning in the table whose title begins with these words."""
    [table] = [part for part in DOCUMENT.split("\n\n") if part.startswith(f"| `{title}`")]
    for name, *figures in re.findall(r"^\| `(\w+)` \|(.*)\|(.*)\|(.*)\|(.*)\|$", table, re.MULTILINE):
        yield name, {score: float(told) for score, told in zip(SCORES, figures, strict=True) if told.strip()}


def is_as_told(title, months):
    rows = dict(scored(title))
    for name, told in rows.items():
        found = try_warning(catalogue.get(name), months).scores.as_dict()
        assert {score: found[score] for score in told} == pytest.approx(told, abs=0.006), name
    return set(rows)


def test_its_scores_on_the_log_of_cdnow_are_those_that_are_found():
    log, _ = hooper.read_log("example:cdnow-master")
    assert is_as_told("example:cdnow-master", customer_months(log, WarningSettings())) < set(
        catalogue.names()
    )


@pytest.mark.slow
def test_its_scores_in_the_default_world_are_those_that_are_found():
    world = hooper.scenarios.load("default", ["founders.customers=10000"])
    observed = hooper.simulate(world, 42, seed=1).history.observed
    months = customer_months(observed, WarningSettings(period_days=world.period_days))
    assert is_as_told("default", months) == set(catalogue.names())


def test_its_python_runs_and_the_risks_of_default_are_near_those_that_the_world_knows(tmp_path, capsys):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
    (tmp_path / "asked.py").write_text(code)
    told = runpy.run_path(str(tmp_path / "asked.py"))
    assert capsys.readouterr().out.count("ok") == 2
    later, credit = told["later"], told["world"].credit
    drawn = uniforms(customer_words((2, 0), later.customer_id, 0, CREDIT_GRADE)[0])
    grade = np.searchsorted(np.cumsum(credit.grade_shares)[:-1], drawn, side="right")
    true = np.array([credit.terms(each).default_probability for each in GRADES])[grade]
    assert rank_correlation(told["risk"], true) == pytest.approx(0.93, abs=0.006)
    assert score_warnings(told["risk"], later.is_lost).area_under_curve == pytest.approx(0.780, abs=0.002)
    assert score_warnings(true, later.is_lost).area_under_curve == pytest.approx(0.786, abs=0.002)
