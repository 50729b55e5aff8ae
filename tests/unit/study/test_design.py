"""Designs: their points, the worlds at them, and who wins where."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.study.compare import compare_worlds
from hooper.study.design_points import design_points
from hooper.study.design_settings import DesignSettings, FactorSettings
from hooper.study.executors.catalogue import executor_for
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of
from hooper.study.unit_points import latin_hypercube, sobol_points
from hooper.study.winner_maps import winner_maps
from tests.tiny_studies import TINY, records, written

MANY = (
    TINY.replace("replications = 3", "replications = 2").replace(
        '[world]\nscenario = "retail"\ncustomers = 200\n', ""
    )
    + """
[scenarios.shop]
scenario = "retail"
customers = 200
[scenarios.larger]
scenario = "retail"
customers = 250
[factors."levers.offer_value"]
levels = [0.3, 4.0]
[factors."study.horizon_periods"]
levels = [3, 4]
"""
)
RANGES = {"a": FactorSettings(low=2.0, high=4.0), "b.c": FactorSettings(low=-1.0, high=1.0)}


@given(points=st.integers(1, 40), seed=st.integers(0, 2**32 - 1))
def test_a_latin_hypercube_has_one_point_in_each_part_of_each_range(points, seed):
    filled = latin_hypercube(["a", "b", "c"], points, seed)
    assert np.sort(np.floor(filled * points).astype(int), axis=0).tolist() == [[k] * 3 for k in range(points)]


def test_another_factor_does_not_move_the_levels_of_a_hypercube():
    two, three = latin_hypercube(["a", "b"], 16, 1), latin_hypercube(["x", "a", "b"], 16, 1)
    assert (two == three[:, 1:]).all()


def test_sobol_points_fill_each_half_evenly_and_hang_on_the_seed():
    filled = sobol_points(["a", "b"], 64, seed=5)
    assert ((filled >= 0.0) & (filled < 1.0)).all()
    assert np.histogramdd(filled, bins=4, range=[(0, 1), (0, 1)])[0].min() >= 2
    assert (filled == sobol_points(["a", "b"], 64, seed=5)).all()
    assert (filled != sobol_points(["a", "b"], 64, seed=6)).any()


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol"])
def test_points_lie_in_the_ranges_of_their_factors(kind):
    points = design_points(RANGES, DesignSettings(kind=kind, points=32), seed=1)
    assert len(points) == 32
    assert all(2.0 <= float(point["a"]) <= 4.0 and -1.0 <= float(point["b.c"]) <= 1.0 for point in points)


def test_the_worlds_are_those_of_the_scenarios_at_the_points(tmp_path):
    worlds = list(worlds_of(Study.read(written(tmp_path, MANY)), Path()))
    assert [world.label for world in worlds] == [
        f"{name}-{k}" for name in ("shop", "larger") for k in range(4)
    ]
    assert [world.scenario.levers.offer_value for world in worlds[:4]] == [0.3, 0.3, 4.0, 4.0]
    assert [world.study.horizon_periods for world in worlds[:4]] == [3, 4, 3, 4]
    assert [world.scenario.founders.customers for world in worlds] == [200] * 4 + [250] * 4


def test_a_study_of_many_worlds_ranks_in_each_and_tells_who_wins_where(tmp_path):
    study = Study.read(written(tmp_path, MANY))
    done = compare_worlds(study, Path(), tmp_path / "out", executor=executor_for("serial", 1))
    assert done.complete
    assert [row.strategy for row in done.winners] == [each.ranking[0].strategy for each in done.worlds]
    for row, each in zip(done.winners, done.worlds, strict=True):
        first, second = (place.gain.difference or 0.0 for place in each.ranking)
        assert row.lead == pytest.approx(first - second)
    together = done.outcome
    assert dict(together.sizes) | {"scenario": 2, "point": 4, "strategy": 2, "replication": 2} == dict(
        together.sizes
    )
    assert together["levers.offer_value"].values.tolist() == [0.3, 0.3, 4.0, 4.0]
    shop, larger = winner_maps(done)
    assert (shop.name, larger.world, shop.held) == (
        *("where_each_wins_shop", "larger"),
        {"study.horizon_periods": 3},
    )
    assert list(shop.panels) == ["offer_value 0.3", "offer_value 4"]
    now = shop.panels["offer_value 4"].sel(price_factor=1.0, horizon=3)
    assert now["strategy"].values[int(now["winner"])] == done.winners[2].strategy
    one = done.worlds[5]
    assert (together["equity"].sel(scenario="larger", point=1) == one.outcome["equity"]).all()
    lone = TINY.replace("replications = 3", "replications = 2").replace("200", "250")
    alone = Study.read(written(tmp_path, lone))
    same = compare_worlds(alone, Path(), tmp_path / "alone", executor=executor_for("serial", 1))
    assert records(same.worlds[0]) == records(one)
