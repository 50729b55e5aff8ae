"""Points that fill the unit cube evenly: Latin hypercubes and Sobol's sequence, on words of the study's seed.

The levels of a Latin hypercube hang on the factor's key, so that another factor does not move them. Sources:
McKay, Beckman and Conover (1979), Technometrics 21(2), for the hypercube; Joe and Kuo (2008), SIAM Journal on
Scientific Computing 30(5), for the sequence; Cranley and Patterson (1976), SIAM Journal on Numerical Analysis
13(6), for its shift.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import PARAMETER_DRAW
from hooper.foundation.random_words import uniforms, words

# Beside the resamples and the assumptions of parameter draws, which have 0 and 1.
_HYPERCUBE: Final = 2
_SHIFT: Final = 3


def latin_hypercube(keys: Sequence[str], points: int, seed: int) -> NDArray[np.float64]:
    """Return points of which each n-th of the range of each factor holds one, shape `(points, factors)`.

    >>> np.sort((latin_hypercube(["a", "b"], 4, seed=1) * 4).astype(int), axis=0).T.tolist()
    [[0, 1, 2, 3], [0, 1, 2, 3]]
    """
    return np.column_stack([_stratified(key, points, seed) for key in keys])


def sobol_points(keys: Sequence[str], points: int, seed: int) -> NDArray[np.float64]:
    """Return the first points of Sobol's sequence, a power of 2, shifted by chance around the cube.

    >>> sobol_points(["a", "b"], 4, seed=1).shape
    (4, 2)
    """
    from scipy.stats import qmc  # noqa: PLC0415  half a second, and few studies need it

    sequence = qmc.Sobol(len(keys), scramble=False).random_base2(points.bit_length() - 1)
    shift = [uniforms(words((seed, 0), 0, _SHIFT, number_of(key), PARAMETER_DRAW))[0, 0] for key in keys]
    return np.mod(sequence + np.array(shift), 1.0)


def number_of(key: str) -> int:
    """Return the number by which a key counts, whatever its place."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "little")


def _stratified(key: str, points: int, seed: int) -> NDArray[np.float64]:
    counted = np.arange(points, dtype=np.uint32)
    order, within, *_ = uniforms(words((seed, 0), counted, _HYPERCUBE, number_of(key), PARAMETER_DRAW))
    return (np.argsort(order, kind="stable") + within) / points
