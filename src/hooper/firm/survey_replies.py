"""What people reply to a survey, in numbers that are the same on every machine."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.kernel_numerics import logistic32
from hooper.foundation.random_words import normal_pair


@compiled
def answers_at_all(
    reported: NDArray[np.float32],
    uniform: NDArray[np.float32],
    at_rest: np.float32,
    of_satisfaction: np.float32,
    of_feeling: np.float32,
) -> NDArray[np.bool_]:
    """Return who answers, by the logit `a + b R + c R^2` of reported satisfaction, shape `(n,)`."""
    answers = np.empty(reported.size, np.bool_)
    for k in range(reported.size):
        felt = reported[k]
        answers[k] = uniform[k] < logistic32(at_rest + of_satisfaction * felt + of_feeling * felt * felt)
    return answers


@compiled
def with_noise(
    felt: NDArray[np.float32], words: NDArray[np.uint32], noise_sd: np.float32
) -> NDArray[np.float32]:
    """Return what is felt with the noise of a moment, shape `(n,)`; `words` are four a customer, `(4, n)`."""
    told = np.empty(felt.size, np.float32)
    for k in range(felt.size):
        noise, _ = normal_pair(words[0, k], words[1, k])
        told[k] = felt[k] + noise_sd * noise
    return told


@compiled
def scores_of(told: NDArray[np.float32], score_slope: np.float32) -> NDArray[np.float32]:
    """Return scores in [0, 1] of feelings on the scale of satisfaction, shape `(n,)`."""
    scores = np.empty(told.size, np.float32)
    for k in range(told.size):
        scores[k] = logistic32(score_slope * told[k])
    return scores
