import numpy as np
import pytest

from hooper.engine.law_loops import BLOCK
from hooper.engine.population import Population
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.foundation.workers import Workers
from tests.small_worlds import retail

LAWS = World(retail(10)).law_set


def admitted(capacity, *counts):
    population = Population(LAWS, capacity, Workers())
    for count in counts:
        first = population.size
        ids = np.arange(first, first + count, dtype=np.uint64) | np.uint64(3 << 62)
        population.admit(ids, np.arange(first, first + count) / 2.0, np.full(count, 2, np.uint8))
    return population


def test_newcomers_get_the_next_slots_and_the_state_of_a_newcomer():
    population = admitted(10, 3, 4)
    assert population.size == 7
    assert population.values("stage").tolist() == [0.0] * 7
    assert (
        population.values("satisfaction").tolist() == [np.float32(LAWS.initial_state()["satisfaction"])] * 7
    )
    assert population.entry_days[:7].tolist() == [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]


def test_a_field_that_customers_do_not_have_is_answered_with_the_nearest():
    with pytest.raises(InputError, match=r"there is no 'satisfction'(.|\n)*satisfaction"):
        admitted(10, 3).values("satisfction")


def test_ids_are_kept_whole_in_two_rows_of_words():
    population = admitted(10, 3)
    words = [population.values(row).view(np.uint32).tolist() for row in ("id_low", "id_high")]
    assert words == [[0, 1, 2], [3 << 30] * 3]


@pytest.mark.parametrize("counts", [(BLOCK,), (BLOCK + 1,), (1, 5 * BLOCK), (200, 200, 200, 200)])
def test_a_population_that_grows_keeps_everybody(counts):
    grown, roomy = admitted(1, *counts), admitted(6 * BLOCK, sum(counts))
    for name in ("customer_id", "entry_days", "channel"):
        np.testing.assert_array_equal(getattr(grown, name)[: grown.size], getattr(roomy, name)[: roomy.size])
    for row in LAWS.state_rows:
        np.testing.assert_array_equal(grown.values(row).view(np.int32), roomy.values(row).view(np.int32))


@pytest.mark.parametrize("capacity", [10, 1000])
def test_values_are_a_copy(capacity):
    population = admitted(capacity, 5)
    population.values("offer")[:] = 9.0
    population.values_there("offer")[:] = 9.0
    assert population.values("offer").max() == 0.0


def test_writing_reaches_the_slots_and_no_others():
    population = admitted(600, 600)
    population.write("offer", np.array([0, 255, 256, 599]), np.array([1, 2, 3, 4], np.float32))
    offers = population.values("offer")
    assert offers[[0, 255, 256, 599]].tolist() == [1.0, 2.0, 3.0, 4.0]
    assert offers.sum() == 10.0


def test_two_customers_with_one_id_are_an_error_that_names_it():
    population = admitted(10, 3)
    population.admit(np.array([1 | 3 << 62], np.uint64), np.zeros(1), np.zeros(1, np.uint8))
    with pytest.raises(InputError, match=str(1 | 3 << 62)):
        population.check_ids()


def test_different_ids_are_no_error():
    admitted(10, 3).check_ids()
    Population(LAWS, 10, Workers()).check_ids()
