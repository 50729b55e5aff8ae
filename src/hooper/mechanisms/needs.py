"""Five kinds of needs: what a customer can say, and what is needed beside it.

Who asks for a computer (stated) wants good service with it (ancillary), has much text to process (real), will
buy an office suite (related), and wants to be free of files (latent). How much of each a customer needs is
standard normal over customers. A product has a level in each kind on the same scale, and misses a need n by
`|level - n|`, whether it has too little or too much. What serves a need is `sqrt(2 / pi) - |level - n|`: less
than nothing from a product that lies further off than the middle one does on average.
Sources: Kotler and Keller, Marketing Management, for the typology (stated, real, unstated, delight and secret
needs); Coombs (1964), A Theory of Data, for ideal points.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.random_words import normal_pair

NEEDS: Final = ("stated", "ancillary", "real", "related", "latent")
STATED: Final = NEEDS.index("stated")
_MISSED_BY_THE_MIDDLE: Final = np.float32(math.sqrt(2.0 / math.pi))


def needs_of(
    words: NDArray[np.uint32], more_words: NDArray[np.uint32], correlation: float
) -> NDArray[np.float32]:
    """Return the needs of customers, shape `(n, 5)`, each two of which have this correlation.

    `words` and `more_words` are four words a customer each, `(4, n)`.
    """
    common, own = np.float32(math.sqrt(correlation)), np.float32(math.sqrt(1.0 - correlation))
    return _needs(words, more_words, common, own)


@compiled
def _needs(words, more_words, common, own):
    needs = np.empty((words.shape[1], len(NEEDS)), np.float32)
    for k in range(words.shape[1]):
        stated, ancillary = normal_pair(words[0, k], words[1, k])
        real, related = normal_pair(words[2, k], words[3, k])
        latent, in_all = normal_pair(more_words[0, k], more_words[1, k])
        needs[k, 0] = own * stated + common * in_all
        needs[k, 1] = own * ancillary + common * in_all
        needs[k, 2] = own * real + common * in_all
        needs[k, 3] = own * related + common * in_all
        needs[k, 4] = own * latent + common * in_all
    return needs


def served(needs: NDArray[np.float32], levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how well products serve each need of customers, shape `(n, 5, products)`.

    `needs` has the shape `(n, 5)` and `levels` the shape `(products, 5)`. A product of level 0 serves
    everybody taken together by nothing.

    >>> needs, product = np.zeros((1, 5), np.float32), np.array([[0, 0, 0, 0, 2]], np.float32)
    >>> [f"{each:.3f}" for each in served(needs, product)[0, :, 0]]
    ['0.798', '0.798', '0.798', '0.798', '-1.202']
    """
    return _MISSED_BY_THE_MIDDLE - np.abs(needs[:, :, np.newaxis] - levels.T)


def fit_of(served_needs: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the weighted sum over the five needs of how well they are served, shape `(n, products)`.

    >>> fit_of(np.ones((1, 5, 2), np.float32), np.full(5, 0.5, np.float32)).tolist()
    [[2.5, 2.5]]
    """
    fit = weights[0] * served_needs[:, 0]
    for kind in range(1, len(NEEDS)):  # in this order everywhere: a sum of NumPy's own has another one
        fit = fit + weights[kind] * served_needs[:, kind]
    return fit
