"""A small sensitivity analysis is carried out whole; what cannot matter does not, and it resumes."""

import shutil
from pathlib import Path

import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.scenario import presets
from hooper.scenario.assumptions import assumed_parameters, with_values
from hooper.study.calibrated_world import CalibratedWorld
from hooper.study.results import RealLog
from hooper.study.sensitivity import sensitivity
from hooper.study.study import Study
from hooper.study.varied_parameters import varied_parameters
from hooper.study.varied_world import as_calibrated

MATTERS, OTHER_ARM = "purchase.discount_elasticity", "levers.enrolment_cost"


def study(**settings) -> Study:
    return Study.model_validate(
        {
            "name": "small",
            "question": "What matters?",
            "seed": 11,
            "pre_periods": 8,
            "horizon_periods": 14,
            "review_periods": 7,
            "world": {"scenario": "retail", "customers": 600},
            "budget": {"per_customer_per_year": 3.0},
            "strategies": {"no_intervention": {}, "mass_discount": {}},
            "sensitivity": {"points": 2, "customers": 300, "grid": 2} | settings,
        }
    )


@pytest.fixture(scope="module")
def off():
    """Two assumptions of laws that do not act in the retail world."""
    world = presets.load("retail")
    idle = [own.key for own in assumed_parameters(world) if own.key.partition(".")[0] in world.laws_off]
    return tuple(idle[:2])


@pytest.fixture(scope="module")
def done(off, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    return sensitivity(study(), Path(), out, (MATTERS, *off), workers=1), out


def test_parameters_of_laws_that_are_off_have_no_effect_at_all(done, off):
    rows = {row.parameter: row for row in done[0].rows}
    assert rows[MATTERS].indices.mu_star > 0.0
    assert done[0].rows[0].parameter == MATTERS
    for key in off:
        own = rows[key].indices
        assert (own.mu, own.mu_star, own.mu_star_high, own.sigma) == (0.0, 0.0, 0.0, 0.0)
        assert rows[key].gain == rows[key].gain_at_low == rows[key].gain_at_high
        assert rows[key].rank_changes == 0.0


def test_gains_are_over_the_baseline_and_for_a_world_of_the_size_of_the_study(done, tmp_path, off):
    found = done[0]
    assert found.gains.strategies == ("no_intervention", "mass_discount")
    assert not found.gains.designed[:, 0].any()
    twice = study().model_copy(update={"world": study().world.model_copy(update={"customers": 1200})})
    again = sensitivity(twice, Path(), done[1], (MATTERS, *off), workers=1)
    assert again.gains.designed == pytest.approx(2.0 * found.gains.designed)


def test_the_grid_is_over_the_two_strongest_and_holds_the_gains_of_its_corners(done):
    found = done[0]
    assert found.grid.first.key == MATTERS
    assert found.grid.gains.shape == (2, 2, 2)
    row = found.rows[0]
    assert found.grid.gains[0, :, 1].tolist() == [row.gain_at_low, row.gain_at_high]


def test_it_goes_on_where_it_was_interrupted_and_runs_nothing_twice(done, off, monkeypatch):
    found, out = done
    runs = sorted((out / "points").iterdir())
    for folder in runs[::2]:
        shutil.rmtree(folder)
    again = sensitivity(study(), Path(), out, (MATTERS, *off), workers=1)
    assert again.rows == found.rows
    assert sorted((out / "points").iterdir()) == runs

    def refuse(tasks):
        raise AssertionError(f"{len(tasks)} stored runs were run again")

    monkeypatch.setattr("hooper.study.gains_at_points.run_equities", refuse)
    assert sensitivity(study(), Path(), out, (MATTERS, *off), workers=1).rows == found.rows


def test_replications_are_averaged_and_tell_the_error_of_chance(tmp_path):
    given = study(replications=2, grid=0)
    found = sensitivity(given, Path(), tmp_path, (MATTERS,), workers=1)
    assert found.grid is None
    offer = next(row for row in found.over_design if row.strategy == "mass_discount")
    assert offer.chance_error is not None
    assert offer.chance_error > 0.0
    assert offer.draws == len(found.gains.designed)


@pytest.mark.slow
def test_variance_is_shared_between_two_arms_parameters_and_workers_change_nothing(tmp_path):
    """Discounts hang on their elasticity alone, and the programme on what it costs to enrol."""
    given = study(method="sobol", points=8, grid=0)
    arms = {"no_intervention": {}, "mass_discount": {}, "loyalty_programme": {}}
    given = Study.model_validate(given.model_dump() | {"strategies": arms})
    keys = (MATTERS, OTHER_ARM)
    found = sensitivity(given, Path(), tmp_path / "one", keys, workers=1)
    totals = {(row.parameter, row.strategy): row.indices.strength for row in found.rows}
    assert totals[OTHER_ARM, "mass_discount"] == totals[MATTERS, "loyalty_programme"] == 0.0
    assert min(totals[MATTERS, "mass_discount"], totals[OTHER_ARM, "loyalty_programme"]) > 0.5
    assert sensitivity(given, Path(), tmp_path / "two", keys, workers=2).rows == found.rows


def test_all_assumptions_in_use_are_varied_unless_the_study_names_some():
    world = presets.load("retail")
    usual = varied_parameters(world, study().sensitivity, ())
    assert {own.key.partition(".")[0] for own in usual}.isdisjoint(world.laws_off)
    assert 20 < len(usual) < len(assumed_parameters(world))
    named = study(
        parameters={"economics": {"margin": {"low": 0.25}}, "buyer": {"spend_p": {"low": 2.0, "high": 9.0}}}
    )
    first, second = varied_parameters(world, named.sensitivity, ())
    assert (first.key, first.low, first.high) == ("economics.margin", 0.25, 0.4)
    assert (second.key, second.low, second.high) == ("buyer.spend_p", 2.0, 9.0)
    [asked] = varied_parameters(world, named.sensitivity, ("economics.margin",))
    assert asked == first


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_can_be_varied_over_all_that_it_assumes(name):
    assert varied_parameters(presets.load(name), study().sensitivity, ())


def test_what_a_log_decides_stays_in_all_worlds_that_are_calibrated_to_it():
    observed, cleaning = read_log("example:cdnow")
    summary = summarise(observed, 272.0)
    fits = bg_nbd.fit(summary), gamma_gamma.fit(summary)
    template = presets.load("retail")
    factors = {"rate": 1.2, "months_at_risk_per_order": 3.0, "stage_steepness": 0.5}
    calibrated = CalibratedWorld(template, *fits, factors, 0.0, 1)
    log = RealLog("example:cdnow", observed, cleaning, 272.0, cleaning.last_date)
    make = as_calibrated(template, log, calibrated)
    own, other = make({}), make({"economics.margin": 0.25, "defection.months_at_risk_per_order": 9.0})
    assert other == with_values(own, {"economics.margin": 0.25})
    assert other.defection.months_at_risk_per_order == 3.0


def test_a_study_of_the_baseline_alone_is_refused(tmp_path):
    given = study()
    alone = given.model_copy(update={"strategies": {"no_intervention": given.strategies["no_intervention"]}})
    with pytest.raises(InputError, match="beside the baseline"):
        sensitivity(alone, Path(), tmp_path)
    assert not list(tmp_path.iterdir())
