"""Small brands suffer twice: they have fewer buyers, and these buy them less often and return less often.

Buyers of a category choose between five firms whose only difference is their share. Who buys of a brand in a
period is set beside who of them buys it in the next, and beside how often they buy it. Nothing is said of
loyalty: buyers of a small brand are mostly buyers of larger ones. Where each buyer is true to one brand, all
brands have the same.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.market.brand_choice import BrandMarket, bought

# A quarter of toothpaste as Goodhardt et al. (1984) have it: 56 % buy, 2.6 times; K from these two.
MARKET: Final = BrandMarket(
    mean_purchases_per_period=1.456, purchase_shape=0.78, shares=(0.40, 0.25, 0.18, 0.11, 0.06), switching=1.5
)
_SLOPE, _CORRELATION, _SPREAD, _SLOPE_OFF = _LABELS = (
    "slope of the repeat rate on penetration over brands",
    "correlation of the repeat rate with penetration",
    "spread of w (1 - b) over brands, in its mean",
    "the same slope, every buyer true to one brand",
)


def measures(purchases: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return penetration, purchases per buyer and repeat rate of each brand, shape `(3, brands)`.

    `purchases` has the shape `(2, buyers, brands)`: two periods.
    """
    buys, again = purchases[0] > 0, (purchases > 0).all(axis=0)
    buyers = buys.sum(axis=0)
    return np.array([buys.mean(axis=0), purchases[0].sum(axis=0) / buyers, again.sum(axis=0) / buyers])


def _measured(market: BrandMarket, sample: Sample) -> NDArray[np.float64]:
    """Return the measures of the buyers of all replications together, which are equally many."""
    drawn = [bought(market, sample.size.customers, 2, key) for key in sample.keys]
    return measures(np.concatenate(drawn, axis=1))


def _slope(penetration: NDArray[np.float64], repeat_rate: NDArray[np.float64]) -> float:
    return float(np.polyfit(penetration, repeat_rate, 1)[0])


def measure(sample: Sample) -> Measured:
    """Let buyers choose for two periods, switching between brands and true to one."""
    penetration, frequency, repeat = _measured(MARKET, sample)
    true_penetration, _, true_repeat = _measured(MARKET.model_copy(update={"switching": 0.0}), sample)
    constant = frequency * (1.0 - penetration)
    slope_off = _slope(true_penetration, true_repeat)
    values = (
        _slope(penetration, repeat),
        float(np.corrcoef(penetration, repeat)[0, 1]),
        float(np.ptp(constant) / constant.mean()),
        slope_off,
    )
    return Measured(dict(zip(_LABELS, values, strict=True)), slope_off)


FACT: Final = Fact(
    name="small_brands_suffer_twice",
    number="F30",
    claim="small brands have fewer buyers, and these are a little less loyal (double jeopardy)",
    kind="emergent",
    source="Ehrenberg, Goodhardt and Barwise (1990); Goodhardt, Ehrenberg and Chatfield (1984)",
    off="every buyer true to one brand",
    bands=(
        Band(_SLOPE, low=0.0),
        Band(_CORRELATION, low=0.0),
        Band(_SPREAD, high=0.15),
        Band(_SLOPE_OFF, -0.1, 0.1),
    ),
    full=Size(20_000, replications=20),
    quick=Size(20_000, replications=5),
    measure=measure,
)
