"""The layout of ids: disjoint ranges, no dependence on who else arrives."""

import numpy as np

from hooper.firm.customer_ids import (
    CHANNELS,
    PAID,
    acquired_ids,
    founder_ids,
    referred_ids,
    word_of_mouth_ids,
)

FIRST_BITS = np.uint64(62)


def test_the_top_two_bits_say_where_a_customer_comes_from():
    kinds = [founder_ids(0, 9), acquired_ids(PAID, 7, 9)]
    kinds += [each((1, 0), founder_ids(0, 9), 7) for each in (referred_ids, word_of_mouth_ids)]
    assert [np.unique(ids >> FIRST_BITS).tolist() for ids in kinds] == [[0], [1], [2], [3]]


def test_an_acquired_id_holds_channel_period_and_ordinal():
    [*_, last] = acquired_ids(channel=5, period=0xABCDEF, count=3).tolist()
    assert last == 1 << 62 | 5 << 56 | 0xABCDEF << 32 | 2


def test_acquired_ids_of_channels_and_periods_do_not_meet():
    ids = [acquired_ids(channel, period, 50) for channel in range(64) for period in (0, 1, 2**24 - 1)]
    assert np.unique(np.concatenate(ids)).size == 64 * 3 * 50


def test_one_more_customer_keeps_the_ids_of_the_others():
    assert founder_ids(3, 4).tolist() == [3, 4, 5, 6]
    assert acquired_ids(PAID, 3, 5).tolist() == acquired_ids(PAID, 3, 6)[:5].tolist()
    referrers = founder_ids(0, 6)
    assert referred_ids((1, 2), referrers[:5], 3).tolist() == referred_ids((1, 2), referrers, 3)[:5].tolist()


def test_a_referred_id_depends_on_referrer_period_seed_and_replication():
    one = np.array([7], np.uint64)
    ids = [
        referred_ids((1, 0), one, 3),
        referred_ids((1, 0), one + np.uint64(1), 3),
        referred_ids((1, 0), one, 4),
    ]
    ids += [referred_ids((2, 0), one, 3), referred_ids((1, 1), one, 3)]
    assert len({int(each[0]) for each in ids}) == 5


def test_hashed_ids_of_many_referrers_are_all_different():
    ids = referred_ids((1, 0), founder_ids(0, 200_000), 1)
    assert np.unique(ids).size == 200_000


def test_nobody_refers_nobody():
    assert referred_ids((1, 0), np.empty(0, np.uint64), 0).size == 0


def test_channels_have_the_names_of_their_numbers():
    assert CHANNELS[PAID] == "paid"
    assert len(CHANNELS) == 4
