"""Settings of contact management: how often decision makers change, and what is left of the relationship."""

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class ContactManagementSettings(Settings):
    """Every customer is an account with somebody who decides, and who is followed by somebody else.

    `share_with_person` of the relationship is with the person and not with the firm; of that, contact
    management keeps `share_kept`, by knowing others in the account and what was agreed.
    """

    changes_per_month: Probability = assumed(
        0.02, low=0.01, high=0.04, source="assumed: one in five decision makers a year"
    )
    share_with_person: Probability = assumed(0.7, low=0.4, high=0.9, source="assumed")
    share_kept: Probability = assumed(0.3, low=0.0, high=0.8, source="assumed")
    cost_per_customer_per_month: NonNegative = 1.0

    def share_left(self) -> float:
        """Return the share of a relationship that outlives the person who decides.

        >>> ContactManagementSettings(share_with_person=0.8, share_kept=0.5).share_left()
        0.6
        """
        return 1.0 - self.share_with_person * (1.0 - self.share_kept)
