"""How kernels are compiled: one place for the options that keep results equal on every machine.

Never `fastmath`: reassociation and fused multiply-add change bits between processors.
`kernel` is inlined by force, since helpers that stay calls stop the block loops from vectorising. What only
compiled code calls (`inner_kernel`, `block_loop`) gets no way in from the interpreter: making one is a third
of the work of compiling a step.
"""

import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import Any, NoReturn

import numba
from numba.core import config
from numba.core.caching import FunctionCache
from numba.core.registry import CPUDispatcher

from hooper.foundation.compile_cache import cache_folder
from hooper.foundation.whole_source import whole_source

kernel = numba.njit(error_model="numpy", forceinline=True)
_loop_without_lock = numba.njit(error_model="numpy", nogil=True)


class _Inner(CPUDispatcher):
    def __call__(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401  # as numba has it
        raise TypeError(f"{self.py_func.__name__} can be called by compiled code only")


def _inner(function: Callable[..., Any], **options: bool) -> Any:  # noqa: ANN401  # a dispatcher, as below
    if config.DISABLE_JIT:  # pyright: ignore[reportAttributeAccessIssue]  # numba sets it at run time
        return function
    no_way_in = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return _Inner(function, targetoptions={"nopython": True, "error_model": "numpy", **no_way_in, **options})


def inner_kernel(function: Callable[..., Any]) -> Any:  # noqa: ANN401  # a dispatcher has no public type
    """Compile a kernel that only compiled code calls."""
    return _inner(function, forceinline=True)


def block_loop(function: Callable[..., Any]) -> Any:  # noqa: ANN401  # a dispatcher has no public type
    """Compile a loop over the customers of a block, which only compiled code calls."""
    return _inner(function)


def compiled(function: Callable[..., Any]) -> Any:  # noqa: ANN401  # a dispatcher has no public type
    """Compile a function that runs without the interpreter's lock; its machine code is kept on disk.

    Numba looks at the file of the function alone, and would serve the old machine code when a helper in
    another file has changed (after an update too). Here the code is kept under all that it calls.
    """
    dispatcher = _loop_without_lock(function)
    if dispatcher is not function:  # with NUMBA_DISABLE_JIT=1 it is
        dispatcher._cache = _cache_of(function)  # pyright: ignore[reportAttributeAccessIssue]
    return dispatcher


def _cache_of(function: Callable[..., Any]) -> "_WholeSourceCache":
    """Return the cache beside the function's file, or in our own folder if that cannot be written."""
    try:
        return _WholeSourceCache(function)
    except RuntimeError:  # numba found no place: neither beside the file nor in a home
        before = config.CACHE_DIR  # pyright: ignore[reportAttributeAccessIssue]  # numba sets it at run time
        config.CACHE_DIR = str(cache_folder() / "numba")  # pyright: ignore[reportAttributeAccessIssue]
        try:
            return _WholeSourceCache(function)
        finally:
            config.CACHE_DIR = before  # pyright: ignore[reportAttributeAccessIssue]


class _WholeSourceCache(FunctionCache):
    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256("\0".join(whole_source(self._py_func)).encode()).hexdigest()

    def _index_key(self, sig: object, codegen: object) -> tuple[Any, ...]:
        return *super()._index_key(sig, codegen), self._digest
