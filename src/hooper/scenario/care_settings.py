"""Settings of customer care: greetings, gifts and calls at their dates, and agents for the best customers."""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from hooper.foundation.settings import NonNegative, PositiveCount, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH


class Attention(NamedTuple):
    """An attention that every customer is paid again and again, from entry or from a birthday on."""

    name: str
    from_birthday: bool
    every_months: float
    warmth: float
    cost_each: float


def _once_a_day_at_most(months: float) -> float:
    if 0.0 < months < _A_DAY:
        problem = f"{months:g} months is more often than once a day"
        raise ValueError(f"{problem}; give 0 (never), or at least 0.033")
    return months


_A_DAY = 1.0 / DAYS_PER_MONTH
MonthsBetween = Annotated[NonNegative, AfterValidator(_once_a_day_at_most)]


class CareSettings(Settings):
    """Attentions to everybody, and VIP agents with some accounts each for those who have spent most.

    Greetings and calls are counted from entry, gifts from the birthday; every 0 months is never. Warmth is by
    how much the relationship is then remembered better, on the scale of experience. The `vip_share` of the
    customers with the highest spend should have an agent, and have one as far as there are agents.
    """

    greetings_every_months: MonthsBetween = 12.0
    greeting_warmth: NonNegative = assumed(0.03, low=0.0, high=0.1, source="assumed: a card")
    cost_per_greeting: NonNegative = 0.1
    gifts_every_months: MonthsBetween = 12.0
    gift_warmth: NonNegative = assumed(0.15, low=0.0, high=0.4, source="assumed")
    cost_per_gift: NonNegative = 5.0
    calls_every_months: MonthsBetween = 6.0
    call_warmth: NonNegative = assumed(0.1, low=0.0, high=0.3, source="assumed")
    cost_per_call: NonNegative = 2.0
    vip_share: Probability = 0.05
    vip_agents_per_1000: NonNegative = 1.0
    accounts_per_vip_agent: PositiveCount = 50
    vip_warmth_per_month: NonNegative = assumed(0.1, low=0.0, high=0.3, source="assumed")
    vip_agent_cost_per_month: NonNegative = 3000.0

    def attentions(self) -> tuple[Attention, ...]:
        """Return the attentions that are paid at all.

        >>> [each.name for each in CareSettings(gifts_every_months=0.0).attentions()]
        ['greetings', 'calls']
        """
        greeting = self.greetings_every_months, self.greeting_warmth, self.cost_per_greeting
        gift = self.gifts_every_months, self.gift_warmth, self.cost_per_gift
        call = self.calls_every_months, self.call_warmth, self.cost_per_call
        planned = (
            Attention("greetings", False, *greeting),
            Attention("gifts", True, *gift),
            Attention("calls", False, *call),
        )
        return tuple(each for each in planned if each.every_months)

    def vip_agents(self, founders: int) -> int:
        """Return the number of VIP agents for a world of `founders` customers: none, or at least one.

        >>> CareSettings(vip_agents_per_1000=2.0).vip_agents(3_000)
        6
        """
        wanted = self.vip_agents_per_1000 * founders / 1000.0
        return max(1, round(wanted)) if wanted else 0
