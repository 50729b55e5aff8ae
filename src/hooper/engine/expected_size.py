"""How large a world will become: how many customers, and what they take in memory and on disk."""

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.scenario import Scenario

# Referred newcomers are not planned; this much is set aside for them, and more is made when it is needed.
_ROOM_FOR_REFERRED = 0.05


def expected_customers(scenario: Scenario, periods: int) -> int:
    """Return how many customers may enter a world in all: founders, those the firm buys, and some referred.

    >>> expected_customers(Scenario(), periods=52)
    24014
    """
    founders = scenario.founders.customers
    months = periods * scenario.period_days / DAYS_PER_MONTH
    paid = scenario.acquisition.newcomers_per_month_per_1000 * founders / 1000.0 * months
    return int((founders + paid) * (1.0 + _ROOM_FOR_REFERRED)) + 1
