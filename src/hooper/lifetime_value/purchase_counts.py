"""How many purchases each customer will make: the probabilities of 0, 1, 2, ... within a horizon.

Who is alive at the cut makes n of them with the probability that the model has for that; who has left
makes none. With P(alive) the two are mixed.
"""

import math

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.alike_customers import of_those_alive
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.model_kinds import PurchaseModel

Floats = NDArray[np.float64]


def purchase_count_probabilities(
    model: PurchaseModel,
    parameters: CustomerParameters,
    summary: CustomerSummary,
    horizon: float,
    largest_count: int,
) -> Floats:
    """Return the probabilities of 0 to `largest_count` purchases within `horizon` after the cut.

    The shape is `(n, largest_count + 1)`; what is missing to 1 is the probability of more. The horizon is
    in units of the summary's time. Raises InputError if it is not finite or below zero, or the count is.
    """
    faults = []
    if not (math.isfinite(horizon) and horizon >= 0.0):
        faults.append(Fault("horizon", f"is {horizon}", "give a time of zero or more, with an end"))
    if largest_count < 0:
        faults.append(Fault("largest_count", f"is {largest_count}", "give a number of zero or more"))
    if faults:
        raise InputError(faults)
    out = of_those_alive(
        lambda of, frequency, age: model.count_probabilities_while_alive(
            of, frequency, age, horizon, largest_count
        ),
        parameters,
        summary,
    )
    alive = model.probability_alive(parameters, summary)
    out *= alive[:, np.newaxis]
    out[:, 0] += 1.0 - alive
    return out
