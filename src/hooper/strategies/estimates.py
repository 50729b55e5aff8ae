"""Estimators of the catalogue on what a strategy sees, fitted when they are asked for, and once."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_summary import CustomerSummary

if TYPE_CHECKING:
    from hooper.lifetime_value.fit import Fit

# Fits that one may act on.
USABLE: Final = ("ok", "boundary")


class Estimates:
    """Catalogue estimators on one view, cached; imports stand where they are needed, as they bring SciPy."""

    def __init__(self, summary: CustomerSummary) -> None:
        self._summary = summary
        self._fits: dict[str, Fit] = {}

    def fit(self, model: str) -> "Fit":
        """Return a model of purchases or of spend fitted to the known customers; a fit may have failed.

        Raises `InputError` for a model that needs more than a summary: the log itself, or opportunities.
        """
        if model not in self._fits:
            self._fits[model] = _fitter(model)(self._summary)
        return self._fits[model]

    @property
    def bg_nbd(self) -> "Fit":
        """The BG/NBD model of all known customers."""
        return self.fit("bg_nbd")

    @cached_property
    def probability_alive(self) -> NDArray[np.float64]:
        """P(alive) of each customer under BG/NBD (nan where the fit failed)."""
        from hooper.lifetime_value import bg_nbd  # noqa: PLC0415

        return bg_nbd.probability_alive(self.bg_nbd.parameters, self._summary)

    def revenue_if_there(self, horizon_weeks: float) -> NDArray[np.float64]:
        """Return what each customer would spend within the horizon if she has not left yet, shape `(n,)`.

        Purchases are those of BG/NBD, amounts those of Gamma-Gamma. It is nan for all if a fit is not to be
        acted on, and for those whose mean amount does not exist.
        """
        from hooper.lifetime_value import bg_nbd, gamma_gamma  # noqa: PLC0415
        from hooper.lifetime_value.alike_customers import of_those_alive  # noqa: PLC0415

        purchases, amounts = self.fit(bg_nbd.NAME), self.fit(gamma_gamma.NAME)
        if {purchases.status, amounts.status} - set(USABLE):
            return np.full(self._summary.n_customers, np.nan)
        horizons = np.array([7.0 * horizon_weeks / self._summary.unit_days])
        orders = of_those_alive(
            lambda of, frequency, age: bg_nbd.weighted_transactions_while_alive(
                of, frequency, age, horizons, np.ones(1)
            ),
            purchases.parameters,
            self._summary,
        )
        spend = gamma_gamma.expected_spend(amounts.parameters, self._summary)
        return orders * np.where(np.isfinite(spend), spend, np.nan)

    def expected_revenue(self, horizon_weeks: float) -> NDArray[np.float64]:
        """Return what each customer is expected to spend within the horizon, shape `(n,)`; nan as above."""
        return self.probability_alive * self.revenue_if_there(horizon_weeks)


def _fitter(model: str) -> "Callable[[CustomerSummary], Fit]":
    """Return how a model of the catalogue is fitted to a summary; raises `InputError` if it is not."""
    from hooper.history.customer_summary import summarise  # noqa: PLC0415
    from hooper.lifetime_value import catalogue  # noqa: PLC0415
    from hooper.lifetime_value.model_kinds import PurchaseModel  # noqa: PLC0415

    fitters = {
        each.name: each.fit
        for each in catalogue.OF_LOGS
        if isinstance(each, PurchaseModel) or each.summarise is summarise
    }
    if catalogue.get(model).name in fitters:
        return fitters[model]
    problem = f"'{model}' is not fitted to a summary of purchases"
    raise InputError([Fault("estimates", problem, f"choose one of: {', '.join(fitters)}")])
