"""BG/NBD of purchases rounded to days or weeks, as if nothing had been rounded.

A log of days merges the purchases of a day and hides when in the day they were made. Taken for exact, it
makes purchases look rarer: with CDNOW's parameters alpha comes out some 6 % too large. Here the chance of
what the rounded log shows is computed exactly (`rounded_beta_geometric`), so that the parameters are
those of the BG/NBD in continuous time. What a grid is, and what the age must count, tells
`rounding_grid`. On a grid of 0 nothing was rounded, and all is as in `bg_nbd`.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd, rounded_beta_geometric, rounded_fit
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.rounded_fit import RoundedModel
from hooper.lifetime_value.rounded_likelihood import Chances

Floats = NDArray[np.float64]

_FIRST_EXIT = 1  # nobody drops out before the first repeat purchase

MODEL: Final = RoundedModel(
    name=bg_nbd.NAME,
    parameters=bg_nbd.PARAMETERS,
    times=frozenset({"alpha"}),
    starts=np.array([[0.5, 0.2, 1.0, 2.0], [1.0, 1.0, 1.0, 1.0], [3.0, 3.0, 0.3, 3.0]]),
    chances=Chances(
        population=rounded_beta_geometric.population,
        stayed=partial(rounded_beta_geometric.stayed, first_exit=_FIRST_EXIT),
        left=partial(rounded_beta_geometric.left, first_exit=_FIRST_EXIT),
    ),
    alive=partial(rounded_beta_geometric.stayed, first_exit=_FIRST_EXIT),
    yet_to_come=partial(rounded_beta_geometric.yet_to_come, first_exit=_FIRST_EXIT),
)


def fit_rounded(summary: CustomerSummary, grid: float) -> Fit:
    """Fit r, alpha (in units of the summary's time), a and b by maximum likelihood.

    `grid` is the width of a cell in units of the summary's time: 1 / 7 for days in weeks. The
    log-likelihood is to be compared with others of the same grid only. Raises InputError if the times
    of the summary are off the grid.

    >>> from hooper.history.customer_summary import summarise
    >>> from hooper.history.read_log import read_log
    >>> fit_rounded(summarise(read_log("example:cdnow")[0]), grid=1 / 7).status
    'ok'
    """
    return bg_nbd.fit(summary) if grid == 0.0 else rounded_fit.fit_rounded(MODEL, summary, grid)


def probability_alive(parameters: Mapping[str, float], summary: CustomerSummary, grid: float) -> Floats:
    """Return each customer's probability of not having dropped out by the end of the cut's cell, `(n,)`.

    It is below 1 for a customer without repeat purchase, too: one may have come, and been the last,
    in the cell of the first.
    """
    if grid == 0.0:
        return bg_nbd.probability_alive(parameters, summary)
    return rounded_fit.probability_alive(MODEL, parameters, summary, grid)


def conditional_expected_transactions(
    parameters: Mapping[str, float], summary: CustomerSummary, grid: float, horizon: float
) -> Floats:
    """Return each customer's mean number of purchases in `horizon` after the cut's cell, shape `(n,)`.

    The horizon is in units of the summary's time. Purchases are counted as they are made, not merged.
    """
    if grid == 0.0:
        return bg_nbd.conditional_expected_transactions(parameters, summary, horizon)
    return rounded_fit.conditional_expected_transactions(MODEL, parameters, summary, grid, horizon)
