"""What an early warning looks ahead for, and whom it is still about."""

from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_WEEK


class WarningSettings(Settings):
    """Who buys nothing for `horizon_weeks` has fallen silent: that is what is warned of.

    Whoever has bought nothing for longer than `given_up_after_weeks` is not warned of any more. Under
    contracts with a bill a month, a horizon of five weeks and giving up after five make the silence the end
    of a contract. `period_days` is the length of the periods in which contacts and answers to surveys are
    dated, in a simulated history those of its world; without it such tables are left out.

    >>> WarningSettings(horizon_weeks=4).horizon_days
    28.0
    """

    horizon_weeks: Positive = 13.0
    given_up_after_weeks: Positive = 26.0
    period_days: Positive | None = None

    @property
    def horizon_days(self) -> float:
        """The horizon in days."""
        return self.horizon_weeks * DAYS_PER_WEEK

    @property
    def given_up_days(self) -> float:
        """The days of silence after which a customer is given up."""
        return self.given_up_after_weeks * DAYS_PER_WEEK
