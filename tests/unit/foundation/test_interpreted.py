import numpy as np

from hooper.foundation.interpreted import interpreted
from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import exp32, power32
from hooper.mechanisms.life_stages import by_stage

FACTOR = np.float32(3.0)


@kernel
def tripled(x):
    return FACTOR * x


@kernel
def outer(x):
    return tripled(tripled(x))


def test_a_function_and_all_that_it_calls_run_as_python():
    plain = interpreted(outer)
    assert plain(np.float32(2.0)) == np.float32(18.0)
    assert not hasattr(plain, "py_func")
    assert not hasattr(plain.__globals__["tripled"], "py_func")
    assert hasattr(outer, "py_func"), "the compiled one stays as it is"


def test_the_bits_are_those_of_the_compiled_function():
    rng = np.random.default_rng(1)
    for x, y in rng.uniform(0.1, 9.0, (300, 2)).astype(np.float32):
        for function, arguments in ((exp32, (x,)), (power32, (x, y))):
            compiled = np.float32(function(*arguments))
            assert interpreted(function)(*arguments).view(np.int32) == compiled.view(np.int32)


def test_a_function_with_a_closure_keeps_what_it_closes_over():
    def make(number):
        @kernel
        def add(x):
            return tripled(x) + number

        return add

    assert interpreted(make(np.float32(1.0)))(np.float32(2.0)) == np.float32(7.0)
    assert interpreted(by_stage)(np.float32(2.0), (1.0, 2.0, 3.0, 4.0)) == 3.0
