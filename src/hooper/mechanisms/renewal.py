"""Renewal: under a contract every customer is billed at the end of every period (no draw).

Source: Fader and Hardie (2007), How to project customer retention: a contract lapses at period ends only.
"""

from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.mechanisms.law import law


@law(writes=("orders", "order_exposure"))
def renewal(orders):
    """Return the orders of the period with the bill added, at its very end."""
    return orders + ONE, ZERO
