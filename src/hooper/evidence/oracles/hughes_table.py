"""The lifetime value table of Hughes: a segment of 200,000 followed for three years, to the cent.

All figures are published, in the currency and with the digits in which they stand here; each may differ by
half a unit of its last digit.
"""

from typing import Final

from hooper.economics import hughes_table as table
from hooper.economics.hughes_table import HughesSegment
from hooper.evidence.oracles.oracle import Band, Oracle

CUSTOMERS: Final = (202_000, 123_624, 89_133)
LIFETIME_VALUES: Final = (-1.23, 17.86, 36.50)
RETENTION: Final = (0.6, 0.7, 0.8)


def published_segment(retention: tuple[float, float, float] = RETENTION) -> HughesSegment:
    """Return the segment of the published table, or one that is kept at other rates."""
    return HughesSegment(
        customers=200_000.0,
        orders=(1.1, 1.2, 1.3),
        order_size=(90.0, 100.0, 120.0),
        retention=retention,
        referral=(0.01, 0.02, 0.03),
        cost_share=(0.60, 0.58, 0.57),
        marketing_cost=(3.0, 10.0, 10.0),
        acquisition_cost=32.0,
        special_cost=2.0,
        database_cost=4.0,
        referral_incentive=15.0,
        interest=0.06,
        risk_factor=1.6,
        payment_delay_years=30.0 / 365.0,
    )


def measure(_seed: int, retention: tuple[float, float, float] = RETENTION) -> dict[str, float]:
    """Follow the segment, and return its customers and its lifetime value by year."""
    found = table.hughes_table(published_segment(retention))
    return {_customers(year): float(found.customers[year]) for year in range(3)} | {
        _value(year): float(found.lifetime_value[year]) for year in range(3)
    }


def _customers(year: int) -> str:
    return f"customers in year {year + 1}"


def _value(year: int) -> str:
    return f"lifetime value after year {year + 1}"


ORACLE: Final = Oracle(
    name="hughes_table",
    claim="a segment followed for three years has the customers and lifetime values of the published table",
    source="Hughes (2005), Strategic database marketing",
    bands={_customers(year): Band(CUSTOMERS[year], 0.5) for year in range(3)}
    | {_value(year): Band(LIFETIME_VALUES[year], 0.005) for year in range(3)},
    measure=measure,
)
