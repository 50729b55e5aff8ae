"""Real data that were published as opportunities counted, not as a log: yearly donations."""

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.history.example_logs import DONATIONS, read_example
from hooper.history.opportunity_summary import OpportunitySummary, summary_of_counts


def read_example_opportunities(source: str) -> OpportunitySummary:
    """Return the customers of `source`, "example:donations"; an opportunity is a year.

    Raises InputError if `source` is anything else or the package with the data is not installed.

    >>> read_example_opportunities("example:donations").n_customers
    11104
    """
    if source != DONATIONS.address:
        remedy = f"choose {DONATIONS.address}, or cut a log by summarise_opportunities"
        raise InputError([Fault(source, "there is no such example of opportunities", remedy)])
    table = read_example(DONATIONS, DONATIONS.read)
    columns = (column.to_numpy().astype(float) for column in table.columns)
    return summary_of_counts(*columns, opportunity_days=DAYS_PER_YEAR)
