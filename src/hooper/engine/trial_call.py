"""One call of a law with ordinary numbers: what it returns has to be what it declares."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import numpy as np

from hooper.foundation.errors import Fault
from hooper.foundation.interpreted import interpreted
from hooper.mechanisms.dimensions import is_dimensional
from hooper.mechanisms.law import Law, parameters, takes_settings
from hooper.mechanisms.settings_packing import widths

_ORDINARY: Final = np.float32(0.5)


def faults_of_return(laws: tuple[Law, ...], n_dimensions: int) -> Iterator[Fault]:
    """Yield a fault for each law that cannot be called, or returns more or less than it declares."""
    for law in laws:
        for function in (law.function, law.when_off):
            if function is not None:
                told = law.name, law.writes, law.per_dimension, law.settings_type
                yield from _faults(*told, function, n_dimensions)


@cache
def _faults(
    name: str,
    writes: tuple[str, ...],
    per_dimension: bool,
    settings_type: type | None,
    function: Callable[..., Any],
    n_dimensions: int,
) -> tuple[Fault, ...]:
    where = f"law '{name}'"
    arguments = [_argument(field, per_dimension, n_dimensions) for field in parameters(function)]
    if takes_settings(function):
        if settings_type is None:
            return (Fault(where, "reads settings and declares none", "give `settings=` to `@law`"),)
        arguments.append(_settings(settings_type, n_dimensions))
    try:
        with np.errstate(all="ignore"):
            returned = interpreted(function)(*arguments)
    except Exception as error:  # whatever a user's law raises is told as the law's fault
        return (Fault(where, f"cannot be called: {type(error).__name__}: {error}", "mend the law"),)
    count = len(returned) if isinstance(returned, tuple) else 1
    if count == len(writes):
        return ()
    problem = f"returns {count} value{'s' if count > 1 else ''} and declares {', '.join(writes)}"
    return (Fault(where, problem, "return one value for each field of `writes`, in that order"),)


def _argument(field: str, per_dimension: bool, n_dimensions: int) -> Any:  # noqa: ANN401  # a number or some
    all_at_once = is_dimensional(field) and not per_dimension
    return (_ORDINARY,) * n_dimensions if all_at_once else _ORDINARY


def _settings(settings_type: type, n_dimensions: int) -> tuple[Any, ...]:
    values = [(_ORDINARY,) * width if width else _ORDINARY for width in widths(settings_type, n_dimensions)]
    return settings_type(*values)
