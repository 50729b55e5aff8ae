"""Replications drawn again with replacement: what the bootstrap of a study is made of.

All strategies take the same replications in a sample, so that what is compared stays paired. The draws are a
function of the number of replications and of nothing else: the same study always gets the same samples.
Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import SAMPLING_DISTRIBUTION
from hooper.foundation.random_words import uniforms, words

SAMPLES: Final = 2_000
_KEY: Final = (0, 1)


def drawn_again(replications: int) -> NDArray[np.int64]:
    """Return which replications each of `SAMPLES` samples holds, shape `(SAMPLES, replications)`.

    >>> drawn = drawn_again(5)
    >>> drawn.shape, int(drawn.min()), int(drawn.max())
    ((2000, 5), 0, 4)
    """
    place, sample = np.arange(replications), np.arange(SAMPLES)[:, np.newaxis]
    counters = np.broadcast_arrays(place, sample)
    chance = uniforms(words(_KEY, counters[0].ravel(), 0, counters[1].ravel(), SAMPLING_DISTRIBUTION)[0])
    return (chance.reshape(SAMPLES, replications) * replications).astype(np.int64)
