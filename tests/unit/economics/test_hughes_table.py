"""The published table, every column worked out again customer by customer."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.economics.hughes_table import hughes_table
from hooper.evidence.oracles.hughes_table import published_segment
from hooper.foundation.errors import InputError


def test_the_published_figures_to_the_dollar_and_the_cent():
    table = hughes_table(published_segment())
    assert table.customers.round().tolist() == [202_000, 123_624, 89_133]
    assert table.lifetime_value.round(2).tolist() == [-1.23, 17.86, 36.50]
    assert table.discount == pytest.approx([1.096 ** (year + 30 / 365) for year in range(3)])


def test_the_first_year_in_whole_dollars():
    """202,000 order 1.1 times for 90; 60 % of it, 9 a head, 32 for 200,000 and 15 for 2,000 are spent."""
    table = hughes_table(published_segment())
    assert table.revenue[0] == pytest.approx(19_998_000)
    assert table.costs[0] == pytest.approx(11_998_800 + 9 * 202_000 + 6_400_000 + 30_000)
    assert table.profit[0] == pytest.approx(19_998_000 - 20_246_800)


def test_year_by_year_it_is_the_same():
    segment, kept, total = published_segment(), 200_000.0, 0.0
    table = hughes_table(segment)
    for year in range(3):
        referred = kept * segment.referral[year]
        everybody = kept + referred
        revenue = everybody * segment.orders[year] * segment.order_size[year]
        spent = segment.cost_share[year] * revenue + everybody * (segment.marketing_cost[year] + 2.0 + 4.0)
        spent += 15.0 * referred + (32.0 * 200_000 if year == 0 else 0.0)
        total += (revenue - spent) / 1.096 ** (year + 30 / 365)
        assert table.present_value[: year + 1].sum() == pytest.approx(total)
        assert table.lifetime_value[year] == pytest.approx(total / 200_000)
        kept = everybody * segment.retention[year]


def test_a_segment_twice_as_large_is_worth_as_much_a_customer():
    once, twice = (hughes_table(replace(published_segment(), customers=n)) for n in (1e5, 2e5))
    np.testing.assert_allclose(once.lifetime_value, twice.lifetime_value)


def test_what_is_wrong_is_told():
    with pytest.raises(InputError, match=r"retention: is 1\.2 at place 1"):
        published_segment((0.6, 1.2, 0.8))
    with pytest.raises(InputError, match="acquisition_cost: is -32"):
        replace(published_segment(), acquisition_cost=-32.0)
    with pytest.raises(InputError, match="orders has 2"):
        replace(published_segment(), orders=(1.0, 1.1))
