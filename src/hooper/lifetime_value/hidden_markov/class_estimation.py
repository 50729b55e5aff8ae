"""Fit the hidden Markov model to customers of several classes, each with parameters of its own.

Sources: Kamakura and Russell (1989), A probabilistic choice model for market segmentation, Journal of
Marketing Research 26(4): 379-390, for classes that nobody sees; Netzer, Lattin and Srinivasan (2008) for
what goes on within one. Classes are numbered by the purchases of their customers, the fewest first.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.hidden_markov.class_space import ClassSpace
from hooper.lifetime_value.hidden_markov.class_starts import class_starts
from hooper.lifetime_value.hidden_markov.optimum import optimum_at
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.search import approach, climb
from hooper.lifetime_value.hidden_markov.search_coordinates import SearchSpace
from hooper.lifetime_value.hidden_markov.standardised_panel import centre_and_spread, standardised
from hooper.lifetime_value.hidden_markov.state_model import parameter_names, real_valued_names
from hooper.lifetime_value.hidden_markov.tied_panel import TiedPanel, tie_customers

Floats = NDArray[np.float64]

NAME: Final = "hidden_markov_classes"

_FEWEST, _MOST = 2, 4
_REHEARSAL_ROWS = 40_000  # on so many the starts are compared


def fit_classes(panel: PurchasePanel, n_states: int, n_classes: int) -> Fit:
    """Fit `n_classes` classes, from 2 to 4, of `n_states` states each, from 2 to 4.

    Parameters have the names of `class_parameter_names`. The status is `boundary` if a class is empty and
    `flat` if two are one. Raises InputError for other numbers.
    """
    asked = {"n_states": n_states, "n_classes": n_classes}
    faults = [
        Fault(name, f"is {number}", f"choose from {_FEWEST} to {_MOST}")
        for name, number in asked.items()
        if not _FEWEST <= number <= _MOST
    ]
    if faults:
        raise InputError(faults)
    names = class_parameter_names(n_states, n_classes, panel.covariate_names)
    if not panel.purchases.any():
        return no_fit(NAME, names, "nobody bought anything", panel.n_customers)
    tied = tie_customers(panel)
    scaling = centre_and_spread(tied.panel)

    def space_of(some: TiedPanel) -> ClassSpace:
        return ClassSpace(SearchSpace(standardised(some, *scaling), n_states), n_classes)

    space, rehearsal = space_of(tied), space_of(tied.thinned(_REHEARSAL_ROWS))
    begun = class_starts(rehearsal)
    tops = [climb(rehearsal, start) for start in begun]
    heights = np.array([rehearsal.log_likelihood(top)[0] for top in tops])
    near = space.ordered(approach(space, rehearsal, tops[int(heights.argmax())]))
    real_valued = _real_valued(n_states, n_classes, panel.covariate_names)
    return fit_at(NAME, names, optimum_at(space, near, begun, names, heights), panel.n_customers, real_valued)


def class_parameter_names(n_states: int, n_classes: int, covariate_names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the parameters, in the order in which a fit has them.

    `class_k_<name>` is what `<name>` is in a model of one class, `class_k` the log odds of class k against
    class 0.

    >>> class_parameter_names(2, 2, ())[4:]
    ('class_0_threshold_1_1', 'class_1_rate_0', 'class_1_rate_1', 'class_1_entry_1', \
'class_1_threshold_0_1', 'class_1_threshold_1_1', 'class_1')
    """
    of_one, classes = parameter_names(n_states, covariate_names), range(n_classes)
    return *(f"class_{k}_{name}" for k in classes for name in of_one), *(f"class_{k}" for k in classes[1:])


def _real_valued(n_states: int, n_classes: int, covariate_names: tuple[str, ...]) -> frozenset[str]:
    of_one = real_valued_names(n_states, covariate_names)
    within = frozenset(f"class_{k}_{name}" for k in range(n_classes) for name in of_one)
    return within | {f"class_{k}" for k in range(1, n_classes)}
