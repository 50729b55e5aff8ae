import pyarrow as pa
import pytest

from hooper.cli import products
from hooper.cli.logs import ReadLog
from hooper.history.observed import TRANSACTIONS, Observed
from tests.command_line import answer, hooper

ROWS = {"customer_id": [1, 1, 2, 3], "time_days": [0.0, 9.0, 3.0, 5.0], "amount": [6.0, 2.0, 4.0, 8.0]}


@pytest.fixture
def grocer(monkeypatch):
    """A log with products: customer 1 buys tea and jam, the others tea."""
    lines = pa.table({**ROWS, "product": ["tea", "jam", "tea", "tea"]})
    observed = Observed(pa.table(ROWS, TRANSACTIONS), 30.0, others={"product_lines": lines})
    monkeypatch.setattr(products, "open_log", lambda *_: ReadLog(observed, None))


@pytest.mark.usefixtures("grocer")
def test_cells_are_told_for_programs_and_shares_for_people():
    cells = {(cell["product"], cell["segment"]): cell for cell in answer("products", "grocer.csv")["cells"]}
    assert cells["tea", "1 product"]["buyers"] == 2
    assert cells["tea", "2 products"]["share_of_spend"] == 0.75
    assert cells["jam", "1 product"]["mean_spend"] is None
    shown = hooper("products", "grocer.csv").stdout
    assert "100.0 %" in shown
    assert "75.0 %" in shown


def test_a_log_without_products_is_refused_by_name(shop):
    result = hooper("products", shop)
    assert result.exit_code == 2
    assert "no product lines" in result.stderr
