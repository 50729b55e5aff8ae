"""Every law once more, in plain Python floats, written from the equations in its docstring.

This is the specification in code. A customer `c` carries every field, draw and signal as an attribute and
is changed in place; `w` is the scenario. Nothing here knows float32, blocks, or packed settings.
"""

from math import exp, log

import numpy as np

EXPLORATION, FORMATION, STABILITY, DECLINE, GONE = range(5)
STAGE_NAMES = ("exploration", "formation", "stability", "decline")
DAYS_PER_MONTH = 365.25 / 12
MOST_ORDERS = 8


def months(w):
    return w.period_days / DAYS_PER_MONTH


def closed_over(fraction_per_month, w):
    return 1 - (1 - fraction_per_month) ** months(w)


def of_stage(settings, name, c):
    return getattr(settings, name.format(STAGE_NAMES[int(c.stage)]))


def logistic(x):
    return 1 / (1 + exp(-x))


def buyer(c, w):
    rate = gamma_of_two_tries(w.buyer.rate_shape, c, "rate")
    c.purchase_rate = w.buyer.rate_mean_per_month / DAYS_PER_MONTH / w.buyer.rate_shape * rate
    c.spend_rate = gamma_of_two_tries(w.buyer.spend_q, c, "spend") / w.buyer.spend_gamma


def gamma_of_two_tries(shape, c, name):
    """Marsaglia and Tsang (2000) for shape + 1, times U^(1 / shape); a second proposal stands as it is."""
    d = shape + 1 - 1 / 3
    first, second = (
        max(1 + getattr(c, f"{name}_normal{again}") / (9 * d) ** 0.5, 1e-6) ** 3 for again in ("", "_again")
    )
    x, u = getattr(c, f"{name}_normal"), getattr(c, f"{name}_uniform")
    accepted = log(u) < x * x / 2 + d - d * first + d * log(first)
    return d * (first if accepted else second) * getattr(c, f"{name}_boost") ** (1 / shape)


def character(c, w):
    c.quality_fit = w.character.quality_mean + w.character.quality_sd * c.fit_normal
    promised = w.character.quality_mean + w.character.over_promise
    c.expectation = promised + w.character.expectation_sd * c.expectation_normal


def response(c, w):
    s = w.character
    c.frailty = exp(s.frailty_log_sd * c.frailty_normal - s.frailty_log_sd**2 / 2)
    if c.response_uniform < s.persuadable_share:
        c.persuadability = s.persuasion
    elif c.response_uniform < s.persuadable_share + s.annoyed_share:
        c.persuadability = -s.annoyance
    else:
        c.persuadability = 0.0


def experience(c, w):
    s = w.experience
    lost = s.wait_loss_per_day * c.wait_felt + s.failure_loss * c.failure_felt
    c.experience = (
        c.quality_fit + s.quality_shift + c.quality_change + s.noise_sd * c.experience_normal - lost
    )


def experience_off(c, w):
    c.experience = c.expectation


def satisfaction(c, w):
    s = w.satisfaction
    c.disconfirmation = c.experience - c.expectation
    of_period = s.level_weight * c.experience + (1 - s.level_weight) * felt(c.disconfirmation, s)
    c.satisfaction += closed_over(s.renewal_per_month, w) * (of_period - c.satisfaction)


def felt(gap, s):
    zone = s.zone_of_tolerance
    if gap > zone:
        return s.slope_in_zone * zone + (gap - zone)
    if gap < -zone:
        return -s.slope_in_zone * zone + s.loss_aversion * (gap + zone)
    return s.slope_in_zone * gap


def satisfaction_off(c, w):
    c.disconfirmation = 0.0


def expectation(c, w):
    s = w.expectation
    c.expectation += closed_over(s.adaptation_per_month, w) * (c.experience - c.expectation)
    c.expectation += closed_over(s.rival_pull_per_month, w) * (s.rival_level - c.expectation)


def expectation_off(c, w):
    pass


def loyalty(c, w):
    s = w.loyalty
    gamma = s.exponent_in_monopoly ** (1 - s.competition) * s.exponent_in_fierce_competition**s.competition
    least = s.floor_in_monopoly * (1 - s.competition)
    c.loyalty = least + (1 - least) * logistic(s.score_slope * c.satisfaction) ** gamma


def loyalty_off(c, w):
    true, c.satisfaction = c.satisfaction, 0.0
    loyalty(c, w)
    c.satisfaction = true


def persuasion(c, w):
    c.offer_pull = c.offer * c.persuadability
    c.offer *= 1 - closed_over(w.persuasion.fading_per_month, w)


def persuasion_off(c, w):
    c.offer_pull = 0.0


def purchase(c, w):
    s = w.purchase
    days = w.period_days * c.exposure
    lift = 1 + s.member_lift * c.member * c.programme + s.offer_lift * c.offer
    lift *= exp(s.discount_elasticity * c.discount)
    mean = c.purchase_rate * of_stage(s, "multiplier_in_{}", c) * days * lift
    c.orders, chance = 0, exp(-mean)
    reached = chance
    while c.purchase_uniform >= reached and c.orders < MOST_ORDERS:
        c.orders += 1
        chance *= mean / c.orders
        reached += chance
    c.order_exposure, c.exposure = c.exposure, 1.0


def purchase_off(c, w):
    c.orders, c.order_exposure = 0, 0.0


def renewal(c, w):
    c.orders, c.order_exposure = c.orders + 1, 0.0


def renewal_off(c, w):
    pass


def defection(c, w):
    hazards = hazards_of_leaving(c, w)
    c.exits = 1 if c.exit_uniform < 1 - exp(-sum(hazards)) else 0
    c.cause, left = 0, c.cause_uniform * sum(hazards)
    for hazard in hazards[:-1]:
        left -= hazard
        c.cause += left >= 0


def hazards_of_leaving(c, w):
    s = w.defection
    vulnerability = (1 - c.loyalty) ** of_stage(s, "vulnerability_exponent_in_{}", c)
    at_risk = s.months_at_risk_per_month * months(w) + s.months_at_risk_per_order * c.orders
    held_back = exp(-c.offer_pull - s.member_bond * c.member * c.programme)
    pressure = at_risk * of_stage(s, "multiplier_in_{}", c) * c.frailty * vulnerability * held_back
    natural = s.natural_hazard_per_month
    natural += s.natural_hazard_in_decline_per_month if c.stage == DECLINE else 0
    return [
        pressure * s.service_hazard_per_month * (1 + s.service_tilt_per_day_of_wait * c.wait_felt),
        pressure * s.staff_hazard_per_month,
        pressure * s.quality_hazard_per_month * (1 + s.quality_tilt_per_failure * c.failure_felt),
        pressure * s.assortment_hazard_per_month,
        pressure * s.value_hazard_per_month * exp(-s.value_relief_of_discount * c.discount),
        pressure * s.rival_hazard_per_month * w.loyalty.competition,
        natural * months(w),
    ]


def defection_off(c, w):
    c.exits, c.cause = 0, 0


def failure(c, w):
    s = w.failure
    chance = s.failure_per_order * c.orders + closed_over(s.failure_per_month_of_use, w)
    fails = c.failure_uniform < chance
    c.service_case = int(c.failure_uniform < chance * s.complaint_share)
    c.failure_felt, c.wait_felt = int(fails) - c.service_case, 0.0


def failure_off(c, w):
    c.service_case, c.failure_felt, c.wait_felt = 0, 0.0, 0.0


def stages(c, w):
    s, drawn, before = w.stages, c.stage_uniform, c.stage
    ordered = 1 if c.orders > 0 else -1
    up, down, to = None, None, STABILITY
    if before == EXPLORATION:
        up = s.exploration_up + s.exploration_satisfaction * c.satisfaction + s.first_order_pull * ordered
        down, to = s.exploration_down - s.exploration_satisfaction * c.satisfaction, FORMATION
    elif before == FORMATION:
        up = s.formation_up + s.formation_satisfaction * c.satisfaction
        down = s.formation_down - s.formation_satisfaction * c.satisfaction
    elif before == STABILITY:
        down = s.stability_down - s.stability_loyalty * (c.loyalty - 0.5)
    elif before == DECLINE:
        up = s.decline_up + s.decline_loyalty * (c.loyalty - 0.5)
    if c.exits:
        c.stage = GONE
    elif up is not None and drawn < moving(up, w):
        c.stage = to
    elif down is not None and drawn >= 1 - moving(down, w):
        c.stage = DECLINE
    c.moved = int(c.stage != before)


def moving(logit, w):
    return 1 - (1 + exp(logit)) ** -months(w)


def stages_off(c, w):
    before = c.stage
    c.stage = GONE if c.exits else before
    c.moved = int(c.stage != before)


def referral(c, w):
    s = w.referral
    monthly = s.talk_per_month + s.talk_per_squared_satisfaction * c.satisfaction**2
    chance = monthly * months(w) * (0.5 + 0.25 * min(c.orders, 4))
    talks, good = c.talk_uniform < chance, c.satisfaction > 0
    c.talks_well, c.talks_ill = int(talks and good), int(talks and not good)
    brings = c.talk_uniform < chance * s.referrals_per_positive_talk
    c.refers = int(brings and good and not c.exits)


def referral_off(c, w):
    c.talks_well = c.talks_ill = c.refers = 0


ENTRY = (buyer, character, response)
PERIOD = (
    experience,
    satisfaction,
    expectation,
    loyalty,
    persuasion,
    purchase,
    renewal,
    defection,
    failure,
    stages,
    referral,
)
OFF = {law.__name__: globals()[f"{law.__name__}_off"] for law in PERIOD}


def drawn(words, kind, first):
    """Turn the four words of decisions, shape `(4, n)`, into uniforms or normals (Box and Muller)."""
    uniform = ((words >> 9) + 0.5) / 2**23
    if kind == "uniform":
        return uniform[first]
    angle = 2 * np.pi * uniform[first + 1]
    return np.sqrt(-2 * np.log(uniform[first])) * (np.cos(angle) if kind == "normal" else np.sin(angle))
