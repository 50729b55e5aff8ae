"""Settings of imitation: how long it takes rivals to offer what the firm offers, by the level of bonds."""

from hooper.foundation.settings import Positive, Settings, assumed


class ImitationSettings(Settings):
    """Half-lives of what sets the firm apart while it pulls a lever, in months.

    Bonds of the first level, as discounts, points and offers, anybody can copy; those of the second, as care,
    take people. Structural ties, of the third, are not imitated. The level stands with each lever.
    """

    first_level_half_life_months: Positive = assumed(
        12.0, low=3.0, high=36.0, source="assumed; Berry and Parasuraman (1991) for the order of the levels"
    )
    second_level_half_life_months: Positive = assumed(
        48.0, low=24.0, high=120.0, source="assumed; Berry and Parasuraman (1991) for the order of the levels"
    )
