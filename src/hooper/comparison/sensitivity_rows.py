"""How strongly the gain of each strategy hangs on each parameter, and which of these decide the best one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.rank_changes import share_of_rank_changes, share_of_winner_changes, winners
from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sensitivity_methods import Indices, SensitivityMethod
from hooper.comparison.varied_parameter import VariedParameter


@dataclass(frozen=True)
class GainsFound:
    """Gains of strategies over the first of them, the baseline.

    `stated` has shape `(n_strategies,)`: with all parameters at their own values. `low` and `high` have shape
    `(n_parameters, n_strategies)`: with one parameter at an end of its range and the others at their own
    values. `designed` has shape `(n_points, n_strategies)`: at the points of a design.
    """

    strategies: tuple[str, ...]
    stated: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    designed: NDArray[np.float64]


@dataclass(frozen=True)
class SensitivityRow:
    """One strategy's gain over the baseline as one parameter moves between `low` and `high`.

    `gain` is that at the `value` of the world, `gain_at_low` and `gain_at_high` those with this parameter
    alone at an end of its range. `indices` are over the whole design. `rank_changes` is the share of steps in
    this parameter alone that change the strategy's rank.
    """

    parameter: str
    strategy: str
    value: float
    low: float
    high: float
    gain: float
    gain_at_low: float
    gain_at_high: float
    indices: Indices
    rank_changes: float

    def record(self) -> dict[str, str | float | int | bool | None]:
        """Return the row as one flat record, for JSON and CSV."""
        flat = asdict(self)
        indices = flat.pop("indices")
        return {"parameter": flat.pop("parameter"), "strategy": flat.pop("strategy"), **indices, **flat}


@dataclass(frozen=True)
class WinnerRow:
    """Which strategy is best as one parameter moves, and how often a step in it alone changes that."""

    parameter: str
    value: float
    low: float
    high: float
    winner_at_low: str
    winner_at_high: str
    winner_changes: float


def sensitivity_rows(
    parameters: Sequence[VariedParameter],
    design: SensitivityDesign,
    gains: GainsFound,
    method: SensitivityMethod,
    level: float,
    seed: int,
) -> tuple[SensitivityRow, ...]:
    """Return a row for each parameter and each strategy but the baseline, the strongest parameter first.

    A parameter is as strong as for the strategy whose gain hangs on it most; of equals the first is first.
    """
    changes = share_of_rank_changes(gains.designed, design.steps)
    by_parameter: list[list[SensitivityRow]] = [[] for _ in parameters]
    for s, strategy in enumerate(gains.strategies[1:], start=1):
        indices = method.indices(design, gains.designed[:, s], level, seed)
        for k, (parameter, own) in enumerate(zip(parameters, indices, strict=True)):
            row = SensitivityRow(
                parameter.key,
                strategy,
                parameter.value,
                parameter.low,
                parameter.high,
                float(gains.stated[s]),
                float(gains.low[k, s]),
                float(gains.high[k, s]),
                own,
                float(changes[k, s]),
            )
            by_parameter[k].append(row)
    by_parameter.sort(key=lambda rows: -max(row.indices.strength for row in rows))
    return tuple(row for rows in by_parameter for row in rows)


def winner_rows(
    parameters: Sequence[VariedParameter], design: SensitivityDesign, gains: GainsFound
) -> tuple[WinnerRow, ...]:
    """Return a row for each parameter, the one that changes the winner most often first."""
    names = gains.strategies
    columns = zip(
        parameters,
        winners(gains.low).tolist(),
        winners(gains.high).tolist(),
        share_of_winner_changes(gains.designed, design.steps).tolist(),
        strict=True,
    )
    rows = [
        WinnerRow(own.key, own.value, own.low, own.high, names[low], names[high], share)
        for own, low, high, share in columns
    ]
    return tuple(sorted(rows, key=lambda row: -row.winner_changes))
