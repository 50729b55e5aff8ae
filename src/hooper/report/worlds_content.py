"""What the page of a study of many worlds says: the study fills it, the page only shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

import xarray as xr

from hooper.report.content import Quantity
from hooper.report.numbers import Cell

Record = Mapping[str, Cell]


@dataclass(frozen=True)
class WinnerMap:
    """Who wins in worlds that differ in one thing: the strength of competition, say, or the scenario.

    `panels` has for each of them, by its name, what `where_each_wins` returns. They are of the world named
    `world`, empty if they are of different ones; `varied` is the key of the setting in which they differ, and
    `held` are the levels of the other factors. Horizons count in periods of that name.
    """

    name: str
    world: str
    varied: str
    held: Record
    panels: Mapping[str, xr.Dataset]
    period: str


@dataclass(frozen=True)
class WorldsContent:
    """Everything that the page of a study of many worlds says.

    `winners` are records of who wins in each world, with a key a factor, and `places` the same at every price
    and horizon. `reports` are where the pages of the worlds lie, by label, relative to this one. `strategies`
    are all of the study, the baseline among them.
    """

    title: str
    question: str
    currency: str
    baseline: str
    strategies: tuple[str, ...]
    design: tuple[Quantity, ...]
    winners: tuple[Record, ...]
    places: tuple[Record, ...]
    maps: tuple[WinnerMap, ...]
    reports: Mapping[str, str]
