"""Entry: who a newcomer is. Traits are drawn once, from the newcomer's own words.

Purchase rates are gamma over customers (as in the NBD family), mean amounts follow the Gamma-Gamma
model of Fader, Hardie and Lee (2005), quality fit is normal, frailty lognormal with mean 1, and
persuadability takes three values. Expectation starts at what the firm promised, with noise. Who knows a
customer resembles that customer (McPherson, Smith-Lovin and Cook 2001 for homophily), and has been told
how good the firm really is: `q <- q_mean + h (q_friend - q_mean) + sqrt(1 - h^2) (q - q_mean)` and
`E = q_mean + (1 - b) promise + b (q - q_mean) + noise`. Whoever comes through a channel that aims beside the
mark fits worse by a shift and buys at another rate (Villanueva, Yoo and Hanssens 2008 for customers who
differ by channel), and has been promised the same as all others. So does whoever has chosen a product that
serves her needs badly (`hooper.mechanisms.assortment`). Traits of people (`personas`) move all of this: a
newcomer's own draws are multiplied by, or added to, what comes with who she is.
"""

import math
from typing import NamedTuple

from hooper.foundation.decisions import (
    ENTRY_CHARACTER,
    ENTRY_EXPECTATION,
    ENTRY_EXPECTATION_SECOND_HALF,
    ENTRY_FIT,
    ENTRY_FIT_SECOND_HALF,
    ENTRY_RATE,
    ENTRY_RATE_SECOND_TRY,
    ENTRY_RESPONSE,
    ENTRY_SPEND,
    ENTRY_SPEND_SECOND_TRY,
)
from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.gamma_variate import boosted_gamma
from hooper.mechanisms.law import Draw, DrawOfEachDimension, four_normals, law
from hooper.mechanisms.lognormal_variate import lognormal_with_mean_one


class BuyerSettings(Settings):
    """Heterogeneity of purchase rates and of spend (amounts in currency units)."""

    rate_shape: Positive = 1.2
    rate_mean_per_month: Positive = 1.0
    spend_p: Positive = 6.25
    spend_q: Positive = 3.74
    spend_gamma: Positive = 15.44

    def constants(self) -> "Buyer":
        """Return the numbers that the law reads; rates per day."""
        mean_per_day = self.rate_mean_per_month / DAYS_PER_MONTH
        return Buyer(self.rate_shape, mean_per_day / self.rate_shape, self.spend_q, 1.0 / self.spend_gamma)


class Buyer(NamedTuple):
    """The numbers that the law reads, per period."""

    rate_shape: float
    rate_scale_per_day: float
    spend_shape: float
    spend_scale: float


@law(
    writes=("purchase_rate", "spend_rate"),
    settings=Buyer,
    state={"purchase_rate": 0.0, "spend_rate": 1.0},
    draws=(
        Draw("rate_normal", "normal", ENTRY_RATE, 0),
        Draw("rate_uniform", "uniform", ENTRY_RATE, 2),
        Draw("rate_boost", "uniform", ENTRY_RATE, 3),
        Draw("rate_normal_again", "normal", ENTRY_RATE_SECOND_TRY, 0),
        Draw("rate_uniform_again", "uniform", ENTRY_RATE_SECOND_TRY, 2),
        Draw("spend_normal", "normal", ENTRY_SPEND, 0),
        Draw("spend_uniform", "uniform", ENTRY_SPEND, 2),
        Draw("spend_boost", "uniform", ENTRY_SPEND, 3),
        Draw("spend_normal_again", "normal", ENTRY_SPEND_SECOND_TRY, 0),
        Draw("spend_uniform_again", "uniform", ENTRY_SPEND_SECOND_TRY, 2),
    ),
)
def buyer(
    purchase_rate,
    spend_rate,
    rate_normal,
    rate_uniform,
    rate_normal_again,
    rate_uniform_again,
    rate_boost,
    spend_normal,
    spend_uniform,
    spend_normal_again,
    spend_uniform_again,
    spend_boost,
    s,
):
    """Return the newcomer's own purchase rate (orders a day) and spend rate nu (1 / currency).

    Before entry `purchase_rate` is the share by which those of the same channel and traits buy more often,
    and `spend_rate` how many times as high that of people like the newcomer is.
    """
    rate = boosted_gamma(
        s.rate_shape, rate_normal, rate_uniform, rate_normal_again, rate_uniform_again, rate_boost
    )
    spend = boosted_gamma(
        s.spend_shape, spend_normal, spend_uniform, spend_normal_again, spend_uniform_again, spend_boost
    )
    return s.rate_scale_per_day * rate * (ONE + purchase_rate), s.spend_scale * spend * spend_rate


class CharacterSettings(Settings):
    """Fit with the firm's quality, frailty, persuadability, and what the firm promised.

    Fit varies between customers by `quality_sd` in all dimensions alike, and by `own_quality_sd` in each
    of them for itself. Acquaintances of a customer have their fit from that customer by the correlation
    `homophily`, and know a share `informed` of the truth before they come.
    """

    quality_mean: float = 0.37
    quality_sd: NonNegative = 0.45
    own_quality_sd: NonNegative = 0.0
    over_promise: float = 0.25
    expectation_sd: NonNegative = 0.30
    frailty_log_sd: NonNegative = 0.47
    persuadable_share: Probability = assumed(
        0.35, low=0.20, high=0.45, source="assumed; Ascarza (2018) for the idea of responders"
    )
    persuasion: NonNegative = assumed(
        0.9, low=0.4, high=1.2, source="assumed: e^-0.9 leaves 41 % of the hazard"
    )
    annoyed_share: Probability = assumed(
        0.15, low=0.05, high=0.30, source="assumed; Ascarza (2018) for those better left alone"
    )
    annoyance: NonNegative = assumed(0.5, low=0.2, high=0.8, source="assumed")
    homophily: Probability = 0.0
    informed: Probability = 0.0

    def constants(self) -> "Character":
        """Return the numbers that the law reads."""
        own_share = math.sqrt(1.0 - self.homophily**2)
        return Character(*self.model_dump().values(), own_share=own_share)


class Character(NamedTuple):
    """The numbers that the law reads, per period."""

    quality_mean: float
    quality_sd: float
    own_quality_sd: float
    over_promise: float
    expectation_sd: float
    frailty_log_sd: float
    persuadable_share: float
    persuasion: float
    annoyed_share: float
    annoyance: float
    homophily: float
    informed: float
    own_share: float


@law(
    writes=("quality_fit", "expectation", "recent_experience"),
    settings=Character,
    state={"quality_fit": 0.0, "expectation": 0.0, "acquaintance": 0.0},
    draws=(
        Draw("fit_normal", "normal", ENTRY_CHARACTER, 0),
        DrawOfEachDimension(
            "own_fit_normal", (*four_normals(ENTRY_FIT), *four_normals(ENTRY_FIT_SECOND_HALF)[:3])
        ),
        DrawOfEachDimension(
            "expectation_normal",
            (
                ("second_normal", ENTRY_CHARACTER, 0),
                *four_normals(ENTRY_EXPECTATION),
                *four_normals(ENTRY_EXPECTATION_SECOND_HALF)[:2],
            ),
        ),
    ),
    per_dimension=True,
)
def character(
    quality_fit,
    recent_experience,
    expectation,
    acquaintance,
    fit_normal,
    own_fit_normal,
    expectation_normal,
    s,
):
    """Return fit with the firm's quality, first expectation, and what is remembered, in one dimension.

    Before entry `quality_fit` is that of the customer who has brought the newcomer, if there is one, and else
    by how much those who come through the same channel fit better; `recent_experience` is by how much the
    product that she has chosen fits her better than another, and `expectation` by how much those of the same
    traits do.
    """
    fit = s.quality_mean + s.quality_sd * fit_normal + s.own_quality_sd * own_fit_normal + expectation
    shared = s.homophily * (quality_fit - s.quality_mean)
    given_up = (ONE - s.own_share) * (fit - s.quality_mean)
    fit += acquaintance * (shared - given_up) + (ONE - acquaintance) * quality_fit
    fit += recent_experience
    told = acquaintance * s.informed
    promised = s.quality_mean + s.over_promise * (ONE - told) + s.expectation_sd * expectation_normal
    return fit, promised + told * (fit - s.quality_mean), fit


@law(
    writes=("frailty", "persuadability"),
    settings=Character,
    state={"frailty": 1.0, "persuadability": 0.0},
    draws=(
        Draw("frailty_normal", "normal", ENTRY_RESPONSE, 0),
        Draw("response_uniform", "uniform", ENTRY_RESPONSE, 2),
    ),
)
def response(frailty, persuadability, frailty_normal, response_uniform, s):
    """Return how frail the newcomer's tie is, and how offers act on it.

    Before entry `frailty` is that of people like the newcomer, 1 without personas, and `persuadability` by
    how much more offers act on them.
    """
    own = -s.annoyance if response_uniform < s.persuadable_share + s.annoyed_share else ZERO
    own = s.persuasion if response_uniform < s.persuadable_share else own
    return frailty * lognormal_with_mean_one(s.frailty_log_sd, frailty_normal), persuadability + own
