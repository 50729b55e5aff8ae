"""The contract of a retention strategy."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, runtime_checkable

from numpy.typing import NDArray

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


@runtime_checkable
class RemembersReviews(Protocol):
    """What a strategy that learns from its own reviews has beside `decide`.

    What it writes down is plain arrays, which the firm keeps: they stand in `view.memory` at the next review
    (empty at the first), and in checkpoints. Their size must not grow with the number of reviews. Customers
    of a later view stand in the same rows as before, newcomers after them.
    """

    def remember(
        self, view: ObservedView, done: Actions, budget: Budget, draws: Draws
    ) -> Mapping[str, NDArray[Any]]:
        """Return what to remember of this review, in which the actions `done` were paid and carried out."""
        ...
