"""Three classes of management: 5 % key accounts, 15 % suitable customers, 80 % ordinary ones.

Key accounts are said to bring most of the profit, suitable customers are worth added financial and social
value, ordinary ones are served economically. Customers are ranked by profit; equals are never told apart,
and no more of them than the share are above a cut.
Source: a textbook's slides on customer value, after the pyramid of Curry (1992), Customer marketing.
"""

from dataclasses import replace

from pydantic import model_validator

from hooper.segmentation.customer_profit import ProfitSettings, customer_profit
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rank_cuts import Share, cut_below, cuts_passed, within_everybody
from hooper.segmentation.segments import Segments, segments_of

NAME = "management_classes"
LABELS = ("ordinary", "suitable", "key accounts")


class ManagementClassesSettings(ProfitSettings):
    """The shares of the customers who are key accounts and suitable; all others are ordinary."""

    key_account_share: Share = 0.05
    suitable_share: Share = 0.15

    @model_validator(mode="after")
    def _classes_fit_in(self) -> "ManagementClassesSettings":
        within_everybody({"key_account_share": self.key_account_share, "suitable_share": self.suitable_share})
        return self


def assign(records: CustomerRecords, settings: ManagementClassesSettings) -> Segments:
    """Assign every customer to a class of management; the column tells the profit."""
    profit = customer_profit(records, settings)
    upper = settings.key_account_share + settings.suitable_share
    cuts = cut_below(profit, (upper, settings.key_account_share))
    segments = segments_of(NAME, LABELS, cuts_passed(profit, cuts), records, (profit,), {"profit": cuts})
    return replace(segments, columns={"profit": profit})
