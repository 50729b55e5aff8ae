"""What the dates of a scenario say of the market at a time: who is open, how fierce, how much is asked for.

A date falls on the first period that begins with it or after it.
"""

from collections.abc import Sequence

from hooper.scenario.market_settings import MarketSettings
from hooper.scenario.market_shocks import DemandShock, Deregulation, RivalCloses, RivalOpens
from hooper.scenario.rival_settings import RivalSettings


def is_open(rival: RivalSettings, market: MarketSettings, months: float) -> bool:
    """Return whether a rival is open after so many months: what came last counts.

    >>> market = MarketSettings(rivals=(RivalSettings(name="late", share=0.2, opens_after_months=36.0),))
    >>> [is_open(market.rivals[0], market, months) for months in (35.0, 36.0)]
    [False, True]
    """
    own = [
        (shock.after_months, isinstance(shock, RivalOpens))
        for shock in market.shocks
        if isinstance(shock, RivalOpens | RivalCloses) and shock.rival == rival.name
    ]
    dated = sorted([(rival.opens_after_months, True), *own], key=lambda each: each[0])
    reached = [opens for after_months, opens in dated if after_months <= months]
    return bool(reached) and reached[-1]


def competition_changes(market: MarketSettings, before: Sequence[float], months: float) -> tuple[float, ...]:
    """Return by how much the competition of each segment differs from what it was `before` any shock.

    Of two shocks to a segment the later one counts, whatever the order in which they are written.
    """
    now = list(before)
    shocks = (shock for shock in market.shocks if isinstance(shock, Deregulation))
    names = [segment.name for segment in market.segments]
    for shock in sorted(shocks, key=lambda shock: shock.after_months):
        if shock.after_months <= months:
            hit = [names.index(shock.segment)] if shock.segment else range(len(now))
            for place in hit:
                now[place] = shock.competition
    return tuple(level - old for level, old in zip(now, before, strict=True))


def demand_change(market: MarketSettings, months: float) -> float:
    """Return by which share demand differs from the usual; shocks at the same time multiply.

    >>> from hooper.scenario.market_shocks import DemandShock
    >>> slump = DemandShock(kind="demand", from_months=6, until_months=9, multiplier=0.75)
    >>> [demand_change(MarketSettings(shocks=(slump,)), months) for months in (5.0, 6.0, 9.0)]
    [0.0, -0.25, 0.0]
    """
    demand = 1.0
    for shock in market.shocks:
        if isinstance(shock, DemandShock) and shock.from_months <= months < shock.until_months:
            demand *= shock.multiplier
    return demand - 1.0
