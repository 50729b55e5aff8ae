"""A laboratory for customer relationships.

Everything a notebook needs stands on this shelf and is imported when it is first asked for, so that
`import hooper` stays light:

>>> import hooper
>>> "simulate" in dir(hooper)
True
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hooper import lifetime_value, segmentation, strategies
    from hooper.engine.simulate import simulate
    from hooper.evidence import oracles
    from hooper.history.customer_summary import summarise
    from hooper.history.history import History
    from hooper.history.read_log import read_log
    from hooper.report import figures
    from hooper.scenario import presets as scenarios
    from hooper.scenario.scenario import Scenario
    from hooper.study.compare import compare
    from hooper.study.study import Study

from hooper.foundation.version import __version__

__all__ = [
    "History",
    "Scenario",
    "Study",
    "__version__",
    "compare",
    "figures",
    "lifetime_value",
    "oracles",
    "read_log",
    "scenarios",
    "segmentation",
    "simulate",
    "strategies",
    "summarise",
]

# Where each name lives: "module:attribute", or a whole module.
_SHELF = {
    "History": "hooper.history.history:History",
    "Scenario": "hooper.scenario.scenario:Scenario",
    "Study": "hooper.study.study:Study",
    "compare": "hooper.study.compare:compare",
    "figures": "hooper.report.figures",
    "lifetime_value": "hooper.lifetime_value",
    "oracles": "hooper.evidence.oracles",
    "read_log": "hooper.history.read_log:read_log",
    "scenarios": "hooper.scenario.presets",
    "segmentation": "hooper.segmentation",
    "simulate": "hooper.engine.simulate:simulate",
    "strategies": "hooper.strategies",
    "summarise": "hooper.history.customer_summary:summarise",
}


def __getattr__(name: str) -> object:
    """Import what stands on the shelf under `name` and keep it; called for names not yet imported."""
    if name not in _SHELF:
        raise AttributeError(f"module 'hooper' has no attribute {name!r}")
    module_name, _, attribute = _SHELF[name].partition(":")
    module = import_module(module_name)
    value = getattr(module, attribute) if attribute else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
