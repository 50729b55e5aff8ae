"""A world: a scenario with the laws that its customers live by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_set import LawSet, assemble
from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS, SIGNALS
from hooper.mechanisms.law import Law
from hooper.mechanisms.settings_packing import pack
from hooper.scenario.law_constants import law_constants
from hooper.scenario.scenario import Scenario

SUMS = ("active", "experience", "disconfirmation", "expectation", "satisfaction", "talks_well", "talks_ill")


@dataclass(frozen=True)
class World:
    """What the engine runs: a scenario, its laws in order, and the constants of laws of one's own.

    A law of one's own is added to `laws`; if it has settings, they stand under its name in
    `own_constants`. It is compiled into the step and runs at the speed of the others.

    >>> from hooper.scenario.scenario import Scenario
    >>> len(World(Scenario()).law_set.period_laws)
    11
    """

    scenario: Scenario
    laws: tuple[Law, ...] = PERIOD_LAWS
    entry_laws: tuple[Law, ...] = ENTRY_LAWS
    own_constants: Mapping[str, tuple[Any, ...]] = field(default_factory=dict[str, tuple[Any, ...]])

    @cached_property
    def law_set(self) -> LawSet:
        """The laws put together; raises `InputError` if a field is missing or taken twice."""
        return assemble(self.entry_laws, self.laws, SIGNALS, SUMS)

    @property
    def packed_constants(self) -> NDArray[np.float32]:
        """The constants of all laws as the step takes them; raises `InputError` if some are missing."""
        constants = law_constants(self.scenario) | dict(self.own_constants)
        laws = [law for law in self.law_set.laws if law.settings_type]
        missing = [law.name for law in laws if law.name not in constants]
        if missing:
            remedy = "give its settings under its name in `own_constants`"
            raise InputError([Fault(f"law '{name}'", "has no settings", remedy) for name in missing])
        return pack(constants[law.name] for law in laws)

    @property
    def switches(self) -> NDArray[np.bool_]:
        """Whether each law of the period acts, shape `(n_laws,)`."""
        return np.array([law.name not in self.scenario.switched_off for law in self.law_set.period_laws])
