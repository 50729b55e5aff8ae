"""Real data that were published as opportunities counted, not as a log: yearly donations."""

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.history.example_logs import PREFIX, ExampleFile, read_example_file
from hooper.history.opportunity_summary import OpportunitySummary, summary_of_counts

DONATIONS = ExampleFile(
    name="donations",
    package="lifetimes",
    path="datasets/donations.csv",
    header_lines=1,
    fields=("frequency", "recency", "opportunities", "customers"),
    source=(
        "Fader, Hardie and Shang (2010), Marketing Science 29(6): the 11,104 first supporters of a nonprofit "
        "organisation in 1995, and in which of the six years after it they gave again"
    ),
    separator=",",
)


def read_example_opportunities(source: str) -> OpportunitySummary:
    """Return the customers of `source`, "example:donations"; an opportunity is a year.

    Raises InputError if `source` is anything else or the package with the data is not installed.

    >>> read_example_opportunities("example:donations").n_customers
    11104
    """
    if source != PREFIX + DONATIONS.name:
        remedy = f"choose {PREFIX}{DONATIONS.name}, or cut a log by summarise_opportunities"
        raise InputError([Fault(source, "there is no such example of opportunities", remedy)])
    table = read_example_file(DONATIONS)
    columns = (table[field].to_numpy().astype(float) for field in DONATIONS.fields)
    return summary_of_counts(*columns, opportunity_days=DAYS_PER_YEAR)
