"""Closed forms of the BG/NBD, MBG/NBD and Pareto/NBD, each from its definition and none from our code.

Time is in weeks since the first purchase, X(t) the number of repeat purchases until then. While they are
there, customers buy at their own rates, so that X(t) is NBD(r, alpha / (alpha + t)) of those who stay.
"""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import quad, quad_vec
from scipy.special import betaln
from scipy.stats import nbinom

TINY = 1e-15  # the quotient has a limit at p = 0


def exactly(x, r, alpha, t):
    """The chance of x purchases until t if nobody leaves before."""
    return nbinom.pmf(x, r, alpha / (alpha + t))


def at_least(x, r, alpha, t):
    return nbinom.sf(x - 1, r, alpha / (alpha + t))


@dataclass(frozen=True)
class BetaGeometricLaw:
    """BG/NBD, or with `leaves_at_entry` the MBG/NBD, in which the first purchase may be the last."""

    r: float
    alpha: float
    a: float
    b: float
    leaves_at_entry: bool = False

    def over_dropout(self, function):
        """The mean of a function of the dropout probability p ~ Beta(a, b)."""
        weight = {"weight": "alg", "wvar": (self.a - 1.0, self.b - 1.0)}
        return quad(function, 0.0, 1.0, epsabs=1e-12, **weight)[0] / np.exp(betaln(self.a, self.b))

    def stays(self, p):
        return 1.0 - p if self.leaves_at_entry else 1.0

    def bought(self, p, t):
        """The chance that a customer who leaves with chance p has bought for the last time by t."""
        return -np.expm1(-self.r * np.log1p(p * t / self.alpha))

    def mean(self, t):
        """Alive at s with chance exp(-lambda p s): E X(t) = E[(1 - exp(-lambda p t)) / p]."""
        return self.over_dropout(lambda p: self.bought(p + TINY, t) / (p + TINY) * self.stays(p))

    def alive(self, t):
        return self.over_dropout(lambda p: (1.0 - self.bought(p, t)) * self.stays(p))

    def probability(self, x, t):
        """Stayed after all x, or left with the x-th and would have bought more."""
        early = int(self.leaves_at_entry)
        stayed = np.exp(betaln(self.a, self.b + x + early) - betaln(self.a, self.b))
        chances = np.maximum(x - 1 + early, 0)
        left = np.exp(betaln(self.a + 1.0, self.b + chances) - betaln(self.a, self.b))
        more = np.where(x + early > 0, at_least(x, self.r, self.alpha, t), 0.0)
        return stayed * exactly(x, self.r, self.alpha, t) + left * more

    def alive_given(self, traits, repeats, silent):
        """For a customer known inside out who made so many repeats and has been silent for so long."""
        p = traits.dropout_probability
        still = (1.0 - p) * np.exp(-traits.rate_per_week * silent)
        at_risk = self.leaves_at_entry | (repeats > 0)
        return np.where(at_risk, still / (still + p), 1.0)


@dataclass(frozen=True)
class ParetoLaw:
    r: float
    alpha: float
    s: float
    beta: float

    def mean(self, t):
        """The closed form of Schmittlein, Morrison and Colombo (1987)."""
        per_rate = self.r * self.beta / (self.alpha * (self.s - 1.0))
        return per_rate * (1.0 - (self.beta / (self.beta + t)) ** (self.s - 1.0))

    def alive(self, t):
        return (self.beta / (self.beta + t)) ** self.s

    def probability(self, x, t):
        """Over the time of leaving, whose density is Pareto's, or not before t."""

        def left_at(time):
            density = self.s / (self.beta + time) * self.alive(time)
            return density * exactly(x, self.r, self.alpha, time)

        stayed = self.alive(t) * exactly(x, self.r, self.alpha, t)
        return stayed + quad_vec(left_at, 0.0, t, epsabs=1e-12)[0]

    def alive_given(self, traits, repeats, silent):
        rate, leaving = traits.rate_per_week, traits.dropout_rate_per_week
        with np.errstate(over="ignore"):
            return 1.0 / (1.0 + leaving / (rate + leaving) * np.expm1((rate + leaving) * silent))
