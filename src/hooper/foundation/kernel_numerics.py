"""Float32 arithmetic that vectorises and gives the same bits on every x86-64 machine.

No libm call and no fused multiply-add: exp, log, sine and cosine are short polynomials
(Cephes coefficients), exact to a few units in the last place. Compiled and interpreted agree.

Every sum of integers is made an int32 again: numba makes it an int64, and processors without AVX-512
turn those to and from floats one at a time.
"""

import numpy as np

from hooper.foundation.jit import kernel

ZERO = np.float32(0.0)
ONE = np.float32(1.0)
HALF = np.float32(0.5)
TWO = np.float32(2.0)

_LOG2_E = np.float32(1.44269504)
_LN2_HIGH = np.float32(0.693359375)
_LN2_LOW = np.float32(2.12194440e-4)
_EXP_LOWEST = np.float32(-86.0)
_EXP_HIGHEST = np.float32(88.0)
_EXP_0 = np.float32(1.9875691500e-4)
_EXP_1 = np.float32(1.3981999507e-3)
_EXP_2 = np.float32(8.3334519073e-3)
_EXP_3 = np.float32(4.1665795894e-2)
_EXP_4 = np.float32(1.6666665459e-1)
_EXP_5 = np.float32(5.0000001201e-1)
_ROUNDING_SHIFT = np.float32(128.5)
_SHIFT = np.int32(128)
_EXPONENT_BIAS = np.int32(127)
_MANTISSA_BITS = np.int32(23)
_SQRT_HALF_BITS = np.int32(0x3F3504F3)

_LOG_0 = np.float32(7.0376836292e-2)
_LOG_1 = np.float32(-1.1514610310e-1)
_LOG_2 = np.float32(1.1676998740e-1)
_LOG_3 = np.float32(-1.2420140846e-1)
_LOG_4 = np.float32(1.4249322787e-1)
_LOG_5 = np.float32(-1.6668057665e-1)
_LOG_6 = np.float32(2.0000714765e-1)
_LOG_7 = np.float32(-2.4999993993e-1)
_LOG_8 = np.float32(3.3333331174e-1)

_QUARTER_TURNS = np.float32(4.0)
_HALF_PI = np.float32(np.pi / 2.0)
_SIN_0 = np.float32(-1.9515295891e-4)
_SIN_1 = np.float32(8.3321608736e-3)
_SIN_2 = np.float32(-1.6666654611e-1)
_COS_0 = np.float32(2.443315711809948e-5)
_COS_1 = np.float32(-1.388731625493765e-3)
_COS_2 = np.float32(4.166664568298827e-2)
_BIT_0 = np.int32(1)
_BIT_1 = np.int32(2)
_NO_BITS = np.int32(0)


@kernel
def exp32(x):
    """Return e^x for float32 x; arguments outside [-86, 88] are held at those ends."""
    x = x if x > _EXP_LOWEST else _EXP_LOWEST
    x = x if x < _EXP_HIGHEST else _EXP_HIGHEST
    # Adding and taking away 128 makes the conversion to integer a rounding down for negative x too.
    power = np.int32(np.int32(x * _LOG2_E + _ROUNDING_SHIFT) - _SHIFT)
    count = np.float32(power)
    r = x - count * _LN2_HIGH + count * _LN2_LOW
    p = _EXP_0
    p = p * r + _EXP_1
    p = p * r + _EXP_2
    p = p * r + _EXP_3
    p = p * r + _EXP_4
    p = p * r + _EXP_5
    return (p * r * r + r + ONE) * np.int32(np.int32(power + _EXPONENT_BIAS) << _MANTISSA_BITS).view(
        np.float32
    )


@kernel
def log32(x):
    """Return the natural logarithm of a positive normal float32."""
    bits = np.float32(x).view(np.int32)
    exponent = np.int32(np.int32(bits - _SQRT_HALF_BITS) >> _MANTISSA_BITS)
    m = np.int32(bits - np.int32(exponent << _MANTISSA_BITS)).view(np.float32) - ONE
    z = m * m
    p = _LOG_0
    p = p * m + _LOG_1
    p = p * m + _LOG_2
    p = p * m + _LOG_3
    p = p * m + _LOG_4
    p = p * m + _LOG_5
    p = p * m + _LOG_6
    p = p * m + _LOG_7
    p = p * m + _LOG_8
    e = np.float32(exponent)
    return m + (m * z * p - e * _LN2_LOW - HALF * z) + e * _LN2_HIGH


@kernel
def power32(base, exponent):
    """Return base^exponent for a positive float32 base."""
    return exp32(exponent * log32(base))


@kernel
def logistic32(x):
    """Return 1 / (1 + e^-x)."""
    return ONE / (ONE + exp32(-x))


@kernel
def cosine_and_sine_of_turn(turn):
    """Return the cosine and the sine of `turn` full turns, turn in [0, 1)."""
    quarter = np.int32(turn * _QUARTER_TURNS + HALF)
    r = (turn * _QUARTER_TURNS - np.float32(quarter)) * _HALF_PI
    z = r * r
    sine = ((_SIN_0 * z + _SIN_1) * z + _SIN_2) * z * r + r
    cosine = ((_COS_0 * z + _COS_1) * z + _COS_2) * z * z - HALF * z + ONE
    odd = np.int32(quarter & _BIT_0) != _NO_BITS
    s = cosine if odd else sine
    c = sine if odd else cosine
    s = -s if np.int32(quarter & _BIT_1) != _NO_BITS else s
    c = -c if np.int32(np.int32(quarter + _BIT_0) & _BIT_1) != _NO_BITS else c
    return c, s
