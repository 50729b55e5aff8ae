"""The margin multiplier r / (1 + d - r), and what five points, or one percent, of retention add to it.

At d = .10 five points more lift it by 20 % at r = .6 and by 41 % at .9; without discount, by a third at .8
and to the double at .9. So the 25 to 85 % that are told of five points take a retention of .8 and above, or a
margin that grows with tenure. One percent more of retention lifts it by `(1 + d) / (1 + d - r)` percent: by
5 % near r = .9, at d = .12. Closed forms meet published figures here; the series that they sum is simulated
by the oracle `five_points_of_retention`.
"""

from collections.abc import Callable
from typing import Final

from hooper.economics.margin_multiplier import margin_multiplier, retention_elasticity
from hooper.evidence.oracles.oracle import Band, Oracle

# (retention, discount rate): figure, with the half of its last digit.
MULTIPLIERS: Final = {(0.8, 0.10): 2.6667, (0.9, 0.10): 4.5, (0.9, 0.12): 4.0909, (0.8, 0.12): 2.5}
LIFTS_BY_FIVE_POINTS: Final = {
    (0.6, 0.10): 0.2037,
    (0.7, 0.10): 0.2245,
    (0.8, 0.10): 0.2750,
    (0.9, 0.10): 0.4074,
}
LIFTS_OF_TENURE: Final = {0.8: 0.3333, 0.9: 1.0}
ELASTICITIES: Final = {(0.9, 0.12): 5.09, (0.8, 0.12): 3.5}


def measure(_seed: int, multiplier: Callable[[float, float], float] = margin_multiplier) -> dict[str, float]:
    """Evaluate the multiplier where figures of it are published."""
    found = {_multiplier(*at): multiplier(*at) for at in MULTIPLIERS}
    found |= {_lift(r, d): multiplier(r + 0.05, d) / multiplier(r, d) - 1.0 for r, d in LIFTS_BY_FIVE_POINTS}
    # Undiscounted the value is 1 / (1 - r), the present margin included.
    found |= {
        _tenure(r): (1.0 + multiplier(r + 0.05, 0.0)) / (1.0 + multiplier(r, 0.0)) - 1.0
        for r in LIFTS_OF_TENURE
    }
    return found | {_elasticity(*at): retention_elasticity(*at) for at in ELASTICITIES}


def _multiplier(retention: float, rate: float) -> str:
    return f"multiplier at retention {retention} and discount {rate}"


def _lift(retention: float, rate: float) -> str:
    return f"lift by five points from {retention} at discount {rate}"


def _tenure(retention: float) -> str:
    return f"lift of mean tenure by five points from {retention}"


def _elasticity(retention: float, rate: float) -> str:
    return f"elasticity of retention at {retention} and discount {rate}"


ORACLE: Final = Oracle(
    name="margin_multiplier",
    claim="with a constant margin, five points of retention add 20 to 41 % at a discount rate of 10 %",
    source="Gupta, Lehmann and Stuart (2004); Reichheld and Sasser (1990)",
    bands={_multiplier(*at): Band(figure, 5e-5) for at, figure in MULTIPLIERS.items()}
    | {_lift(*at): Band(figure, 5e-5) for at, figure in LIFTS_BY_FIVE_POINTS.items()}
    | {_tenure(r): Band(figure, 5e-5) for r, figure in LIFTS_OF_TENURE.items()}
    | {_elasticity(*at): Band(figure, 5e-3) for at, figure in ELASTICITIES.items()},
    measure=measure,
)
