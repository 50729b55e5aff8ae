"""A law that only looks on: it writes down what a customer cost to serve in the period."""

from hooper.mechanisms.law import law


@law(writes=("cost_of_period",), state={"cost_of_period": 0.0})
def write_down_cost(serving_cost):  # noqa: ANN001, ANN201  # a field, as in every law
    """Return the cost to serve of the period as state, so that it can be read after it."""
    return serving_cost
