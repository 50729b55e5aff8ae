"""What a strategy saw in trials of its own: features, who was treated by lot, and what they did since.

The trial of the last review is open: at the next one it is known who of those in it has bought since. Trials
are kept for so many reviews and then forgotten, so that what is remembered does not grow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.observed_view import ObservedView
from hooper.targeting.features_at_review import features_of_summary

Floats = NDArray[np.float64]


def features_of(view: ObservedView) -> NDArray[np.float32]:
    """Return what is known of each customer for models to learn from, shape `(n, n_features)`."""
    counts = {"cases": view.service_cases, "contacts": view.contacts, "enrolled": view.enrolled}
    columns = {**features_of_summary(view.summary), **counts}
    return np.column_stack(list(columns.values())).astype(np.float32)


@dataclass(frozen=True)
class OwnTrials:
    """Trials that are over, all `(m,)`, features `(m, n_features)`.

    `bought` says who bought until the next review, and `reviews_ago` how many reviews ago each trial began.
    """

    features: NDArray[np.float32]
    treated: NDArray[np.bool_]
    bought: NDArray[np.bool_]
    reviews_ago: NDArray[np.int64]

    @classmethod
    def until(cls, view: ObservedView) -> Self:
        """Return all trials that a view remembers, the one that has just ended among them."""
        before = view.memory
        if not before:
            width = features_of(view).shape[1]
            nobody, none = np.empty(0, np.bool_), np.empty((0, width), np.float32)
            return cls(none, nobody, nobody, np.empty(0, np.int64))
        rows = before["open_rows"]
        bought = view.summary.total_spend[rows] > before["open_spend"]
        return cls(
            np.concatenate([before["features"], before["open_features"]]),
            np.concatenate([before["treated"], before["open_treated"]]),
            np.concatenate([before["bought"], bought]),
            np.concatenate([before["reviews_ago"], np.zeros(rows.size, np.int64)]) + 1,
        )

    def with_open(
        self, view: ObservedView, rows: NDArray[np.int64], treated: NDArray[np.bool_], reviews_kept: int
    ) -> Mapping[str, NDArray[Any]]:
        """Return what to remember: trials of so many reviews, and that of this one, of customers in rows."""
        kept = np.flatnonzero(self.reviews_ago < reviews_kept)
        return {
            "features": self.features[kept],
            "treated": self.treated[kept],
            "bought": self.bought[kept],
            "reviews_ago": self.reviews_ago[kept],
            "open_rows": rows,
            "open_features": features_of(view)[rows],
            "open_treated": treated,
            "open_spend": view.summary.total_spend[rows],
        }
