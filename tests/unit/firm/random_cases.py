"""Random cases for the tests of desks, and their outcomes by customer."""

import numpy as np

from hooper.firm.desk import ServiceCases

FOREVER = 1e9


def random_cases(n_cases, days, load_days, patience_days=0.02, seed=1, urgent=0.0, accepting=0.0, first_id=0):
    """Return cases in random order that arrive within `days`; all together take about `load_days`."""
    rng = np.random.default_rng(seed)
    return ServiceCases.of(
        arrival_days=rng.random(n_cases) * days,
        service_days=rng.exponential(load_days / n_cases, n_cases),
        patience_days=rng.exponential(patience_days, n_cases),
        customer_id=first_id + rng.permutation(n_cases),
        priority=rng.random(n_cases) >= urgent,
        accepts_call_back=rng.random(n_cases) < accepting,
    )


def slices_of_time(cases, period_days):
    """Yield the cases of one period after the other, with the end of the period and their places."""
    periods = cases.arrival_days // period_days
    for period in np.arange(periods.max() + 1):
        places = np.flatnonzero(periods == period)
        yield (period + 1) * period_days, places, cases.take(places)


def serve_by_periods(desk, cases, period_days, further_periods=0):
    """Return the settled cases of each period, and of some periods without cases after the last."""
    settled, until = [], 0.0
    for until, _, period in slices_of_time(cases, period_days):
        settled.append(desk.serve(period, until))
    nothing = ServiceCases.of([], [], [], [])
    return settled + [desk.serve(nothing, until + k * period_days) for k in range(1, further_periods + 1)]


def by_customer(settled):
    """Return what became of each customer: wait, whether it gave up, whether it was called back."""
    return {
        int(customer): (float(wait), bool(abandoned), bool(called_back))
        for each in settled
        for customer, wait, abandoned, called_back in zip(
            each.cases.customer_id, each.wait_days, each.abandoned, each.called_back, strict=True
        )
    }


def assert_alike(one, other, tolerance=1e-9):
    """Assert that desks settled the same cases, with the same fates and equal waits."""
    assert one.keys() == other.keys()
    assert [fate[1:] for fate in one.values()] == [other[customer][1:] for customer in one]
    waits = np.array([[fate[0], other[customer][0]] for customer, fate in one.items()]).reshape(-1, 2)
    np.testing.assert_allclose(waits[:, 0], waits[:, 1], rtol=0.0, atol=tolerance)
