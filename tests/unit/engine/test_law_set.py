import pytest

from hooper.engine.law_set import assemble, rows_of
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.mechanisms.law import Draw, law
from tests.small_worlds import retail

COIN = Draw("coin", "uniform", 1_000_001, 0)


@law(writes=("mood", "laughs"), state={"mood": 0.5}, draws=(COIN,))
def moody(mood, coin):
    return mood, coin


@law(writes=("cries",))
def weepy(laughs, active, rain):
    return laughs * active * rain


def problems(*laws, signals=(), sums=()):
    with pytest.raises(InputError) as caught:
        assemble((), laws, signals, sums)
    return [str(fault) for fault in caught.value.faults]


def test_fields_get_rows_state_and_scratch_apart():
    laws = assemble((), (moody, weepy), ("rain",), ("cries",))
    assert laws.state_rows == ("id_low", "id_high", "stage", "mood")
    assert laws.scratch_rows == ("active", "stage_at_start", "coin", "laughs", "cries")
    assert laws.sums == ("cries",)
    assert laws.initial_state() == {"mood": 0.5}


def test_dimensional_fields_have_a_row_a_dimension():
    assert rows_of("expectation") == ("expectation.overall",)
    assert "expectation.overall" in World(retail(10)).law_set.state_rows


def test_a_signal_that_the_firm_does_not_send_is_an_unknown_field():
    [problem] = problems(moody, weepy)
    assert "reads 'rain', which nothing provides" in problem


def test_a_field_that_is_only_read_when_a_law_is_off_must_be_there_too():
    def off(nowhere):
        return nowhere, nowhere

    [problem] = problems(moody.off(off))
    assert "nowhere" in problem


def test_a_word_that_two_draws_take_is_a_fault():
    @law(writes=("sighs",), draws=(Draw("other_coin", "uniform", 1_000_001, 0),))
    def sighing(other_coin):
        return other_coin

    [problem] = problems(moody, sighing)
    assert "'other_coin' takes the word of 'coin'" in problem


def test_one_draw_may_be_shared_by_two_laws():
    @law(writes=("sighs",), draws=(COIN,))
    def sighing(coin):
        return coin

    assert assemble((), (moody, sighing), (), ()).scratch_rows.count("coin") == 1


def test_a_sum_of_something_unknown_is_a_fault():
    [problem] = problems(moody, sums=("tears",))
    assert "'tears' is not a field" in problem
