from typing import NamedTuple

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.foundation.jit import kernel
from hooper.foundation.whole_source import whole_source

FACTOR = np.float32(2.0)
TABLE = np.array([1.0, 2.0])


class Pair(NamedTuple):
    first: float
    second: float


@kernel
def doubled(x):
    return x * FACTOR


def quadrupled(x):
    return doubled(doubled(x))


def times(number):
    def multiplied(x):
        return x * number

    return multiplied


def test_it_holds_the_helpers_and_the_constants_that_they_read():
    parts = list(whole_source(quadrupled))
    assert [part for part in parts if "def doubled" in part]
    assert "FACTOR=np.float32(2.0)" in parts
    assert len(parts) == 3


def test_two_functions_of_one_factory_differ_by_what_they_close_over():
    assert list(whole_source(times(2))) != list(whole_source(times(3)))
    assert list(whole_source(times(2))) == list(whole_source(times(2)))


def test_it_holds_the_contents_of_arrays_and_the_fields_of_settings():
    def looked_up(i):
        return Pair(0.0, 0.0), TABLE[i]

    parts = list(whole_source(looked_up))
    assert f"TABLE=float64(2,){TABLE.tobytes().hex()}" in parts
    assert "Pair=('first', 'second')" in parts


def test_a_function_that_calls_itself_ends():
    def countdown(n):
        return n if n < 1 else countdown(n - 1)

    assert len(list(whole_source(countdown))) == 1


def test_a_function_without_a_source_is_told_where_to_write_it():
    typed: dict = {}
    exec("def at_a_prompt(x):\n    return x", typed)  # noqa: S102  # as at a prompt
    with pytest.raises(InputError, match=r"'at_a_prompt'.*cannot be read"):
        list(whole_source(typed["at_a_prompt"]))
