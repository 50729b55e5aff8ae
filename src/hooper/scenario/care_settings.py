"""Settings of customer care: greetings, gifts and calls at their dates, and agents for the best customers."""

from typing import Literal

from hooper.foundation.settings import (
    NonNegative,
    Positive,
    PositiveCount,
    Probability,
    Settings,
    assumed,
)


class AttentionSettings(Settings):
    """An attention that every customer is paid again and again, so many months from entry or birthday on.

    `warmth` is by how much the relationship is then remembered better, on the scale of experience.
    """

    counted_from: Literal["entry", "birthday"] = "entry"
    every_months: Positive = 12.0
    warmth: NonNegative = assumed(0.1, low=0.0, high=0.3, source="assumed")
    cost_each: NonNegative = 1.0


GREETING = AttentionSettings(warmth=0.03, cost_each=0.1)
BIRTHDAY_GIFT = AttentionSettings(counted_from="birthday", warmth=0.15, cost_each=5.0)
CALL = AttentionSettings(every_months=6.0, warmth=0.1, cost_each=2.0)


class CareSettings(Settings):
    """Attentions to everybody, and VIP agents with some accounts each for those who have spent most.

    The `vip_share` of the customers with the highest spend should have an agent, and have one as far as there
    are agents, the highest spend first. Without `attentions` there are agents only, and the other way round.
    """

    attentions: tuple[AttentionSettings, ...] = (GREETING, BIRTHDAY_GIFT, CALL)
    vip_share: Probability = 0.05
    vip_agents_per_1000: NonNegative = 1.0
    accounts_per_vip_agent: PositiveCount = 50
    vip_warmth_per_month: NonNegative = assumed(0.1, low=0.0, high=0.3, source="assumed")
    vip_agent_cost_per_month: NonNegative = 3000.0

    def vip_agents(self, founders: int) -> int:
        """Return the number of VIP agents for a world of `founders` customers: none, or at least one.

        >>> CareSettings(vip_agents_per_1000=2.0).vip_agents(3_000)
        6
        """
        return max(1, round(self.vip_agents_per_1000 * founders / 1000.0)) if self.vip_agents_per_1000 else 0
