"""Turns the text of a step into a module on disk, so that its machine code is cached between runs.

The file is named by the hash of everything that decides the machine code: the generated text, the source
of every law and of every helper that it calls, the constants they read, and the versions of the compiler.
Numba's own cache looks only at the outer file, and would serve an edited law from its old code.
"""

import hashlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import llvmlite
import numba
import numpy as np

from hooper.engine.block_lanes import part
from hooper.engine.law_set import LawSet
from hooper.engine.step_source import StepSource
from hooper.foundation import jit
from hooper.foundation.compile_cache import cache_folder
from hooper.foundation.kernel_numerics import ZERO
from hooper.foundation.random_words import in_a_tuple, normal_pair, philox, uniform
from hooper.foundation.read_ahead import fetch, fetching
from hooper.foundation.whole_source import whole_source

_HELPERS: dict[str, Any] = {
    "np": np,
    "ZERO": ZERO,
    "inner_kernel": jit.inner_kernel,
    "block_loop": jit.block_loop,
    "compiled": jit.compiled,
    "philox": philox,
    "in_a_tuple": in_a_tuple,
    "uniform": uniform,
    "normal_pair": normal_pair,
    "part": part,
    "fetch": fetch,
}


def step_module(laws: LawSet) -> ModuleType:
    """Return the module with the compiled drivers of a set of laws; equal sets share one module."""
    module = _module(StepSource(laws).text(), laws_fingerprint(laws))
    if not hasattr(module, "run_blocks"):
        _fill(module, laws)
    return module


def laws_fingerprint(laws: LawSet) -> str:
    """Return a hash of the whole source of the laws, and of the compiler's versions."""
    return _fingerprint(tuple(_functions(laws)))


def _functions(laws: LawSet) -> Iterator[Callable[..., Any]]:
    for law in laws.laws:
        yield law.function
        if law.when_off:
            yield law.when_off


@cache
def _fingerprint(functions: tuple[Callable[..., Any], ...]) -> str:
    """Return a hash of the whole source of the functions, and of the compiler's versions."""
    called = (*functions, in_a_tuple, philox, uniform, normal_pair, part, fetching)
    material = [part for function in called for part in whole_source(function)]
    material += [numba.__version__, llvmlite.__version__, np.__version__]
    return hashlib.sha256("\0".join(material).encode()).hexdigest()


@cache
def _module(text: str, fingerprint: str) -> ModuleType:
    digest = hashlib.sha256(f"{text}\0{fingerprint}".encode()).hexdigest()[:24]
    path = cache_folder() / f"step_{digest}.py"
    if not path.exists():
        _write_atomically(path, text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load the generated step {path}")
    module = importlib.util.module_from_spec(spec)
    # Numba's cache finds the functions of a module again by the module's name.
    sys.modules[path.stem] = module
    return module


def _fill(module: ModuleType, laws: LawSet) -> None:
    vars(module).update(_HELPERS, SCRATCH_ROWS=len(laws.scratch_rows))
    for law in laws.laws:
        setattr(module, law.name, jit.inner_kernel(law.function))
        if law.when_off:
            setattr(module, f"{law.name}_off", jit.inner_kernel(law.when_off))
        if law.settings_type:
            setattr(module, f"{law.name}_settings", law.settings_type)
    spec = module.__spec__
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot run the generated step {module.__name__}")
    spec.loader.exec_module(module)


def _write_atomically(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).replace(path)
