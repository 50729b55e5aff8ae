import numpy as np
import pytest

from hooper.segmentation import category_count, main_product
from hooper.segmentation.category_count import CategoryCountSettings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.main_product import MainProductSettings
from hooper.segmentation.product_matrix import product_matrix

ROWS = [
    *[
        (1, 0.0, 4.0, "tea"),
        (1, 1.0, 4.0, "tea"),
        (1, 2.0, 8.0, "jam"),
    ],  # a tie in spend: tea was bought twice
    *[(2, 0.0, 5.0, "tea"), (2, 3.0, 5.0, "jam")],  # a tie in all: jam is the first by name
    *[(3, 0.0, 90.0, "tea"), (3, 4.0, 2.0, "jam"), (3, 5.0, 1.0, "ham")],
    (4, 0.0, 3.0, "ham"),
]


@pytest.fixture
def known(log_of):
    return CustomerRecords.of(log_of(ROWS))


def words(segments):
    return [segments.labels[code] for code in segments.code]


def test_the_main_product_by_hand_with_both_ties(known):
    found = main_product.assign(known, MainProductSettings())
    assert found.labels == ("mainly ham", "mainly jam", "mainly tea", "other products", "unknown")
    assert words(found) == ["mainly tea", "mainly jam", "mainly tea", "mainly ham"]


def test_only_the_largest_products_have_a_segment(known):
    found = main_product.assign(known, MainProductSettings(products=1))
    assert words(found) == ["mainly tea", "other products", "mainly tea", "other products"]


def test_a_customer_without_a_product_up_to_the_cut_is_unknown(log_of):
    log = log_of([(1, 0.0, 4.0, "tea"), (2, 1.0, 4.0, "tea")])
    first = log.others["product_lines"].slice(0, 1)
    log.others["product_lines"] = first
    records = CustomerRecords.of(log)
    assert words(main_product.assign(records, MainProductSettings())) == ["mainly tea", "unknown"]
    assert words(category_count.assign(records, CategoryCountSettings())) == ["1 product", "unknown"]


def test_the_number_of_products_by_hand(known):
    found = category_count.assign(known, CategoryCountSettings(most=3))
    assert found.labels == ("1 product", "2 products", "3 and more products", "unknown")
    assert words(found) == ["2 products", "2 products", "3 and more products", "1 product"]


def test_the_matrix_by_hand(known):
    segments = category_count.assign(known, CategoryCountSettings(most=3))
    cells = {(row["product"], row["segment"]): row for row in product_matrix(known, segments).to_pylist()}
    tea = cells["tea", "2 products"]
    assert (tea["buyers"], tea["share_of_customers"]) == (2, 1.0)
    assert (tea["share_of_spend"], tea["mean_spend"]) == (0.5, 6.5)
    assert cells["tea", "1 product"]["buyers"] == 0
    assert np.isnan(cells["tea", "1 product"]["mean_spend"])
    assert np.isnan(cells["tea", "unknown"]["share_of_customers"])


def test_the_matrix_adds_up_to_the_whole(known):
    segments = category_count.assign(known, CategoryCountSettings())
    table = product_matrix(known, segments)
    shares = table.group_by("segment").aggregate([("share_of_spend", "sum")]).to_pylist()
    spent = [row["share_of_spend_sum"] for row in shares if not np.isnan(row["share_of_spend_sum"])]
    assert spent == pytest.approx([1.0] * 3)
    buyers, mean = table["buyers"].to_numpy(), table["mean_spend"].to_numpy()
    assert np.nansum(buyers * mean) == pytest.approx(sum(amount for _, _, amount, _ in ROWS))
