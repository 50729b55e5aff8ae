"""How a model foretold what came after the cut, in a line for people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hooper.lifetime_value.holdout import HoldoutScores


def foretold(scores: "HoldoutScores | None") -> list[str]:
    """Return the line about the scores, and none if nothing came after the cut."""
    from hooper.report.numbers import ratio

    if scores is None:
        return []
    return [
        f"after the cut: {scores.predicted_total:,.0f} purchases foretold, "
        f"{scores.actual_total:,.0f} made; "
        f"error a customer {scores.mean_absolute_error:.3f} (mean absolute), "
        f"{scores.root_mean_square_error:.3f} (root mean square); "
        f"correlation {ratio(scores.correlation)}"
    ]
