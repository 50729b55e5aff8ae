"""Asks memory for what a kernel will need soon, so that it need not wait for it then.

Nothing is read into the program and nothing can go wrong: it changes when results are there, never what they
are. Interpreted, it does nothing.
"""

from collections.abc import Callable
from typing import Any, Final, cast

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, config
from numba.extending import intrinsic
from numpy.typing import NDArray

from hooper.foundation.jit import kernel

_INTERPRETED: Final = bool(config.DISABLE_JIT)  # pyright: ignore[reportAttributeAccessIssue]
# Enough that memory has sent what was asked for, and little enough that it is still there.
_ROWS_AHEAD: Final = 32
# In the words of LLVM: to be read, soon but not at once, and it is data.
_HOW: Final = (0, 2, 1)


def fetching(
    _: object, array: numba.types.Array, cell: numba.types.Integer
) -> tuple[Any, Callable[..., Any]]:
    """Return the type and the maker of the instruction that asks for the line of a cell of a flat array."""

    def make(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401  # numba's
        whole = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = cgutils.get_item_pointer(context, builder, array, whole, arguments[1:])
        somewhere = builder.bitcast(place, cgutils.voidptr_t)
        words = [ir.IntType(32)(word) for word in _HOW]
        kind = ir.FunctionType(ir.VoidType(), [somewhere.type, *(word.type for word in words)])
        fetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(fetch, [somewhere, *words])
        return context.get_dummy_value()

    return numba.types.none(array, numba.types.intp), make


def _leave_it(array: object, cell: int) -> None:
    """Do nothing: memory is not asked where no machine code is made."""


fetch = cast("Callable[[Any, Any], None]", _leave_it if _INTERPRETED else intrinsic(fetching))


@kernel
def fetch_ahead(array: NDArray[Any], places: NDArray[np.integer[Any]], row: int) -> None:
    """Ask for the cell of an array that a loop over `places` will need some rows after `row`."""
    fetch(array, places[min(row + _ROWS_AHEAD, places.size - 1)])
