"""What a fitted model of states tells: who is in which state, and what they will buy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from hooper.cli.fit_holdout import Holdout, score
from hooper.cli.logs import ReadLog

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hooper.history.observed import Observed
    from hooper.lifetime_value.fit import Fit
    from hooper.lifetime_value.hidden_markov.observed_panel import ObservedPanel
    from hooper.lifetime_value.hidden_markov.state_summary import StateSummary
    from hooper.lifetime_value.panel_model import PanelModel
    from hooper.report.table import Table

_AHEAD = 13  # periods to come that are foretold


@dataclass(frozen=True)
class ToldOfStates:
    """What the fitted model tells of the customers of a panel; arrays have a row a customer."""

    seen: "ObservedPanel"
    states: "StateSummary"
    chances: "NDArray[np.float64]"
    to_come: "NDArray[np.float64]"
    holdout: Holdout | None

    @classmethod
    def of(cls, model: "PanelModel", fitted: "Fit", seen: "ObservedPanel", observed: "Observed") -> Self:
        """Return what the fit tells of those whose panel it is of."""
        from hooper.lifetime_value.hidden_markov.log_purchases_to_come import expected_purchases_at_the_mean
        from hooper.lifetime_value.hidden_markov.state_summary import summarise_states

        return cls(
            seen,
            summarise_states(fitted.parameters, seen.panel),
            model.final_probabilities(fitted.parameters, seen.panel),
            expected_purchases_at_the_mean(fitted.parameters, seen, _AHEAD),
            _holdout(fitted, seen, observed),
        )

    def record(self) -> dict[str, object]:
        """Return it as JSON has it."""
        means = zip(self.seen.panel.covariate_names, self.states.mean_covariates.tolist(), strict=True)
        return {
            "states": self.states.as_records(),
            "mean_covariates": dict(means),
            "expected_purchases": self.to_come.sum(axis=0).tolist(),
            "holdout": self.holdout.record() if self.holdout else None,
        }

    def lines(self) -> list[str]:
        """Return what people read below the table of states."""
        total, late = float(self.to_come.sum()), self.seen.n_too_late
        left_out = f"; {late:,} customers came too late to be in it" if late else ""
        ahead = f"in the next {_AHEAD} periods {total:,.0f} purchases are expected{left_out}"
        return [ahead, *(self.holdout.lines() if self.holdout else [])]

    def a_line_a_customer(self, read: ReadLog) -> dict[str, object]:
        """Return the columns of the file of customers."""
        states = {f"state_{state}": chances for state, chances in enumerate(self.chances.T)}
        to_come = {"expected_purchases": self.to_come.sum(axis=1)}
        return {"customer_id": read.names_of(self.seen.customer_id), **states, **to_come}


def _holdout(fitted: "Fit", seen: "ObservedPanel", observed: "Observed") -> Holdout | None:
    """Score the model on what its customers bought after the cut, given what happened to them."""
    import numpy as np

    from hooper.history.calendar import seen_until
    from hooper.history.customer_summary import summarise
    from hooper.lifetime_value.hidden_markov.log_purchases_to_come import expected_purchases_until
    from hooper.lifetime_value.holdout import holdout_purchases

    if seen_until(observed) <= seen.seen_until_days:
        return None
    summary = summarise(observed, seen.cut_days)
    followed = summary.take(np.searchsorted(summary.customer_id, seen.customer_id))
    predicted = expected_purchases_until(fitted.parameters, seen, seen_until(observed))
    return score(predicted, holdout_purchases(followed, observed))


def states_table(states: "StateSummary") -> "Table":
    """Return the states as people see them."""
    from hooper.report.numbers import count, percent, significant
    from hooper.report.table import Column, Table

    moves = [Column(f"to_{state}", f"to {state}", percent) for state in range(states.rates.size)]
    columns = (
        Column("state", "state", count),
        Column("rate", "purchases a period", significant),
        Column("share", "share of customers", percent),
        *moves,
    )
    figures = zip(states.rates.tolist(), states.shares.tolist(), states.moves.tolist(), strict=True)
    rows = [(state, rate, share, *leads) for state, (rate, share, leads) in enumerate(figures)]
    return Table("states", columns, tuple(rows))
