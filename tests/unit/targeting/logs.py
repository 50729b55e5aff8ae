"""Small logs for tests of warnings, made by hand or by lot."""

import numpy as np
import pyarrow as pa

from hooper.history.observed import SCHEMAS, TRANSACTIONS, Observed


def log_of(purchases, end_days, **others):
    """Return a log of `(customer, day, amount)`, and of other tables as mappings of columns."""
    rows = sorted(purchases)
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    table = pa.table(dict(zip(TRANSACTIONS.names, map(list, columns), strict=True)), schema=TRANSACTIONS)
    told = {name: pa.table(columns, schema=SCHEMAS[name]) for name, columns in others.items()}
    return Observed(table, float(end_days), others=told)


def drawn_log(customers=400, days=540.0, seed=1):
    """Return customers who buy at rates of their own, leave, and sometimes complain before."""
    chance = np.random.default_rng(seed)
    purchases, cases = [], []
    for customer in range(customers):
        day, rate = chance.uniform(0.0, 200.0), chance.gamma(1.5, 1.0 / 45.0)
        leaves = day + chance.exponential(300.0)
        while day < min(leaves, days):
            purchases.append((customer, day, chance.gamma(6.0, 5.0)))
            day += 0.01 + chance.exponential(1.0 / rate)
        if leaves < days and chance.random() < 0.5:
            cases.append((customer, leaves - 1.0, 0.5, False, False))
    names = SCHEMAS["service_cases"].names
    return log_of(
        purchases,
        days,
        service_cases=dict(zip(names, map(list, zip(*sorted(cases), strict=True)), strict=True)),
    )
