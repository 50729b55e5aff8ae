"""The maps of a study of many worlds: who wins in those that differ in one thing, all else alike."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import xarray as xr

from hooper.comparison.ranking import contenders
from hooper.report.prices_and_horizons import prices_and_horizons
from hooper.report.worlds_content import WinnerMap
from hooper.study.design_points import Point
from hooper.study.results import Comparison, ManyWorlds

MOST_PANELS = 9


def where_in(world: Comparison) -> xr.Dataset | None:
    """Return who wins in a world by price and horizon; None without two contenders and two replications."""
    replications = world.outcome.sizes["replication"]
    rivals = contenders(world.ranking, replications)
    if len(rivals) < 2 or replications < 2:
        return None
    return prices_and_horizons(world.outcome, rivals, world.study.level)


def winner_maps(done: ManyWorlds) -> tuple[WinnerMap, ...]:
    """Return a map for each scenario, by the factor that is named first; by scenario if there is no factor.

    Other factors stand at the middle one of their levels. A design of several factors that is no grid has
    no worlds that differ in one thing, and no map.
    """
    factors = done.study.factors
    if not factors:
        panels = _panels({each.world: each for each in done.worlds})
        one = WinnerMap("where_each_wins", "", "scenario", {}, panels, done.worlds[0].scenario.period)
        return (one,) if panels else ()
    if len(factors) > 1 and done.study.design.kind != "grid":
        return ()
    return tuple(_by_scenario(done))


def _by_scenario(done: ManyWorlds) -> Iterator[WinnerMap]:
    varied, *others = done.study.factors
    levels = {key: done.study.factors[key].levels or () for key in others}
    held = {key: own[(len(own) - 1) // 2] for key, own in levels.items()}
    for name in dict.fromkeys(each.world for each in done.worlds):
        own = [each for each in done.worlds if each.world == name and held.items() <= each.levels.items()]
        panels = _panels({_told(varied, each.levels): each for each in _in_order(own, varied)})
        if panels:
            figure = f"where_each_wins_{name}"
            yield WinnerMap(figure, name, varied, held, panels, own[0].scenario.period)


def _in_order(worlds: Sequence[Comparison], varied: str) -> Sequence[Comparison]:
    """Return worlds in the order of their levels, if those are numbers, else as they are."""
    levels = [each.levels[varied] for each in worlds]
    if not all(isinstance(level, int | float) for level in levels):
        return worlds
    return sorted(worlds, key=lambda each: float(each.levels[varied]))


def _told(varied: str, levels: Point) -> str:
    level = levels[varied]
    told = f"{level:.4g}" if isinstance(level, float) else str(level)
    return f"{varied.rpartition('.')[2]} {told}"


def _panels(worlds: Mapping[str, Comparison]) -> dict[str, xr.Dataset]:
    """Return the maps of so many worlds as there is room for, evenly over all of them, by name."""
    found = {name: where for name, world in worlds.items() if (where := where_in(world)) is not None}
    shown = np.unique(np.linspace(0, len(found) - 1, min(len(found), MOST_PANELS)).round().astype(int))
    names = list(found)
    return {names[k]: found[names[k]] for k in shown}
