"""The map from (customer, period, decision) to words has passed dieharder in three orders.

`dieharder_results.json` holds what it found. A right map is called FAILED by one of about 340 p-values
with probability 7e-4 (dieharder fails at 1e-6, on either side), and weak by three of them.
"""

import json
import shutil
from copy import deepcopy

import numpy as np
import pytest

from hooper.foundation.random_words import round_keys, words
from tests.long import word_stream
from tests.long.dieharder import (
    MOST_REPEATS,
    STORED,
    TESTS,
    faults,
    judged,
    missing,
    run_battery,
    still_weak,
    the_map,
)
from tests.long.word_stream import AXES, BITS, COUNTERS, DECISIONS, ORDERS, SEED

RUNS_TEST = 15


@pytest.fixture(scope="module")
def stored():
    return json.loads(STORED.read_text())


def words_at(order, place, replication):
    out = np.empty((1, 4), np.uint32)
    ids, which = word_stream.customers(order, replication), np.array(DECISIONS, np.uint32)
    keys = round_keys(SEED, replication)
    word_stream.fill(place, ids, 2 ** BITS["periods"], which, *word_stream.shifts(order), keys, out)
    return out[0]


def test_nothing_failed_and_what_was_weak_was_looked_at_again(stored):
    assert list(faults(stored)) == []


def test_nothing_stayed_weak(stored):
    assert not [each for each in stored["results"] if still_weak(each)]
    assert all(len(each["again"]) <= MOST_REPEATS for each in stored["results"])


def test_no_test_is_missing_in_any_order(stored):
    assert missing(stored) == []
    assert len(stored["results"]) == len(TESTS) * len(ORDERS)


def test_the_results_are_those_of_the_map_as_it_is(stored):
    assert the_map().items() <= stored.items(), "the words have changed: run `make test-long` anew"


def test_repeated_tests_took_ten_times_the_sample_from_other_words(stored):
    repeated = [each for each in stored["results"] if each["again"]]
    assert repeated
    for each in repeated:
        runs = [each, *each["again"]]
        samples = [found["rows"][0]["psamples"] for found in runs]
        assert samples == [samples[0] * 10**repeat for repeat in range(len(runs))]
        assert len({found["replication"] for found in runs}) == len(runs)


@pytest.mark.parametrize("order", ORDERS)
def test_the_stream_holds_every_word_of_the_world_in_its_order(order):
    ids = word_stream.customers(order, 5)
    assert np.unique(ids).size == 2 ** BITS["customers"]
    for place in (0, 1, 2, 12_345_678, COUNTERS // 3, COUNTERS - 1):
        left, index = place, {}
        for axis in AXES[order]:
            left, index[axis] = divmod(left, 2 ** BITS[axis])
        customer = int(ids[index["customers"]])
        counter = (customer & 0xFFFFFFFF, customer >> 32, index["periods"], DECISIONS[index["decisions"]])
        np.testing.assert_array_equal(words_at(order, place, 5), words((SEED, 5), *counter)[:, 0])


def test_a_missing_a_failed_and_a_weak_result_are_seen(stored):
    fewer, failed, weak = (deepcopy(stored) for _ in range(3))
    gone = fewer["results"].pop(0)
    assert (gone["order"], gone["number"], gone["ntuple"]) in missing(fewer)
    failed["results"][0]["rows"][0]["assessment"] = "FAILED"
    weak["results"][0]["rows"][0]["assessment"] = "WEAK"
    assert [len(list(faults(each))) for each in (failed, weak)] == [1, 1]
    weak["results"][0]["again"] = [stored["results"][0]]
    assert not list(faults(weak))


@pytest.mark.long
def test_a_map_that_forgets_the_period_fails(tmp_path):
    forgetful = np.empty((3_000_000, 4), np.uint32)
    ids, which = word_stream.customers("periods", 0), np.array(DECISIONS, np.uint32)
    word_stream.fill(0, ids, 1, which, *word_stream.shifts("periods"), round_keys(SEED, 0), forgetful)
    (tmp_path / "words").write_bytes(forgetful.astype("<u4").tobytes())
    with (tmp_path / "words").open("rb") as file:
        assert {row["assessment"] for row in judged(file, RUNS_TEST, 0)} == {"FAILED"}


@pytest.mark.long
def test_the_whole_battery_is_passed():
    assert shutil.which("dieharder"), "install the Debian package dieharder"
    run_battery()
    record = json.loads(STORED.read_text())
    assert missing(record) == []
    assert list(faults(record)) == []
    assert not [each for each in record["results"] if still_weak(each)]
