"""Which worlds of a study stand side by side on a map of winners, and in what order."""

import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import xarray as xr

from hooper.comparison.ranking import rank_strategies
from hooper.study.design_points import design_points
from hooper.study.study import Study
from hooper.study.winner_maps import MOST_PANELS, where_in, winner_maps
from hooper.study.worlds_content import worlds_content

BASELINE, PERIODS = "no_intervention", 8
STRATEGIES: dict[str, Any] = {BASELINE: {}, "mass_discount": {}}


def outcome(replications=3):
    """The discount earns 3 a period and costs 8 at once: it pays from the third period on."""
    replication = np.arange(replications)
    profit = np.zeros((2, replications, PERIODS))
    profit[1] = 3.0 + 0.1 * replication[:, None]
    spend = np.zeros_like(profit)
    spend[1, :, 0] = 8.0
    dims = ("strategy", "replication")
    names = ("equity", "equity_beyond_horizon", "retention", "customers_held", "revenue", "mean_satisfaction")
    money = ("strategy_spend", "budget", "refused")
    equity = (profit - spend).sum(axis=2)
    scalars = {name: (dims, equity) for name in (*names, *money)}
    series = {"discounted_profit": profit - spend, "discounted_spend": spend}
    return xr.Dataset(
        scalars
        | {name: ((*dims, "period"), values) for name, values in series.items()}
        | {"leaks": ((*dims, "cause"), np.zeros((2, replications, 1)))},
        {"strategy": [BASELINE, "mass_discount"], "replication": replication, "cause": ["rival"]},
        {"branch_period": 0},
    )


def carried_out(replications=3, **settings) -> Any:
    """Return a study as if it had been carried out, all of its worlds alike."""
    told = {"name": "s", "question": "?", "seed": 1, "strategies": STRATEGIES}
    study = Study.model_validate_json(json.dumps(told | settings))
    points = design_points(study.factors, study.design, study.seed)
    data = outcome(replications)
    alike = {
        **{"study": study, "scenario": SimpleNamespace(period="month")},
        **{"outcome": data, "ranking": rank_strategies(data, BASELINE)},
    }
    worlds = [
        SimpleNamespace(world=name, point=place, levels=point, **alike)
        for name in study.scenarios or ["retail"]
        for place, point in enumerate(points)
    ]
    return SimpleNamespace(study=study, worlds=tuple(worlds), winners=())


def test_a_factor_has_a_panel_for_each_of_its_levels_in_their_order():
    [found] = winner_maps(carried_out(factors={"loyalty.competition": {"levels": [0.9, 0.2, 0.6]}}))
    assert list(found.panels) == ["competition 0.2", "competition 0.6", "competition 0.9"]
    assert (found.varied, found.world, found.held) == ("loyalty.competition", "retail", {})
    assert (found.name, found.period) == ("where_each_wins_retail", "month")
    now = found.panels["competition 0.6"].sel(price_factor=1.0)
    winners = now["strategy"].values[now["winner"].values].tolist()
    assert winners == [BASELINE] * 2 + ["mass_discount"] * 6


def test_other_factors_stand_at_their_middle_level():
    factors = {
        "loyalty.competition": {"levels": [0.2, 0.8]},
        "levers.offer_value": {"levels": [1.0, 2.0, 3.0, 4.0]},
        "desk.agents": {"levels": [5]},
    }
    [found] = winner_maps(carried_out(factors=factors))
    assert found.held == {"levers.offer_value": 2.0, "desk.agents": 5}
    assert len(found.panels) == 2


def test_scenarios_have_a_map_each_or_are_the_panels_if_there_is_no_factor():
    scenarios = {"shop": {}, "club": {"scenario": "subscription"}}
    [found] = winner_maps(carried_out(scenarios=scenarios))
    assert (list(found.panels), found.varied, found.world) == (["shop", "club"], "scenario", "")
    of_each = winner_maps(carried_out(scenarios=scenarios, factors={"margin": {"levels": [0.2, 0.3]}}))
    assert [each.world for each in of_each] == ["shop", "club"]


def test_levels_that_are_no_numbers_stand_as_they_were_given():
    levels = {"levels": ["week", "day", "month"]}
    [found] = winner_maps(carried_out(factors={"period": levels}))
    assert list(found.panels) == ["period week", "period day", "period month"]


def test_a_range_of_one_factor_is_a_row_of_levels_and_one_of_several_has_no_map():
    drawn = {"kind": "sobol", "points": 4}
    one, other = {"loyalty.competition": {"low": 0.0, "high": 1.0}}, {"margin": {"low": 0.1, "high": 0.3}}
    [found] = winner_maps(carried_out(factors=one, design=drawn))
    told = [float(name.split()[1]) for name in found.panels]
    assert told == sorted(told)
    assert len(told) == 4
    assert winner_maps(carried_out(factors=one | other, design=drawn)) == ()


def test_there_are_no_more_panels_than_can_be_read_and_the_ends_are_among_them():
    levels = [k / 40 for k in range(41)]
    [found] = winner_maps(carried_out(factors={"loyalty.competition": {"levels": levels}}))
    assert len(found.panels) == MOST_PANELS
    assert [*found.panels][:: MOST_PANELS - 1] == ["competition 0", "competition 1"]


@pytest.mark.parametrize("replications", [1, 3])
def test_every_world_is_in_the_table_if_two_replications_say_anything_of_chance(replications):
    done = carried_out(replications, factors={"loyalty.competition": {"levels": [0.2, 0.8]}})
    content = worlds_content(done, {})
    rows = [row["loyalty.competition"] for row in content.places]
    assert rows == ([0.2] * 72 + [0.8] * 72 if replications > 1 else [])
    assert len(content.maps) == (replications > 1)
    assert (where_in(done.worlds[0]) is None) == (replications == 1)
