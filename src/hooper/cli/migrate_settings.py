"""What `hooper migrate` is asked for, checked once; apart, since `--help` must not pay for pydantic."""

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.foundation.units import discount_factor


class MigrateSettings(Settings):
    """What moves and their value depend on beside the log and the scheme."""

    every_days: Positive
    margin: Probability
    discount_rate_per_year: Positive

    @property
    def rate_per_period(self) -> float:
        """The discount rate from one cut to the next."""
        return 1.0 / discount_factor(self.discount_rate_per_year, self.every_days) - 1.0
