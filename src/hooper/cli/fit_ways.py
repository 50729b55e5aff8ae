"""The ways in which a model of purchases is fitted to a log: as it is, as rounded, with covariates."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hooper.cli.fit_holdout import Holdout, score, score_model
from hooper.cli.fit_intervals import FindIntervals, Intervals, wald
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import PERIOD_DAYS, PeriodUnit

if TYPE_CHECKING:
    from hooper.history.customer_summary import CustomerSummary
    from hooper.history.observed import Observed
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.model_kinds import PurchaseModel


class FittedPurchases(NamedTuple):
    """A fit, the intervals of its parameters, and how it did after the cut, if anything came then."""

    fit: "Fit"
    intervals: Intervals
    holdout: Holdout | None


class Way(Protocol):
    """A way to fit a model of purchases to the customers of a log."""

    def __call__(
        self, model: "PurchaseModel", summary: "CustomerSummary", observed: "Observed"
    ) -> FittedPurchases:
        """Fit, and score on what the log holds after the cut of the summary."""
        ...


@dataclass(frozen=True)
class AsItIs:
    """Times are taken for exact, and all customers for draws from one population."""

    find_intervals: FindIntervals

    def __call__(
        self, model: "PurchaseModel", summary: "CustomerSummary", observed: "Observed"
    ) -> FittedPurchases:
        """Fit and score the model."""
        fitted = model.fit(summary)
        if fitted.status == "failed":
            return _failed(fitted)
        intervals = self.find_intervals(model, summary, fitted)
        holdout = score_model(model, fitted.parameters, summary, observed)
        return FittedPurchases(fitted, intervals, holdout)


@dataclass(frozen=True)
class AsRounded:
    """The log tells only in which day or week something was bought."""

    cell: PeriodUnit

    def __call__(
        self, model: "PurchaseModel", summary: "CustomerSummary", observed: "Observed"
    ) -> FittedPurchases:
        """Fit and score the model of the moments behind the rounded times."""
        from hooper.lifetime_value.holdout import holdout_purchases

        grid = PERIOD_DAYS[self.cell] / summary.unit_days
        fitted = model.rounded.fit(summary, grid)
        if fitted.status == "failed":
            return _failed(fitted)
        horizon = (observed.end_days - summary.cut_days) / summary.unit_days
        holdout = None
        if horizon > 0.0:
            predicted = model.rounded.expected_transactions(fitted.parameters, summary, grid, horizon)
            holdout = score(predicted, holdout_purchases(summary, observed))
        return FittedPurchases(fitted, wald(fitted), holdout)


@dataclass(frozen=True)
class WithCovariates:
    """What is known of the customers, in a file, moves their parameters.

    `effects` names the columns by the role in which they act; without any, every column acts on how often
    customers buy and on how soon they leave.
    """

    file: Path
    effects: Mapping[str, tuple[str, ...]]

    def __call__(
        self, model: "PurchaseModel", summary: "CustomerSummary", observed: "Observed"
    ) -> FittedPurchases:
        """Fit the model with coefficients, and score it on each customer's own parameters."""
        from hooper.history.read_covariates import read_customer_covariates
        from hooper.lifetime_value.covariate_effects import customer_parameters, require_roles

        require_roles(model.name, self.effects)
        covariates = read_customer_covariates(self.file, summary, observed)
        effects = self.effects or dict.fromkeys(("purchase", "dropout"), covariates.names)
        fitted = model.fit_with_covariates(summary, covariates, **effects)
        if fitted.status == "failed":
            return _failed(fitted)
        own = customer_parameters(fitted, covariates)
        return FittedPurchases(fitted, wald(fitted), score_model(model, own, summary, observed))


def _failed(fitted: "Fit") -> FittedPurchases:
    return FittedPurchases(fitted, wald(fitted), None)


def way_of(
    find_intervals: FindIntervals, rounded_to: PeriodUnit | None, covariates: Path | None, effects: str | None
) -> Way:
    """Return the way that the options of the command ask for; raises `InputError` if they contradict."""
    if covariates is not None and rounded_to is not None:
        remedy = "give one of them"
        raise InputError([Fault("--rounded-to", "does not go with --covariates yet", remedy)])
    if effects is not None and covariates is None:
        raise InputError([Fault("--effects", "there are no covariates", "give their file with --covariates")])
    if covariates is not None:
        find_intervals.require_wald("--covariates")
        return WithCovariates(covariates, read_effects(effects or ""))
    if rounded_to is not None:
        find_intervals.require_wald("--rounded-to")
        return AsRounded(rounded_to)
    return AsItIs(find_intervals)


def read_effects(text: str) -> dict[str, tuple[str, ...]]:
    """Read which columns act in which role; raises `InputError` if the text does not say.

    >>> read_effects("purchase=income+channel,dropout=channel")
    {'purchase': ('income', 'channel'), 'dropout': ('channel',)}
    """
    pairs = [each.partition("=") for each in text.split(",") if each]
    faults = [
        Fault("--effects", f"'{role}' says no columns", "write as in purchase=income+channel,dropout=channel")
        for role, _, columns in pairs
        if not columns
    ]
    if faults:
        raise InputError(faults)
    return {role: tuple(columns.split("+")) for role, _, columns in pairs}
