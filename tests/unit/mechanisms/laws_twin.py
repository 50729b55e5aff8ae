"""Every law once more, in plain Python floats, written from the equations in its docstring.

This is the specification in code. A customer `c` carries every field, draw and signal as an attribute and
is changed in place; `w` is the scenario. Nothing here knows float32, blocks, or packed settings.
"""

from math import exp, log, pi, sin

import numpy as np

EXPLORATION, FORMATION, STABILITY, DECLINE, GONE = range(5)
STAGE_NAMES = ("exploration", "formation", "stability", "decline")
DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12
OF_HOLES = ("service", "staff", "quality", "assortment", "value")
HOLES = [f"{name}_hole" for name in OF_HOLES]
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
    of_channel = 1 + c.purchase_rate
    c.purchase_rate = w.buyer.rate_mean_per_month / DAYS_PER_MONTH / w.buyer.rate_shape * rate * of_channel
    c.spend_rate *= gamma_of_two_tries(w.buyer.spend_q, c, "spend") / w.buyer.spend_gamma


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
    own = w.character.own_quality_sd * c.own_fit_normal
    mean, friends, h = w.character.quality_mean, c.quality_fit, w.character.homophily * c.acquaintance
    alone = w.character.quality_sd * c.fit_normal + own + c.expectation
    of_channel = (1 - c.acquaintance) * c.quality_fit
    of_product = c.recent_experience
    c.quality_fit = mean + h * (friends - mean) + (1 - h**2) ** 0.5 * alone + of_channel + of_product
    c.recent_experience = c.quality_fit
    told = w.character.informed * c.acquaintance
    c.expectation = mean + (1 - told) * w.character.over_promise + told * (c.quality_fit - mean)
    c.expectation += w.character.expectation_sd * c.expectation_normal


def first_standard(c, w):
    c.standard = c.expectation


def attachment(c, w):
    c.attachment = c.attachment_normal
    c.emotional_loyalty = logistic(w.emotional_loyalty.base + w.emotional_loyalty.inclination * c.attachment)


def response(c, w):
    s = w.character
    c.frailty *= exp(s.frailty_log_sd * c.frailty_normal - s.frailty_log_sd**2 / 2)
    if c.response_uniform < s.persuadable_share:
        c.persuadability += s.persuasion
    elif c.response_uniform < s.persuadable_share + s.annoyed_share:
        c.persuadability -= s.annoyance


def recovery(c, w):
    window = w.recovery.unforgiving_months / months(w)
    failures, too_soon = c.failure_felt + c.made_good, c.unforgiving_periods >= 1
    c.recovered = int(c.made_good > 0 and not too_soon)
    c.failure_felt += c.made_good if too_soon else 0
    c.made_good = 0.0
    c.unforgiving_periods = window if failures else max(c.unforgiving_periods - 1, 0.0)


def recovery_off(c, w):
    c.recovered = 0


def price_sensitivity(c, w):
    sd = w.price_sensitivity.log_sd
    c.price_sensitivity *= exp(sd * c.price_normal - sd**2 / 2)


def serving_factor(c, w):
    sd = w.cost_to_serve.own_log_sd
    c.serving_factor *= exp(sd * c.serving_normal - sd**2 / 2)


def market_segment(c, w):
    shares = [segment.share for segment in w.market.segments]
    c.segment = sum(c.segment_uniform >= sum(shares[: k + 1]) for k in range(len(shares) - 1))


def experience(c, w):
    s = w.experience
    lost = s.wait_loss_per_day * c.wait_felt + s.failure_loss * c.failure_felt
    lost += s.delay_loss_per_day * c.delay_felt + s.neglect_loss * c.neglect_felt
    level = c.quality_fit + s.quality_shift + c.quality_change + c.staff_change
    c.experience = level + s.noise_sd * c.experience_normal - lost


def experience_off(c, w):
    c.experience = c.expectation


def accumulated_experience(c, w):
    c.months_known += months(w)
    c.novelty = 1 / (1 + c.months_known / w.accumulated_experience.prior_months)


def accumulated_experience_off(c, w):
    c.novelty = 1.0


def desires(c, w):
    s = w.desires
    congruence = -abs(s.desired_level - c.experience)
    information = s.congruence_in_information * congruence
    information += s.disconfirmation_in_information * (c.experience - c.expectation)
    c.pull_of_desires = s.congruence_weight * congruence + s.information_weight * information


def desires_off(c, w):
    c.pull_of_desires = 0.0


def satisfaction(c, w):
    s = w.satisfaction
    c.disconfirmation = c.experience - c.expectation
    level = (1 - s.pull_of_expectation - s.pull_of_standard) * c.experience
    level += s.pull_of_expectation * c.expectation + s.pull_of_standard * c.standard
    of_period = s.level_weight * level + (1 - s.level_weight) * felt(c.disconfirmation, s)
    of_period += c.pull_of_desires
    c.satisfaction += closed_over(s.renewal_per_month, w) * c.novelty * (of_period - c.satisfaction)


def felt(gap, s):
    zone = s.zone_of_tolerance
    if gap > zone:
        return s.slope_in_zone * zone + (gap - zone)
    if gap < -zone:
        return -s.slope_in_zone * zone + s.loss_aversion * (gap + zone)
    return s.slope_in_zone * gap


def satisfaction_off(c, w):
    c.disconfirmation = 0.0


def recovery_glow(c, w):
    kept = 1 - closed_over(w.recovery_glow.fading_per_month, w)
    c.recovery_glow = kept * c.recovery_glow + w.recovery_glow.bonus * c.recovered


def expectation(c, w):
    s = w.expectation
    c.expectation += closed_over(s.adaptation_per_month, w) * c.novelty * (c.experience - c.expectation)
    offered = s.rival_level + c.rivals_quality_change
    c.expectation += closed_over(s.rival_pull_per_month, w) * (offered - c.expectation)


def expectation_off(c, w):
    pass


def standard(c, w):
    c.standard += closed_over(w.standard.rise_per_month, w) * max(0.0, c.expectation - c.standard)


def memory(c, w):
    gap = c.experience - c.recent_experience
    c.recent_experience += closed_over(w.memory.renewal_per_month, w) * gap


def emotional_loyalty(c, w):
    s = w.emotional_loyalty
    aim = logistic(s.base + s.pull_of_experience * c.recent_experience + s.inclination * c.attachment)
    c.emotional_loyalty += closed_over(s.change_per_month, w) * (aim - c.emotional_loyalty)


def emotional_loyalty_off(c, w):
    c.emotional_loyalty = 0.3


def nothing_happens(c, w):
    pass


recovery_glow_off = standard_off = memory_off = rate_drift_off = satiation_off = nothing_happens
life_events_off = income_growth_off = switching_cost_off = nothing_happens
points_pressure_off = price_premium_off = contact_fatigue_off = nothing_happens


def competition(c, w):
    place = ("first", "second", "third", "fourth")[int(c.segment)]
    of_segment = w.loyalty.competition
    if w.market.segments:
        forces = w.market.segments[int(c.segment)].five_forces
        of_segment = (forces.rivals + forces.entrants + forces.substitutes + forces.buyer_power - 4) / 16
    c.competition_change = of_segment - w.loyalty.competition + getattr(c, f"competition_change_in_{place}")


def competition_off(c, w):
    c.competition_change = 0.0


def loyalty(c, w):
    s = w.loyalty
    intensity = s.competition + c.competition_change
    gamma = s.exponent_in_monopoly ** (1 - intensity) * s.exponent_in_fierce_competition**intensity
    least = s.floor_in_monopoly * (1 - intensity)
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


def contact_fatigue(c, w):
    s = w.contact_fatigue
    beyond = max(0.0, c.recent_contacts - s.contacts_borne)
    c.offer_pull /= 1 + s.damping_per_contact_beyond * beyond
    c.offer_pull -= s.irritation_per_contact_beyond * beyond
    c.recent_contacts *= 0.5 ** (months(w) / s.half_life_months)


def word_of_mouth(c, w):
    c.offer_pull += c.heard
    c.heard *= 1 - closed_over(w.word_of_mouth.fading_per_month, w)


def word_of_mouth_off(c, w):
    """Nobody hears anything."""


def knowledge(c, w):
    s = w.knowledge
    at_entry = s.at_entry_of_acquaintances if c.acquaintance else s.at_entry
    c.known = at_entry + (1 - at_entry) * c.knowledge
    c.knowledge = 1 - (1 - c.knowledge) * (1 - closed_over(s.learned_per_month, w))


def knowledge_off(c, w):
    c.known = 1.0


def rate_drift(c, w):
    kept = 0.5 ** (months(w) / w.rate_drift.half_life_months)
    c.rate_drift = kept * c.rate_drift + w.rate_drift.sd * (1 - kept**2) ** 0.5 * c.drift_normal


def life_events(c, w):
    if c.life_event_uniform < 1 - exp(-w.life_events.events_per_year * w.period_days / DAYS_PER_YEAR):
        c.rate_drift += w.life_events.jump_sd * c.jump_normal


def income_growth(c, w):
    years = w.period_days / DAYS_PER_YEAR
    c.spend_rate /= exp((w.income_growth.growth_per_year + c.income_growth) * years)


def reference_price(c, w):
    c.discount_felt = c.price_sensitivity * (c.discount - c.usual_discount)
    seen = closed_over(w.reference_price.adaptation_per_month, w)
    c.usual_discount = (1 - seen) * c.usual_discount + seen * c.discount


def reference_price_off(c, w):
    c.discount_felt = c.discount


def price_premium(c, w):
    s = w.price_premium
    felt = 1 - s.softened_by_bond * c.emotional_loyalty
    c.discount_felt -= (s.premium + c.premium) * c.price_sensitivity * felt


def cross_buying(c, w):
    s = w.cross_buying
    c.breadth = 1 + s.gain_per_category * (c.categories - 1)
    monthly = s.chance_per_month * (0.5 + c.emotional_loyalty) if c.stage in (FORMATION, STABILITY) else 0
    if c.categories < 6 and c.category_uniform < 1 - (1 - monthly) ** months(w):
        c.categories += 1


def cross_buying_off(c, w):
    c.breadth = 1.0


def share_of_wallet(c, w):
    s = w.share_of_wallet
    own = s.usual_share / (1 - s.usual_share) * exp(s.pull_of_satisfaction * c.satisfaction)
    c.share_of_wallet = own / (own + exp(c.rivals_value))


def share_of_wallet_off(c, w):
    c.share_of_wallet = 1.0


def points_pressure(c, w):
    s = w.points_pressure
    usual = c.purchase_rate * DAYS_PER_MONTH
    share = c.share_of_wallet * usual / (usual + s.purchases_elsewhere_per_month)
    logit = s.lift_after_reward * c.rewarded
    if c.member and c.programme:
        logit += s.pull_at_goal / (1 + (1 - c.reward_progress) / s.distance_of_half_pull)
    odds = share / (1 - share) * exp(logit)
    c.breadth *= odds / (1 + odds) / share
    c.rewarded *= 1 - closed_over(s.fading_per_month, w)


def purchase(c, w):
    s = w.purchase
    year = c.period * w.period_days / DAYS_PER_YEAR
    days = w.period_days * c.exposure * c.known * exp(c.rate_drift) * (1 + s.season * sin(2 * pi * year))
    days *= c.breadth * c.appetite * c.share_of_wallet * (1 + c.demand_change)
    lift = 1 + s.member_lift * c.member * c.programme + s.offer_lift * c.offer
    lift *= exp(s.discount_elasticity * c.discount_felt)
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


def satiation(c, w):
    """In terms of the stock of recent orders, s = -ln(appetite) / phi."""
    phi = w.satiation.satiation_per_order
    stock = -log(c.appetite) / phi
    stock = stock * (1 - closed_over(w.satiation.fading_per_month, w)) + c.orders
    c.appetite = exp(-phi * stock)


def renewal(c, w):
    c.orders, c.order_exposure = c.orders + 1, 0.0


def renewal_off(c, w):
    pass


def cost_to_serve(c, w):
    s = w.economics
    monthly = of_stage(s, "serving_cost_in_{}_per_month", c)
    if not w.cost_to_serve.saving_with_stage:
        monthly = s.flat_serving_cost_per_month
    c.serving_cost = monthly * months(w) * c.serving_factor


def cost_to_serve_off(c, w):
    c.serving_cost = 0.0


def switching_cost(c, w):
    share = closed_over(w.switching_cost.growth_per_month, w)
    c.switching_cost = (1 - share) * c.switching_cost + share * w.switching_cost.most


def holes(c, w):
    s = w.defection
    tilt = exp(-s.hole_tilt_of_memory * (c.recent_experience - w.character.quality_mean))
    tilted = [tilt * getattr(w.defection, f"{name}_hazard_per_month") for name in OF_HOLES]
    for hole, hazard in zip(HOLES, tilted, strict=True):
        setattr(
            c,
            hole,
            hazard * sum(getattr(w.defection, f"{each}_hazard_per_month") for each in OF_HOLES) / sum(tilted),
        )
    c.assortment_hole *= 1 - c.wider_choice


def holes_off(c, w):
    for hole, name in zip(HOLES, OF_HOLES, strict=True):
        setattr(c, hole, getattr(w.defection, f"{name}_hazard_per_month"))
    c.assortment_hole *= 1 - c.wider_choice


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
    bonds = s.member_bond * c.member * c.programme + s.bond_of_acquaintances * c.acquaintance
    held_back = exp(-c.offer_pull - bonds - c.switching_cost)
    pressure = at_risk * of_stage(s, "multiplier_in_{}", c) * c.frailty * vulnerability * held_back
    natural = s.natural_hazard_per_month
    natural += s.natural_hazard_in_decline_per_month if c.stage == DECLINE else 0
    return [
        pressure * c.service_hole * (1 + s.service_tilt_per_day_of_wait * c.wait_felt),
        pressure * c.staff_hole * (1 + s.staff_tilt_per_neglect * c.neglect_felt),
        pressure * c.quality_hole * (1 + s.quality_tilt_per_failure * c.failure_felt),
        pressure * c.assortment_hole * (1 + s.assortment_tilt_per_day_of_delay * c.delay_felt),
        pressure * c.value_hole * exp(-s.value_relief_of_discount * c.discount_felt),
        pressure
        * s.rival_hazard_per_month
        * (w.loyalty.competition + c.competition_change)
        * exp(-s.emotional_hold * c.emotional_loyalty)
        * exp(s.pull_of_price_gap * c.price_sensitivity * c.price_gap * (1 - c.emotional_loyalty)),
        natural * months(w),
    ]


def defection_off(c, w):
    c.exits, c.cause = 0, 0


def failure(c, w):
    s = w.failure
    chance = s.failure_per_order * c.orders + closed_over(s.failure_per_month_of_use, w)
    chance *= 1 + c.mistakes
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
        up += s.exploration_fulfilment * (c.recent_experience - w.character.quality_mean)
        up -= s.exploration_rival_offers * c.price_sensitivity * c.price_gap
        down, to = s.exploration_down - s.exploration_satisfaction * c.satisfaction, FORMATION
    elif before == FORMATION:
        up = s.formation_up + s.formation_satisfaction * c.satisfaction
        up += s.formation_emotion * (c.emotional_loyalty - 0.3)
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


def encounters(c, w):
    c.delay_felt = c.neglect_felt = 0


def encounters_off(c, w):
    pass


def referral(c, w):
    s = w.referral
    monthly = s.talk_per_month + s.talk_per_squared_satisfaction * c.satisfaction**2
    chance = monthly * months(w) * (0.5 + 0.25 * min(c.orders, 4))
    talks, good = c.talk_uniform < chance, c.satisfaction > 0
    c.talks_well, c.talks_ill = int(talks and good), int(talks and not good)
    referrals = s.referrals_per_positive_talk
    steps = [referrals, s.recommendations_per_positive_talk, referrals * c.referral_pull]
    ends = [chance * sum(steps[: k + 1]) for k in range(3)]
    brings = next((kind for end, kind in zip(ends, (1, 2, 1), strict=True) if c.talk_uniform < end), 0)
    c.introduces = brings if c.talks_well and not c.exits else 0
    c.talk_after_leaving = monthly * s.months_of_talk_after_leaving if c.exits and not good else 0.0
    c.warns = c.talks_ill + c.talk_after_leaving


def referral_off(c, w):
    c.talks_well = c.talks_ill = c.introduces = c.talk_after_leaving = c.warns = 0


ENTRY = (
    buyer,
    character,
    first_standard,
    attachment,
    response,
    price_sensitivity,
    serving_factor,
    market_segment,
)
PERIOD = (
    recovery,
    experience,
    accumulated_experience,
    desires,
    satisfaction,
    recovery_glow,
    expectation,
    standard,
    memory,
    emotional_loyalty,
    competition,
    loyalty,
    persuasion,
    contact_fatigue,
    word_of_mouth,
    knowledge,
    rate_drift,
    life_events,
    income_growth,
    reference_price,
    price_premium,
    cross_buying,
    share_of_wallet,
    points_pressure,
    purchase,
    satiation,
    renewal,
    cost_to_serve,
    switching_cost,
    holes,
    defection,
    failure,
    encounters,
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
