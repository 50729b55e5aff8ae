"""A small observed history, in which all that customers did can be counted by hand."""

import numpy as np
import pyarrow as pa

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.observed import SCHEMAS, Observed
from hooper.history.survey_items import ITEMS

MONTH = DAYS_PER_MONTH
END_MONTHS = 12.0
NOT_ANSWERED = float("nan")


def table(name, *rows):
    schema = SCHEMAS[name]
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)


def answer(customer, month, item, said):
    return (customer, month, ITEMS.index(item), said)


# Periods are months. Customer 1 has been here from the start and does everything, 4 came half a month ago and
# does nothing beyond one order, 7 complains and leaves, 9 is asked and says nothing.
ORDERS = {1: (0.0, 2.5, 4.5, 11.0), 4: (11.5,), 7: (2.0, 5.0), 9: (6.0, 6.5)}
OTHERS = {
    "service_cases": table(
        "service_cases",
        (1, 2.0 * MONTH, 0.1, False, True),
        (1, 11.5 * MONTH, 0.1, False, True),
        (7, 4.0 * MONTH, 0.2, False, False),
        (7, 6.0 * MONTH, 2.0, True, False),
    ),
    "visits": table("visits", (1, 3.0 * MONTH, 0.0), (9, 7.0 * MONTH, 1.0)),
    "referrals": table("referrals", (1, 3), (1, 7), (7, 3)),
    "contacts": table("contacts", (1, 1, 1, 0.2), (9, 7, 0, 0.1)),
    "survey_answers": table(
        "survey_answers",
        *(answer(1, 3, "satisfaction", 5.0), answer(1, 3, "is_helped", 4.0)),
        *(answer(1, 6, "satisfaction", 4.0), answer(1, 6, "is_helped", NOT_ANSWERED)),
        *(answer(7, 3, "satisfaction", 2.0), answer(7, 3, "is_helped", NOT_ANSWERED)),
        *(answer(9, 9, "satisfaction", NOT_ANSWERED), answer(9, 9, "is_helped", NOT_ANSWERED)),
    ),
}


def by_hand(renamed=None):
    """Return the history; `renamed` gives customers other ids."""
    ids = renamed or {}
    rows = [(ids.get(who, who), month * MONTH, 10.0) for who, months in ORDERS.items() for month in months]
    others = {
        name: each.set_column(
            0,
            "customer_id",
            pa.array([ids.get(who, who) for who in each["customer_id"].to_pylist()], pa.uint64()),
        )
        for name, each in OTHERS.items()
    }
    return Observed(table("transactions", *sorted(rows)), END_MONTHS * MONTH, others=others)


def same(one, other):
    """Tell whether two arrays agree, nan for nan."""
    return np.array_equal(one, other, equal_nan=True)
