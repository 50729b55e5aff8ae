"""The stage of each customer by the hidden Markov model: levels of buying that nobody sees.

The model is fitted to the purchases of whole months. Its states are ordered by how much is bought in them,
and each customer has a most probable one in every month, given all purchases. Customers differ in how much
they buy at best, so that a state is no stage: who is settled in a middling one may be there for good. What
tells the stage is how the customer came to the state of the last month:

    in the lowest state                                   decline: next to nothing is bought in it
    else known for at most e months                       exploration
    else in this state for at most f months               formation: still moving between levels
    else                                                  stability: on a level of one's own

Who has no whole month behind the first purchase explores. So does everybody where nobody has come back, since
no model can be fitted.
Source: Netzer, Lattin and Srinivasan (2008), A hidden Markov model of customer relationship dynamics,
Marketing Science 27(2): 185-204, for the model; how its states are read is assumed, or was chosen in one
simulated world of the preset `default`.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.settings import Count, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day
from hooper.lifetime_value.hidden_markov.estimation import fit
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import no_covariates
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.state_probabilities import smoothed_probabilities
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.lifecycle_stages import DECLINE, EXPLORATION, FORMATION, STABILITY
from hooper.segmentation.segments import Segments
from hooper.segmentation.staged_records import in_stages

Integers = NDArray[np.int64]


NAME = "stage_hidden_markov"


class StageHiddenMarkovSettings(Settings):
    """The number of states, and how they are read."""

    n_states: Annotated[int, Field(ge=2, le=4)] = 4
    exploring_months: Count = 2
    forming_months: Count = 3


def assign(records: CustomerRecords, settings: StageHiddenMarkovSettings) -> Segments:
    """Assign every customer to a stage; raises InputError if there is a summary and no log, or no month."""
    return in_stages(NAME, records, lambda log, cut_days: stage_of(log, cut_days, settings))


def stage_of(observed: Observed, cut_days: float, settings: StageHiddenMarkovSettings) -> Integers:
    """Return the place in `STAGES` of the stage of everybody who bought by the cut, in the order of ids.

    Raises InputError if not one month is over at the cut.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> weekly = [*range(4, 364, 7)]
    >>> days = [*weekly, *weekly[:20], 358]
    >>> rows = {"customer_id": [1] * 52 + [2] * 20 + [3], "time_days": days, "amount": [9.0] * 73}
    >>> log = Observed(pa.table(rows).cast(TRANSACTIONS), end_days=365.0)
    >>> stage_of(log, 365.0, StageHiddenMarkovSettings(n_states=2)).tolist()
    [2, 3, 0]
    """
    purchases = merge_same_day(observed, cut_days)
    customer_id = purchases.customer_id[purchases.is_first()]
    stage = np.full(customer_id.size, EXPLORATION)
    seen = panel_of_log(observed, no_covariates(), DAYS_PER_MONTH, cut_days)
    found = fit(seen.panel, settings.n_states)
    if found.status != "failed":
        states = smoothed_probabilities(found.parameters, seen.panel).argmax(axis=1)
        known = np.searchsorted(customer_id, seen.customer_id)
        stage[known] = stage_of_states(states, seen.panel, settings)
    return stage


def stage_of_states(states: Integers, panel: PurchasePanel, settings: StageHiddenMarkovSettings) -> Integers:
    """Return the place in `STAGES` of each customer's stage, `(n_customers,)`.

    `states`, shape `(n_rows,)`, are the most probable ones in the months of the panel.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> panel = panel_without_covariates(np.zeros(16, np.int64), np.array([6, 2, 5, 3]))
    >>> states = np.array([1, 2, 2, 2, 2, 2] + [1, 1] + [2, 1, 0, 0, 0] + [1, 1, 2])
    >>> stage_of_states(states, panel, StageHiddenMarkovSettings()).tolist()
    [2, 0, 3, 1]
    """
    begins, months = panel.customer_bounds[:-1], panel.n_periods
    now = states[panel.customer_bounds[1:] - 1]
    month = np.arange(states.size) - np.repeat(begins, months)
    elsewhere = np.where(states != np.repeat(now, months), month, -1)
    months_in_state = months - 1 - np.maximum.reduceat(elsewhere, begins)
    conditions = [
        now == 0,
        months <= settings.exploring_months,
        months_in_state <= settings.forming_months,
    ]
    return np.select(conditions, [DECLINE, EXPLORATION, FORMATION], STABILITY)
