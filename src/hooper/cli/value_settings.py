"""What `hooper value` is asked for, checked once; apart, since `hooper --help` must not pay for pydantic."""

from hooper.foundation.settings import NonNegative, PositiveCount, Probability, Settings


class ValueSettings(Settings):
    """What lifetime value depends on beside the log."""

    horizon: PositiveCount
    discount_rate_per_year: NonNegative
    margin: Probability
