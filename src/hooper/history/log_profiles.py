"""What is known of the customers of a log beside their purchases: from a file, or from where the log is."""

import pyarrow as pa

from hooper.history.example_logs import PREFIX, example_log, read_example
from hooper.history.log_table import LogSource
from hooper.history.observed import Observed
from hooper.history.profiles import profiles
from hooper.history.read_profiles import read_profiles


def profiles_of(log: str, observed: Observed, file: LogSource | None = None) -> pa.Table | None:
    """Return the profiles of customers of a log, as `read_profiles` does; None if nothing is known of them.

    They are those of `file` if it is given, or those that came with `log`, of which `observed` was read: an
    example that has some, or the history of a world with personas.
    """
    if file is not None:
        return read_profiles(file, observed)
    if observed.traits and observed.others["profiles"].num_rows:
        return profiles(observed, observed.traits)
    if log.startswith(PREFIX):
        example = example_log(log)
        if example.read_profiles is not None:
            return read_profiles(read_example(example, example.read_profiles), observed)
    return None
