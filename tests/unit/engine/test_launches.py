"""The presets `startup` and `mistargeted`: their shapes, in both engines, and after a stop."""

from functools import cache

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import EngineName, run
from hooper.engine.world import World
from hooper.scenario import presets
from tests.unit.engine.test_checkpoint import stopped_and_resumed

MONTHS = {"startup": 84, "mistargeted": 24}
FOUNDERS = {"startup": 20, "mistargeted": 100}
ON_THE_MARK = (
    "acquisition.channels.0.quality_fit_shift=0.0",
    "acquisition.channels.0.purchase_rate_factor=1.0",
)
EACH = pytest.mark.parametrize("name", MONTHS)


def world(name, *overrides):
    return World(presets.load(name, [f"founders.customers={FOUNDERS[name]}", *overrides]))


@cache
def lived(name, *overrides, engine: EngineName = "blocks"):
    return run(world(name, *overrides), RunPlan((7, 0), MONTHS[name]), engine)


def through_the_first_channel(simulated):
    return simulated.books.arrivals[:, 4]


def share_there_a_year_later(simulated):
    """Return the share of those of the first channel who are there a year after its last month."""
    truth = simulated.history.truth
    came = truth.traits.filter(truth.traits["channel"].to_numpy() == 4)["customer_id"].to_numpy()
    gone = truth.exits.filter(truth.exits["period"].to_numpy() < 5 + 12)["customer_id"].to_numpy()
    return 1.0 - np.isin(came, gone).mean()


@EACH
def test_both_engines_give_the_same_history(name):
    assert lived(name, engine="agents").digest == lived(name).digest


@EACH
def test_a_run_that_was_stopped_goes_on_with_the_same_bits(name, tmp_path):
    plan = RunPlan((7, 0), 20)
    resumed = stopped_and_resumed(world(name), plan, tmp_path / "history", 10)
    assert resumed.digest == run(world(name), plan).digest


def test_a_launch_beside_the_mark_brings_thousands_in_one_spring_who_are_gone_a_year_later():
    wrong, right = lived("mistargeted"), lived("mistargeted", *ON_THE_MARK)
    for launch in map(through_the_first_channel, (wrong, right)):
        assert np.flatnonzero(launch).tolist() == [2, 3, 4]
        assert launch.sum() > 10 * FOUNDERS["mistargeted"]
    assert share_there_a_year_later(wrong) < 0.2
    assert share_there_a_year_later(right) > 0.5
    sales = wrong.books.revenue
    assert sales[2:5].sum() > 3.0 * sales[14:17].sum()


def test_a_launch_beside_the_mark_is_hardly_recommended():
    brought = [lived("mistargeted", *aim).books.arrivals[:, 2].sum() for aim in ((), ON_THE_MARK)]
    assert brought[0] < 0.3 * brought[1]


def test_a_startup_follows_an_s_curve_while_its_bucket_leaks():
    """Most adopt in the fourth year (ln(q / p) / (p + q) is 3.66 years), when not quite half have."""
    startup = lived("startup")
    by_year = through_the_first_channel(startup).reshape(7, 12).sum(axis=1)
    assert np.argmax(by_year) in (3, 4)
    assert (np.diff(by_year[:4]) > 0).all()
    assert (np.diff(by_year[4:]) < 0).all()
    adopted = by_year.cumsum() / 4_000
    assert 0.25 < adopted[2] < 0.5 < adopted[4]
    held = startup.books.held
    assert held.max() < 0.5 * by_year.sum(), "it leaks while it fills"
    assert np.argmax(held) > 12 * np.argmax(by_year), "the level comes after the flow"
    assert held[-1] < held.max()
    assert startup.books.ledger.profit[:12].sum() < 0.0 < startup.books.ledger.profit[48:60].sum()
