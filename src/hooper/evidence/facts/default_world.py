"""The world in which every fact is measured."""

from hooper.foundation.units import PeriodUnit
from hooper.scenario import presets
from hooper.scenario.another_period import in_another_period
from hooper.scenario.scenario import Scenario


def default_world(period: PeriodUnit = "month") -> Scenario:
    """Return the scenario from which all scenarios of facts start; its own period is a month.

    >>> default_world().period
    'month'
    """
    return in_another_period(presets.load("default"), period)


def of_size(scenario: Scenario, founders: int) -> Scenario:
    """Return the scenario with so many founders, and a firm of the size that goes with them.

    >>> of_size(default_world(), 500).founders.customers
    500
    """
    settings = scenario.founders.model_copy(update={"customers": founders})
    return scenario.model_copy(update={"founders": settings})
