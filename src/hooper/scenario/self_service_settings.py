"""Settings of self-service: who tries it, what it solves, how often it breaks down, and what a use costs."""

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class SelfServiceSettings(Settings):
    """The department without people: pages and machines at which customers help themselves.

    A `share` of complaints is tried there first. A use breaks down with the chance `breakdown_share`; of the
    others `solved_share` solve the matter. Whoever is not helped has lost `days_lost` days (exponential), and
    then calls the desk.
    """

    share: Probability = assumed(0.4, low=0.2, high=0.7, source="assumed")
    solved_share: Probability = assumed(0.5, low=0.2, high=0.7, source="assumed")
    breakdown_share: Probability = assumed(
        0.05,
        low=0.01,
        high=0.15,
        source="assumed; Meuter et al. (2000): most complaints are about breakdowns",
    )
    days_lost: NonNegative = 0.1
    cost_per_use: NonNegative = assumed(
        0.10, low=0.02, high=0.50, source="assumed: a tenth of a call or less"
    )
    cost_per_month: NonNegative = 0.0
