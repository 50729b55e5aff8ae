"""How rivals react to the firm: each rule is a function of what a rival has seen.

What the firm does in a period is seen when the period is over, so that no reaction comes in the same one.
Sources: Leeflang and Wittink (1996), Competitive reaction versus consumer response, International Journal of
Research in Marketing 13(2), for rivals who follow prices; Boulding et al. (1993) for what they imitate.
"""

import math

from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.scenario.rival_settings import ImitateQuality, MatchPrice, RivalSettings


def periods_of_delay(rival: RivalSettings, period_days: float) -> int:
    """Return how many periods after a discount of the firm a rival's price follows: one at least.

    >>> fast = MatchPrice(rule="match_price", delay_months=0.0)
    >>> periods_of_delay(RivalSettings(name="fast", share=0.1, reaction=fast), period_days=7.0)
    1
    """
    if not isinstance(rival.reaction, MatchPrice):
        return 1
    return max(1, round(rival.reaction.delay_months * DAYS_PER_MONTH / period_days))


def price_after(rival: RivalSettings, discount_seen: float) -> float:
    """Return a rival's price, relative to the firm's list price, where it reacts to a discount of the firm.

    >>> rule = MatchPrice(rule="match_price", share_matched=0.5)
    >>> price_after(RivalSettings(name="rival", share=0.1, price=0.75, reaction=rule), discount_seen=0.25)
    0.65625
    """
    matched = rival.reaction.share_matched if isinstance(rival.reaction, MatchPrice) else 0.0
    return rival.price * (1.0 - matched * discount_seen)


def quality_lead_after(
    rival: RivalSettings, quality_lead: float, lead_of_firm: float, period_days: float
) -> float:
    """Return a rival's lead in quality after a period in which the firm's customers had that of the firm.

    Both are over what rivals usually offer. Nobody imitates what is worse, or what nobody has seen (nan).
    """
    if not isinstance(rival.reaction, ImitateQuality) or math.isnan(lead_of_firm):
        return quality_lead
    closed = fraction_over(rival.reaction.gap_closed_per_month, period_days)
    return quality_lead + closed * max(0.0, lead_of_firm - quality_lead)
