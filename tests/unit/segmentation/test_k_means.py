import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.segmentation import k_means
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.k_means import BySilhouette, KMeansSettings
from hooper.segmentation.weighted_clusters import Points, first_centres

# Three groups far apart: long silent with one small purchase, in between, and recent with many large ones.
DAYS = [800, 810, 790, 100, 105, 95, 2, 3, 1]
PURCHASES = [1, 1, 1, 6, 6, 7, 60, 65, 70]
SPEND = [5, 6, 5, 100, 110, 105, 3000, 3100, 2900]


@pytest.fixture
def known(customers):
    return CustomerRecords(customers(DAYS, PURCHASES, SPEND))


def test_clusters_far_apart_are_found_and_stand_by_value(known):
    found = k_means.assign(known, KMeansSettings(clusters=3))
    assert found.code.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert found.labels == ("cluster 1 of 3", "cluster 2 of 3", "cluster 3 of 3")


def test_the_silhouette_finds_how_many_there_are(known):
    assert len(k_means.assign(known, KMeansSettings(clusters=BySilhouette(most=5))).labels) == 3


def test_the_same_seed_gives_the_same_clusters_of_a_real_log(cdnow):
    records = CustomerRecords(cdnow)
    first, again = (k_means.assign(records, KMeansSettings(seed=5)).code for _ in range(2))
    assert np.array_equal(first, again)


def test_mean_spend_rises_with_the_cluster_on_a_real_log(cdnow):
    spend = [each.mean_spend for each in k_means.assign(CustomerRecords(cdnow), KMeansSettings()).profiles]
    assert spend == sorted(spend)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5), st.integers(0, 40)), min_size=1, max_size=30)
)
def test_equals_are_together_and_neither_order_nor_money_matters(customers, rows):
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    forwards = k_means.assign(CustomerRecords(customers(*columns)), KMeansSettings(clusters=3)).code
    days, bought, spend = (column[::-1] for column in columns)
    dearer = CustomerRecords(customers(days, bought, spend * 3.7))
    assert np.array_equal(k_means.assign(dearer, KMeansSettings(clusters=3)).code[::-1], forwards)
    assert len({*zip(rows, forwards.tolist(), strict=True)}) == len(set(rows))


def test_with_fewer_points_than_clusters_each_is_one_and_the_last_are_empty(customers):
    records = CustomerRecords(customers([5, 5, 9], [2, 2, 1], [9, 9, 1]))
    found = k_means.assign(records, KMeansSettings(clusters=5))
    assert found.code.tolist() == [1, 1, 0]
    assert found.status == "few"


def test_first_centres_are_points_and_none_comes_twice():
    points = Points(np.arange(20.0).reshape(-1, 1), np.arange(1, 21))
    for start in range(20):
        assert np.unique(first_centres(points, 5, seed=3, start=start)).size == 5


def test_without_scikit_learn_it_is_said_what_to_install(known, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with pytest.raises(InputError, match=r"pip install 'hooper\[learning\]'"):
        k_means.assign(known, KMeansSettings(clusters=3))


def test_a_range_of_clusters_that_is_none_is_refused():
    with pytest.raises(ValidationError, match="fewest is 6 and most 3"):
        BySilhouette(fewest=6, most=3)
