"""Scores of what was drawn against what was expected, to be held within 4.5 standard errors.

A score beyond `Z` is a false alarm once in 150,000 seeds (7e-6), and `FALSE_ALARM` is that for p-values.
The tests of the generators make some 80 such checks, so with free seeds one of them in 1,800 would fail.
"""

import numpy as np
from scipy.stats import chi2, norm

Z = 4.5
FALSE_ALARM = 2 * norm.sf(Z)


def mean_score(sample, expected):
    """How many of its own standard errors the mean of a sample lies from what was expected."""
    return (sample.mean() - expected) / (sample.std() / np.sqrt(sample.size))


def hit_score(hits, probability):
    """The same for a number of independent hits, each with a probability of its own."""
    p = np.broadcast_to(probability, hits.shape)
    return (hits.sum() - p.sum()) / np.sqrt((p * (1.0 - p)).sum())


def counts_fit(counts, probabilities):
    """Whether counts are as frequent as their probabilities, which sum to 1, say (Pearson's chi-square)."""
    expected = counts.sum() * np.asarray(probabilities)
    assert expected.min() > 20.0
    statistic = ((counts - expected) ** 2 / expected).sum()
    return statistic < chi2.isf(FALSE_ALARM, counts.size - 1)


def hits_fit_in_every_tenth(hits, probability):
    """Whether in every tenth of the probabilities there are as many hits as they say (calibration)."""
    tenth = np.minimum((probability * 10).astype(int), 9)
    uncertain = [k for k in range(10) if (probability * (1.0 - probability))[tenth == k].sum() > 20.0]
    scores = np.array([hit_score(hits[tenth == k], probability[tenth == k]) for k in uncertain])
    return scores @ scores < chi2.isf(FALSE_ALARM, len(scores))
