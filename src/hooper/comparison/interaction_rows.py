"""Which pairs of parameters act together on the gain of each strategy."""

from collections.abc import Sequence
from dataclasses import dataclass

from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.comparison.sensitivity_methods import SensitivityMethod
from hooper.comparison.sensitivity_rows import GainsFound
from hooper.comparison.varied_parameter import VariedParameter


@dataclass(frozen=True)
class InteractionRow:
    """The share of the variance of one strategy's gain that two parameters have only together.

    An interval that holds 0 says that there may be no interaction.
    """

    first: str
    second: str
    strategy: str
    second_order: float
    second_order_low: float
    second_order_high: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval lies above 0."""
        return self.second_order_low > 0.0


def interaction_rows(
    parameters: Sequence[VariedParameter],
    design: SensitivityDesign,
    gains: GainsFound,
    method: SensitivityMethod,
    level: float,
    seed: int,
) -> tuple[InteractionRow, ...]:
    """Return a row for each pair and each strategy but the baseline, the largest share first.

    There are none if the method does not tell pairs apart.
    """
    if method.interactions is None:
        return ()
    rows = [
        InteractionRow(
            parameters[own.first].key,
            parameters[own.second].key,
            strategy,
            own.second_order,
            own.second_order_low,
            own.second_order_high,
        )
        for s, strategy in enumerate(gains.strategies[1:], start=1)
        for own in method.interactions(design, gains.designed[:, s], level, seed)
    ]
    return tuple(sorted(rows, key=lambda row: -row.second_order))
