"""Encounters: what a customer meets of the firm's departments is felt in one period, and then it is over.

Deliveries that come later than promised are felt as days of delay, in convenience; visits and care that were
due and did not come as neglect, in the relationship. Departments count both for every customer between two
periods; the next experience and the holes of the leaky bucket read them, and this law clears them away.
Source: Zeithaml, Berry and Parasuraman (1996), The behavioral consequences of service quality, Journal of
Marketing 60(2), for the way from what a firm's departments do to what its customers do.
"""

from hooper.foundation.kernel_numerics import ZERO
from hooper.mechanisms.law import law


@law(writes=("delay_felt", "neglect_felt"), state={"delay_felt": 0.0, "neglect_felt": 0.0})
def encounters():
    """Return what is left to be felt of late deliveries and of neglect when a period is over."""
    return ZERO, ZERO
