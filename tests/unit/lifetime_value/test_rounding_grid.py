import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log
from hooper.lifetime_value.rounding_grid import customer_cells

DAY = 1 / 7


def test_the_cells_of_a_log_of_days_are_its_days(log_of_days):
    """Bought on days 0, 3 and 9, the last day is 20: of 20 cells after the first, two were bought in."""
    cells = customer_cells(log_of_days, DAY)
    assert cells.bought.tolist() == [2, 0]
    assert cells.last.tolist() == [9, 0]
    assert cells.seen.tolist() == [20, 0]


@pytest.fixture
def log_of_days(tmp_path):
    log = tmp_path / "log.csv"
    rows = ["7,2020-01-01,1", "7,2020-01-04,1", "7,2020-01-04,2", "7,2020-01-10,1", "8,2020-01-21,1"]
    log.write_text("\n".join(["customer_id,date,amount", *rows]))
    return summarise(read_log(log)[0])


def test_times_off_the_grid_are_told_with_the_customer(customers):
    summary = customers([0, 2], [0.0, 3.5], [9.0, 8.0])
    with pytest.raises(InputError, match="customer 1: has a recency off the grid of 1"):
        customer_cells(summary, 1.0)
    with pytest.raises(InputError, match="customer 0: has an age off the grid of 2"):
        customer_cells(customers([0], [0.0], [9.0]), 2.0)


def test_more_purchases_than_cells_were_never_merged(customers):
    with pytest.raises(InputError, match="customer 0: has more repeat purchases than cells of 1"):
        customer_cells(customers([4], [3.0], [9.0]), 1.0)


@pytest.mark.parametrize("grid", [0.0, -1.0, np.nan, np.inf])
def test_a_grid_without_width_is_none(customers, grid):
    with pytest.raises(InputError, match="grid"):
        customer_cells(customers([0], [0.0], [9.0]), grid)


def test_sums_of_days_that_are_no_binary_fractions_lie_on_the_grid(customers):
    ages = np.arange(1, 4000) / 7
    cells = customer_cells(customers(np.zeros(3999), np.zeros(3999), ages), DAY)
    assert (cells.seen == np.arange(1, 4000)).all()
