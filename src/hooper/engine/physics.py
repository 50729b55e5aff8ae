"""Physics: the laws that customers live by, with their constants and switches. It is all an engine runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_set import LawSet, assemble
from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.dimensions import ONE_FOR_ALL
from hooper.mechanisms.law import Law
from hooper.mechanisms.settings_packing import pack


@dataclass(frozen=True)
class Physics:
    """A set of laws with `constants` as the compiled step takes them, and which of the laws act.

    `constants` is flat float32; `switches` of shape `(n_period_laws,)` says whether each law acts.
    """

    law_set: LawSet
    constants: NDArray[np.float32]
    switches: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        laws: Iterable[Law],
        constants: Mapping[str, tuple[Any, ...]],
        *,
        entry_laws: Iterable[Law] = (),
        signals: tuple[str, ...] = (),
        sums: tuple[str, ...] = (),
        switched_off: Iterable[str] = (),
        dimensions: tuple[str, ...] = ONE_FOR_ALL,
    ) -> Self:
        """Put laws together; `constants` holds the settings tuple of each law that has one, by its name.

        `sums` are fields that are added up over all customers every period. Raises `InputError` if the
        laws do not fit together, or if a law's settings are missing.

        >>> from hooper.mechanisms.law import law
        >>> @law(writes=("age",), state={"age": 0.0})
        ... def grow_older(age):
        ...     return age + np.float32(1.0)
        >>> Physics.of([grow_older], {}, sums=("age",)).law_set.state_rows
        ('id_low', 'id_high', 'age')
        """
        law_set = assemble(entry_laws, laws, signals, sums, dimensions)
        off = frozenset(switched_off)
        switches = np.array([law.name not in off for law in law_set.period_laws])
        return cls(law_set, _packed(law_set, constants), switches)


def _packed(law_set: LawSet, constants: Mapping[str, tuple[Any, ...]]) -> NDArray[np.float32]:
    typed = [law.name for law in law_set.laws if law.settings_type]
    missing = [name for name in typed if name not in constants]
    if missing:
        remedy = "give its settings under its name in `own_constants`"
        raise InputError([Fault(f"law '{name}'", "has no settings", remedy) for name in missing])
    return pack(constants[name] for name in typed)
