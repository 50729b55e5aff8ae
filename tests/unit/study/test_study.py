"""A study file is read whole or refused with every fault."""

from pathlib import Path

import pytest

from hooper.foundation.errors import InputError
from hooper.study.compare import compare
from hooper.study.study import Study

STUDY = Path("experiments/which_retention_strategy/study.toml")


def test_the_experiment_reads_with_its_five_strategies():
    study = Study.read(STUDY)
    assert list(study.chosen) == [
        "no_intervention",
        "mass_discount",
        "risk_targeted_offer",
        "more_service_capacity",
        "loyalty_programme",
    ]
    assert (study.replications, study.pre_periods, study.horizon_periods) == (20, 52, 104)


def test_all_faults_come_at_once_with_line_key_value_and_remedy(tmp_path):
    text = STUDY.read_text()
    text = text.replace("per_customer_per_year = 0.50", "per_customer_per_year = -1.0")
    text = text.replace("[strategies.mass_discount]", "[strategies.mas_discount]")
    text = text.replace("deepest = 0.20", "")
    text = text.replace("replications = 20", 'replications = "many"')
    path = tmp_path / "study.toml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        Study.read(path)
    told = str(caught.value)
    assert "mass_discount" in told
    assert "budget.per_customer_per_year" in told
    assert "-1.0" in told
    assert "replications" in told
    assert f"{path}:" in told
    assert len(caught.value.faults) == 3


def test_a_baseline_that_is_not_run_is_refused_before_anything_is_written(tmp_path):
    study = Study.read(STUDY, ("baseline=do_nothing",))
    with pytest.raises(InputError, match="do_nothing"):
        compare(study, STUDY.parent, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("day", ["1996-01-01", "2001-01-01"])
def test_a_calibration_end_outside_the_log_is_refused(tmp_path, day):
    study = Study.read(STUDY, (f"world.calibration_end={day}",))
    with pytest.raises(InputError, match="outside the log"):
        compare(study, STUDY.parent, tmp_path / "out")
    assert not (tmp_path / "out").exists()
