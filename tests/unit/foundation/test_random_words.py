"""Philox against the published vectors of Random123, and what is made of its words."""

import runpy
from pathlib import Path

import numba
import numpy as np
import pytest

from hooper.foundation import random_words
from hooper.foundation.errors import InputError
from hooper.foundation.random_words import exponentials, normal_pair, round_keys, uniform, uniforms, words

LATTICE = 2**23

# kat_vectors of Random123 (Salmon et al. 2011), philox4x32 with 10 rounds: counter, key, words.
PUBLISHED = {
    "zeros": ([0, 0, 0, 0], [0, 0], "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    "all ones": ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    "digits of pi": (
        [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
        [0xA4093822, 0x299F31D0],
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_words_are_those_published(name):
    counter, key, expected = PUBLISHED[name]
    drawn = words((key[0], key[1]), *counter)[:, 0]
    assert " ".join(f"{word:08x}" for word in drawn) == expected


@pytest.fixture
def published_words_met(tmp_path, monkeypatch):
    """Return which published vectors a text of `random_words` meets; it is run without a compiler."""
    monkeypatch.setattr("numba.config.DISABLE_JIT", 1)

    def met(source):
        (tmp_path / "changed.py").write_text(source)
        words_of = runpy.run_path(str(tmp_path / "changed.py"))["words"]
        return {
            name
            for name, (counter, key, expected) in PUBLISHED.items()
            if " ".join(f"{word:08x}" for word in words_of(tuple(key), *counter)[:, 0]) == expected
        }

    return met


def test_the_interpreted_source_gives_the_published_words(published_words_met):
    assert published_words_met(Path(random_words.__file__).read_text()) == set(PUBLISHED)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("0xD2511F53", "0xD2511F51"),
        ("0xCD9E8D57", "0xCD9E8D53"),
        ("0x9E3779B9", "0x9E3779B1"),
        ("0xBB67AE85", "0xBB67AE87"),
        ("c3, keys[18], keys[19]", "c3, keys[16], keys[17]"),
        ("^ c1 ^ key_0", "^ c3 ^ key_0"),
        ("^ c3 ^ key_1", "^ c3 ^ key_0"),
    ],
)
def test_a_mutant_of_a_constant_or_a_round_gives_none_of_the_published_words(
    right, wrong, published_words_met
):
    source = Path(random_words.__file__).read_text()
    assert source.count(right) == 1
    assert not published_words_met(source.replace(right, wrong))


def test_counters_broadcast():
    many = words((1, 2), np.arange(3), 7, 4, 9)
    assert many.shape == (4, 3)
    np.testing.assert_array_equal(many[:, 2], words((1, 2), 2, 7, 4, 9)[:, 0])


def test_every_part_of_key_and_counter_matters():
    base = [5, 6, 1, 2, 3, 4]
    drawn = {tuple(words((base[0], base[1]), *base[2:])[:, 0].tolist())}
    for place in range(6):
        other = base.copy()
        other[place] += 1
        drawn.add(tuple(words((other[0], other[1]), *other[2:])[:, 0].tolist()))
    assert len(drawn) == 7


def test_round_keys_grow_by_the_weyl_constants_and_wrap():
    keys = round_keys(0xFFFFFFFF, 1)
    assert keys[2] == (0xFFFFFFFF + 0x9E3779B9) & 0xFFFFFFFF
    assert keys[19] == (1 + 9 * 0xBB67AE85) & 0xFFFFFFFF


@pytest.mark.parametrize("key", [(2**32, 0), (0, 2**32), (-1, 0), (0, -1), (7, 65536 << 16)])
def test_keys_that_would_wrap_to_those_of_another_world_are_refused(key):
    with pytest.raises(InputError) as raised:
        round_keys(*key)
    [fault] = raised.value.faults
    assert fault.where == ("seed" if key[1] == 0 else "replication")


@pytest.mark.parametrize("word", [0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFF7F, 0xFFFFFF80, 0xFFFFFFFF])
def test_a_uniform_lies_strictly_between_zero_and_one(word):
    assert 0.0 < uniform(np.uint32(word)) < 1.0


def test_the_lattice_of_uniforms_is_even_and_has_mean_one_half():
    drawn = lattice_of_uniforms()
    assert np.unique(np.diff(drawn.astype(np.float64))).tolist() == [1.0 / LATTICE]
    assert drawn.mean(dtype=np.float64) == 0.5


@pytest.mark.parametrize("probability", [2.0**-24, 1e-7, 1e-6, 1e-4, 0.0123, 0.5, 0.9999])
def test_an_event_happens_with_its_probability_rounded_to_the_lattice(probability):
    happened = np.count_nonzero(lattice_of_uniforms() < np.float32(probability))
    assert abs(happened / LATTICE - np.float32(probability)) <= 0.5 / LATTICE
    assert (happened == 0) == (probability <= 0.5 / LATTICE)


def test_whole_words_give_uniforms_strictly_between_zero_and_one():
    extreme = uniforms(np.array([0, 0xFFFFFFFF], np.uint32))
    assert extreme[0] == 2.0**-33
    assert extreme[1] == 1.0 - 2.0**-33


def test_the_ends_of_what_a_word_can_say_are_those_written_down():
    """As docs/chance.md has them."""
    assert uniform(np.uint32(0)) == 2.0**-24
    assert uniform(np.uint32(0xFFFFFFFF)) == 1.0 - 2.0**-24
    farthest = np.sqrt(-2.0 * np.log(2.0**-24))
    assert normal_pair(np.uint32(0), np.uint32(0))[0] == pytest.approx(farthest, rel=1e-6)
    assert 5.76 < farthest < 5.77
    longest = exponentials(np.array([0], np.uint32))[0]
    assert longest == pytest.approx(24 * np.log(2.0), rel=1e-6)


def test_moments_of_normals_over_every_value_that_a_word_can_take():
    """Quadrature over the whole lattice, not a sample: z = r cos has E z^2 = 1, E z^4 = 3, E z^6 = 15."""
    radius, cosine, sine = lattice_of_normals()
    radial = [np.mean(radius**power) for power in (2, 4, 6)]
    np.testing.assert_allclose(radial, [2.0, 8.0, 48.0], rtol=2e-5)
    for half in (cosine, sine):
        angular = [np.mean(half**power) for power in (1, 2, 3, 4, 6)]
        np.testing.assert_allclose(angular, [0.0, 1 / 2, 0.0, 3 / 8, 5 / 16], atol=2e-7)
    assert abs(np.mean(cosine * sine)) < 1e-7


def test_exponentials_have_mean_one_over_the_whole_lattice_of_uniforms():
    every = (np.arange(LATTICE, dtype=np.uint64) << np.uint64(9)).astype(np.uint32)
    drawn = exponentials(every)
    assert drawn.min() >= 0.0
    np.testing.assert_allclose([drawn.mean(), (drawn**2).mean()], [1.0, 2.0], rtol=2e-6)


@numba.njit
def lattice_of_uniforms():
    out = np.empty(LATTICE, np.float32)
    for i in range(LATTICE):
        out[i] = uniform(np.uint32(i << 9))
    return out


@numba.njit
def lattice_of_normals():
    """Radius over all first words at angle zero, cosine and sine over all second words at one radius."""
    middle = np.uint32(1 << 31)
    one_radius = np.sqrt(-2.0 * np.log(np.float64(uniform(middle))))
    radius, cosine, sine = np.empty(LATTICE), np.empty(LATTICE), np.empty(LATTICE)
    for i in range(LATTICE):
        a, b = normal_pair(np.uint32(i << 9), np.uint32(0))
        radius[i] = np.sqrt(np.float64(a) ** 2 + np.float64(b) ** 2)
        a, b = normal_pair(middle, np.uint32(i << 9))
        cosine[i] = a / one_radius
        sine[i] = b / one_radius
    return radius, cosine, sine
