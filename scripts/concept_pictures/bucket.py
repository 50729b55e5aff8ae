"""The leaky bucket and the seven accounts, of one small run of the preset `retail`."""

from functools import cache
from typing import Final

from matplotlib.figure import Figure

from hooper.economics.ledger import ACCOUNTS
from hooper.engine.simulate import simulate
from hooper.engine.simulated import Simulated
from hooper.report import figures
from hooper.scenario import presets

YEARS, WEEKS_A_YEAR = 3, 52
OVERRIDES: Final = ("founders.customers=2000",)


@cache
def three_years() -> Simulated:
    """Return a run of the shop with two thousand founding customers."""
    return simulate(presets.load("retail", OVERRIDES), periods=YEARS * WEEKS_A_YEAR, seed=1)


def bucket() -> Figure:
    """Draw who came, who was there and who left for which cause."""
    return figures.bucket_flow(three_years().books.bucket(), "week", 0, None, 8.0)


def accounts() -> Figure:
    """Draw what customers brought and cost in the seven accounts, and what the firm spent beside them."""
    books = three_years().books
    booked: dict[str, float] = dict(zip(ACCOUNTS, books.ledger.accounts.sum(axis=0).tolist(), strict=True))
    overheads = {name: -float(costs.sum()) for name, costs in books.pools.items() if costs.any()}
    return figures.profit_waterfall(booked, overheads, "currency units", 8.0)
