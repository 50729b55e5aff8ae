"""The contract of a retention strategy."""

from typing import ClassVar, Protocol, runtime_checkable

from hooper.strategies.actions import Actions
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


@runtime_checkable
class Strategy(Protocol):
    """Decides at each review what to do, from observations alone.

    `sees_truth` is declared by oracle strategies only; `fits_models` by those whose actions hang on a
    fitted model, whose bits are promised on one machine only. `source` names where the idea is from.
    """

    name: ClassVar[str]
    source: ClassVar[str]
    sees_truth: ClassVar[bool]
    fits_models: ClassVar[bool]

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the actions of this review; `view`, `budget` and `draws` are only read."""
        ...
