"""The world in which every fact is measured."""

from hooper.scenario import presets
from hooper.scenario.scenario import Scenario


def default_world() -> Scenario:
    """Return the scenario from which all scenarios of facts start; its period is a month.

    >>> default_world().period
    'month'
    """
    return presets.load("default")
