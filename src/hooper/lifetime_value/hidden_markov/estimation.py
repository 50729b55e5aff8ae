"""Hidden Markov model of the relationship: customers move, unseen, between states of buying more or less.

What happens to a customer between two periods, such as a contact with the firm, moves them up or down; how
much they buy in a period depends on the state they are in alone. Fitted by maximum likelihood: every start
is climbed with some of the customers, and the best top approached with all. States are ordered by the
coordinates of the search, so that no labels can be switched.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.hidden_markov.optimum import optimum_at
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.search import approach, climb
from hooper.lifetime_value.hidden_markov.search_coordinates import SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import centre_and_spread, standardised
from hooper.lifetime_value.hidden_markov.starts import starts
from hooper.lifetime_value.hidden_markov.state_model import parameter_names, real_valued_names
from hooper.lifetime_value.hidden_markov.tied_panel import tie_customers

Floats = NDArray[np.float64]

NAME = "hidden_markov"

_FEWEST, _MOST = 2, 4
_REHEARSAL_ROWS = 40_000  # on so many the starts are compared


def fit(panel: PurchasePanel, n_states: int = _FEWEST) -> Fit:
    """Fit a model of `n_states` states, from 2 to 4, under the names of `parameter_names`.

    Raises InputError for another number of states.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> busy_then_gone = np.tile([4, 3, 5, 4, 0, 0, 0, 0], 50)
    >>> found = fit(panel_without_covariates(busy_then_gone, np.full(50, 8)), n_states=2)
    >>> round(found.parameters["rate_1"], 1), found.status
    (4.0, 'boundary')
    """
    if not _FEWEST <= n_states <= _MOST:
        raise InputError([Fault("n_states", f"is {n_states}", f"choose from {_FEWEST} to {_MOST} states")])
    names = parameter_names(n_states, panel.covariate_names)
    if not panel.purchases.any():
        return no_fit(NAME, names, "nobody bought anything", panel.n_customers)
    tied = tie_customers(panel)
    scaling = centre_and_spread(tied.panel)
    space = SearchSpace(standardised(tied, *scaling), n_states)
    begun = starts(space)
    rehearsal = SearchSpace(standardised(tied.thinned(_REHEARSAL_ROWS), *scaling), n_states)
    tops = [climb(rehearsal, start) for start in begun]
    heights = np.array([rehearsal.log_likelihood(top)[0] for top in tops])
    near = approach(space, rehearsal, tops[int(heights.argmax())])
    optimum = optimum_at(space, near, begun, names, heights)
    real_valued = real_valued_names(n_states, panel.covariate_names)
    return fit_at(NAME, names, optimum, panel.n_customers, real_valued)
