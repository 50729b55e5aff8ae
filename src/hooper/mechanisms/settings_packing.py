"""Settings of laws as one flat float32 array, so that a compiled step takes a single argument for all."""

from collections.abc import Iterable
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray


@cache
def widths(settings_type: type, n_dimensions: int) -> tuple[int, ...]:
    """Return for each field of a settings tuple how many numbers it holds; 0 marks a plain number.

    `tuple[float, float]` has width 2; `tuple[float, ...]` has one number a dimension.
    """
    return tuple(_width(hint, n_dimensions) for hint in get_type_hints(settings_type).values())


@cache
def dimensional_settings(settings_type: type | None) -> frozenset[str]:
    """Return the names of the settings that hold one number a dimension.

    A law that is called for each dimension reads its own under the name of the setting.
    """
    hints = get_type_hints(settings_type) if settings_type else {}
    return frozenset(name for name, hint in hints.items() if _is_dimensional(hint))


def _width(hint: object, n_dimensions: int) -> int:
    if get_origin(hint) is not tuple:
        return 0
    return n_dimensions if _is_dimensional(hint) else len(get_args(hint))


def _is_dimensional(hint: object) -> bool:
    return get_origin(hint) is tuple and get_args(hint)[-1] is Ellipsis


def pack(settings: Iterable[tuple[Any, ...]]) -> NDArray[np.float32]:
    """Return the numbers of several settings tuples, in order, shape `(n,)`.

    >>> pack([(1.0, (2.0, 3.0))]).tolist()
    [1.0, 2.0, 3.0]
    """
    numbers = [
        number
        for each in settings
        for value in each
        for number in (value if isinstance(value, tuple) else (value,))
    ]
    return np.array(numbers, dtype=np.float32)


def unpack(
    settings_types: Iterable[type], packed: NDArray[np.float32], n_dimensions: int
) -> list[tuple[Any, ...]]:
    """Return the settings tuples that `pack` made flat, with float32 numbers.

    >>> from hooper.mechanisms.persuasion import Persuasion
    >>> unpack([Persuasion], pack([Persuasion(0.5)]), n_dimensions=1)
    [Persuasion(fading=np.float32(0.5))]
    """
    numbers = iter(packed)
    found: list[tuple[Any, ...]] = []
    for settings_type in settings_types:
        values = [
            tuple(next(numbers) for _ in range(width)) if width else next(numbers)
            for width in widths(settings_type, n_dimensions)
        ]
        found.append(settings_type(*values))
    return found
