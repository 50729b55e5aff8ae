"""A world: a scenario with the laws that its customers live by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from hooper.engine.law_set import LawSet
from hooper.engine.physics import Physics
from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS, SIGNALS
from hooper.mechanisms.law import Law
from hooper.scenario.law_constants import law_constants
from hooper.scenario.law_names import LawName
from hooper.scenario.scenario import Scenario

SUMS = (
    *("experience", "disconfirmation", "expectation", "satisfaction"),
    *("talks_well", "talks_ill", "talk_after_leaving", "serving_cost", "share_of_wallet"),
)


@dataclass(frozen=True)
class World:
    """What the engine runs: a scenario, its laws in order, and the constants of laws of one's own.

    A law of one's own is added to `laws`; if it has settings, they stand under its name in
    `own_constants`. It is compiled into the step and runs at the speed of the others. `own_laws_off` names
    those that do not act: worlds that differ in nothing else share their machine code.

    >>> from hooper.scenario.scenario import Scenario
    >>> len(World(Scenario()).law_set.period_laws)
    35
    """

    scenario: Scenario
    laws: tuple[Law, ...] = PERIOD_LAWS
    entry_laws: tuple[Law, ...] = ENTRY_LAWS
    own_constants: Mapping[str, tuple[Any, ...]] = field(default_factory=dict[str, tuple[Any, ...]])
    own_laws_off: tuple[str, ...] = ()

    @property
    def law_set(self) -> LawSet:
        """The laws put together."""
        return self.physics.law_set

    @cached_property
    def physics(self) -> Physics:
        """The laws put together, with the scenario's constants and switches.

        Raises `InputError` if a field or a law's settings are missing, something is taken twice, or a law
        that is to be off is none of one's own.
        """
        self._check_laws_off()
        return Physics.of(
            self.laws,
            law_constants(self.scenario) | dict(self.own_constants),
            entry_laws=self.entry_laws,
            signals=SIGNALS,
            sums=SUMS,
            switched_off=self.scenario.laws_off.union(self.own_laws_off),
            dimensions=tuple(self.scenario.dimension_weights),
        )

    def _check_laws_off(self) -> None:
        own = [law.name for law in self.laws if law.name not in get_args(LawName)]
        remedy = f"choose from {', '.join(own) or 'none'}; the scenario switches off all others"
        faults = [
            Fault("own_laws_off", f"'{name}' is no law of one's own in this world", remedy)
            for name in self.own_laws_off
            if name not in own
        ]
        if faults:
            raise InputError(faults)
