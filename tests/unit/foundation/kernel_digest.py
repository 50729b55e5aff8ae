"""Prints a digest of the bits of every kernel over many inputs; run with and without NUMBA_DISABLE_JIT=1."""

import hashlib
import warnings

import numpy as np

from hooper.foundation.kernel_numerics import cosine_and_sine_of_turn, exp32, log32, logistic32, power32
from hooper.foundation.random_words import normal_pair, round_keys, uniform, words
from hooper.mechanisms.gamma_variate import boosted_gamma, gamma
from hooper.mechanisms.order import order

POINTS = 1_500


def values():
    """Yield numbers, or tuples of numbers, of each kernel in turn."""
    rng = np.random.default_rng(5)
    reals = rng.normal(0.0, 30.0, POINTS).astype(np.float32)
    shares = rng.random(POINTS).astype(np.float32) * np.float32(0.999) + np.float32(1e-7)
    drawn = words((3, 4), np.arange(POINTS), 7, 1, 2)
    yield from drawn.ravel()
    for x, share, (w0, w1, w2, w3) in zip(reals, shares, drawn.T, strict=True):
        yield exp32(x), logistic32(x), log32(share), power32(share, abs(x)), cosine_and_sine_of_turn(share)
        yield uniform(w0), normal_pair(w1, w2)
        # A compiled kernel that is called from Python returns its float32 as a Python float.
        a, b, c = (np.float32(x) for x in (normal_pair(w0, w1)[0], normal_pair(w2, w3)[0], uniform(w3)))
        yield (
            gamma(np.float32(1.243), a, share, b, c),
            boosted_gamma(np.float32(0.243), a, share, b, c, share),
        )
    keys = round_keys(3, 4)
    for k in range(POINTS):
        yield order(
            np.uint32(k), np.uint32(0), np.uint32(2), k % 8, keys, shares[k], np.float32(0.5 + 3 * shares[k])
        )


def digest():
    hashed = hashlib.sha256()
    for each in values():
        flat = np.array([part for value in np.atleast_1d(np.array(each, object)) for part in np.ravel(value)])
        hashed.update(flat.astype(np.float64).tobytes())
    return hashed.hexdigest()


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # unsigned words wrap on purpose
    print(digest())  # noqa: T201
