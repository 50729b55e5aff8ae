"""How a fitted model of purchases did after the cut: for programs a record, for people a line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.comparison.decile_calibration import DecileCalibration
    from hooper.comparison.probability_scores import ProbabilityScores
    from hooper.comparison.rank_scores import RankScores
    from hooper.history.customer_summary import CustomerSummary
    from hooper.history.observed import Observed
    from hooper.lifetime_value.customer_columns import CustomerParameters
    from hooper.lifetime_value.holdout import HoldoutScores
    from hooper.lifetime_value.model_kinds import PurchaseModel

HEADLINE = (
    "bias",
    "mean_absolute_error",
    "root_mean_square_error",
    "rank_correlation",
    "normalised_gini",
    "log_score",
)


@dataclass(frozen=True)
class Holdout:
    """The scores of what a model foretold: errors, order, probabilities, means by tenths of customers.

    A model that foretells means only has no probabilities to be scored.
    """

    scores: "HoldoutScores"
    ranks: "RankScores"
    probabilities: "ProbabilityScores | None"
    tenths: "DecileCalibration"

    def record(self) -> dict[str, object]:
        """Return the scores as JSON has them, the tenths with the lowest predictions first."""
        tenths = self.tenths
        columns = tenths.customers.tolist(), tenths.estimated_mean.tolist(), tenths.true_mean.tolist()
        names = ("customers", "predicted_mean", "actual_mean")
        deciles = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        return {**self._numbers(), "deciles": deciles}

    def headline(self) -> dict[str, float | None]:
        """Return the scores by which models are compared, the keys of `HEADLINE`."""
        numbers = self._numbers()
        return {name: numbers.get(name) for name in HEADLINE}

    def lines(self) -> list[str]:
        """Return the scores as people are told them."""
        from hooper.report.numbers import ratio

        scores, ranks = self.scores, self.ranks
        told = [
            f"after the cut: {scores.predicted_total:,.0f} purchases foretold, "
            f"{scores.actual_total:,.0f} made; "
            f"error a customer {scores.mean_absolute_error:.3f} (mean absolute), "
            f"{scores.root_mean_square_error:.3f} (root mean square); "
            f"correlation {ratio(scores.correlation)}"
        ]
        if ranks.share_in_top is not None and ranks.normalised_gini is not None:
            told.append(
                f"the fifth of customers foretold best made {ranks.share_in_top:.0%} of them, "
                f"{ranks.best_share_in_top:.0%} was possible; "
                f"normalised Gini {ratio(ranks.normalised_gini)}"
            )
        return told

    def _numbers(self) -> dict[str, float | None]:
        of_probabilities = self.probabilities.as_dict() if self.probabilities else {}
        return {**self.scores.as_dict(), **self.ranks.as_dict(), **of_probabilities}


def score_model(
    model: "PurchaseModel",
    parameters: "CustomerParameters",
    summary: "CustomerSummary",
    observed: "Observed",
) -> Holdout | None:
    """Score a model of purchases on what came after the cut; there is nothing to score without any.

    Parameters are numbers or, with covariates, columns with one for each customer.
    """
    from hooper.comparison.probability_scores import score_probabilities
    from hooper.lifetime_value.holdout import holdout_purchases
    from hooper.lifetime_value.holdout_probabilities import holdout_probabilities

    horizon = (observed.end_days - summary.cut_days) / summary.unit_days
    if horizon <= 0.0:
        return None
    predicted = model.expected_transactions(parameters, summary, horizon)
    actual = holdout_purchases(summary, observed)
    foretold = holdout_probabilities(model, parameters, summary, horizon, actual)
    return score(predicted, actual, score_probabilities(foretold.of_actual, foretold.of_any, actual))


def score(
    predicted: "NDArray[np.float64]",
    actual: "NDArray[np.int64]",
    probabilities: "ProbabilityScores | None" = None,
) -> Holdout:
    """Score what was foretold of each customer against the purchases that were made, both `(n,)`."""
    from hooper.comparison.decile_calibration import calibrate_by_decile
    from hooper.comparison.rank_scores import score_ranks
    from hooper.lifetime_value.holdout import score_holdout

    made = actual.astype("float64")
    return Holdout(
        score_holdout(predicted, actual),
        score_ranks(predicted, made),
        probabilities,
        calibrate_by_decile(predicted, made),
    )
