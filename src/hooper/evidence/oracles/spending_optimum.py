"""The best spending on winning and on keeping customers: at it the next one costs what a customer is worth.

With a(A) = .4 (1 - e^-.06A), r(R) = .8 (1 - e^-.05R), a margin of 100 and d = .1, a prospect is worth most,
28.378, with 23.590 for winning and 38.524 a period for keeping. There, both derivatives of the worth of a
prospect are zero.
"""

from collections.abc import Callable
from typing import Final

from hooper.economics.response_curve import ResponseCurve
from hooper.economics.spending_optimum import Prospects, Spending, best_spending
from hooper.evidence.oracles.oracle import Band, Oracle

PROSPECTS: Final = Prospects(
    acquisition=ResponseCurve(ceiling=0.4, steepness=0.06),
    retention=ResponseCurve(ceiling=0.8, steepness=0.05),
    margin_per_period=100.0,
    rate_per_period=0.1,
)
_PUBLISHED: Final = {
    "spend on winning a prospect": 23.590,
    "spend on keeping a customer": 38.524,
    "worth of a prospect": 28.378,
}
_WINNING, _KEEPING = (
    "cost of winning one more, of what a customer is worth",
    "cost of keeping one more, of what a customer is worth",
)


def measure(_seed: int, solve: Callable[[Prospects], Spending] = best_spending) -> dict[str, float]:
    """Find the best spending, and compare what the next customer costs with what one is worth."""
    best = solve(PROSPECTS)
    worth = PROSPECTS.worth_of_customer(best.retention_spend)
    figures = (best.acquisition_spend, best.retention_spend, best.customer_equity)
    return dict(zip(_PUBLISHED, figures, strict=True)) | {
        _WINNING: PROSPECTS.acquisition.marginal_cost(best.acquisition_spend) / worth,
        _KEEPING: PROSPECTS.retention.marginal_cost(best.retention_spend) / worth,
    }


ORACLE: Final = Oracle(
    name="spending_optimum",
    claim="spending is best where winning one more and keeping one more cost what a customer is worth",
    source="Blattberg and Deighton (1996); Pfeifer (2005)",
    bands={label: Band(figure, 5e-4) for label, figure in _PUBLISHED.items()}
    | {label: Band(1.0, 1e-9) for label in (_WINNING, _KEEPING)},
    measure=measure,
)
