"""Settings of contact management: how often decision makers change, and what is left of the relationship."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class ContactManagementSettings(Settings):
    """Every customer is an account with people who decide, each of whom is followed by somebody else.

    `share_with_person` of the relationship is with these people and not with the firm, as much with each of
    them; of what was with one who goes contact management keeps `share_kept`, by knowing others in the
    account and what was agreed.
    """

    changes_per_month: Probability = assumed(
        0.02, low=0.01, high=0.04, source="assumed: one in five decision makers a year"
    )
    share_with_person: Probability = assumed(0.7, low=0.4, high=0.9, source="assumed")
    share_kept: Probability = assumed(0.3, low=0.0, high=0.8, source="assumed")
    cost_per_customer_per_month: NonNegative = 1.0

    def share_left(self, share_changed: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the share of a relationship that outlives a share of the people who decide, same shape.

        >>> settings = ContactManagementSettings(share_with_person=0.8, share_kept=0.5)
        >>> settings.share_left(np.array([1.0, 0.25])).tolist()
        [0.6, 0.9]
        """
        return 1.0 - share_changed * self.share_with_person * (1.0 - self.share_kept)
