"""Threads that share work: everything is done once, and comes back in the order of the shares."""

import threading
from contextlib import closing

import pytest

from hooper.foundation.workers import ROWS_OF_A_SHARE, Workers, shares

THREADS = pytest.mark.parametrize("threads", [1, 2, 5])


@THREADS
@pytest.mark.parametrize("parts", [0, 1, 2, 3, 200])
def test_every_share_is_done_once_and_comes_back_in_its_place(threads, parts):
    asked = []

    def square(number):
        asked.append(number)
        return number**2

    with closing(Workers(threads)) as workers:
        assert workers.map(square, range(parts)) == [number**2 for number in range(parts)]
    assert sorted(asked) == list(range(parts))


def test_two_threads_work_at_the_same_time():
    both_there = threading.Barrier(2, timeout=20.0)  # broken if one thread had to do it all
    with closing(Workers(threads=2)) as workers:
        workers.map(lambda _: both_there.wait(), range(2))


def test_work_that_shares_work_comes_to_an_end():
    with closing(Workers(threads=2)) as workers:
        sums = workers.map(lambda first: sum(workers.map(lambda k: first + k, range(3))), range(4))
    assert sums == [3, 6, 9, 12]


@THREADS
@pytest.mark.parametrize("wrong", [0, 7])
def test_what_goes_wrong_in_a_share_is_raised_and_nobody_works_on_afterwards(threads, wrong):
    going_on = []

    def work(number):
        going_on.append(number)
        try:
            if number == wrong:
                raise ValueError(number)
        finally:
            going_on.remove(number)

    with closing(Workers(threads)) as workers:
        with pytest.raises(ValueError, match=str(wrong)):
            workers.map(work, range(8))
        assert not going_on
        assert workers.map(str, [1, 2]) == ["1", "2"], "they are fit for more"


@pytest.mark.parametrize("rows", [0, 1, ROWS_OF_A_SHARE, ROWS_OF_A_SHARE + 1, 10**6])
def test_shares_are_all_rows_once(rows):
    cut = shares(rows)
    assert [row for share in cut for row in (share.start, share.stop)][1:-1] == [
        share.stop for share in cut[:-1] for _ in range(2)
    ]
    assert sum(share.stop - share.start for share in cut) == rows
    assert all(0 < share.stop - share.start <= ROWS_OF_A_SHARE for share in cut)
