"""Settings of structural ties: which accounts are tied, how strongly, and what it costs."""

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class TiesSettings(Settings):
    """Systems of the firm within those of its best customers, and operations that both run together.

    As many accounts are tied as are `tied_share` of the customers, those with the highest spend first; who is
    tied stays so. The logarithm of the hazards of a tied account is lower by `strength` at least.
    """

    tied_share: Probability = 0.05
    strength: NonNegative = assumed(
        0.7, low=0.2, high=1.5, source="assumed; Berry and Parasuraman (1991) for the sign"
    )
    cost_per_account: NonNegative = 200.0
    upkeep_per_account_per_month: NonNegative = 5.0
