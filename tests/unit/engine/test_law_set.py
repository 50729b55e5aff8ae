import pytest

from hooper.engine.law_set import assemble
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.mechanisms.dimensions import ONE_FOR_ALL, SEVEN, rows_of
from hooper.mechanisms.law import Draw, law
from tests.small_worlds import retail

COIN = Draw("coin", "uniform", 1_000_001, 0)


@law(writes=("mood", "laughs"), state={"mood": 0.5}, draws=(COIN,))
def moody(mood, coin):
    return mood, coin


@law(writes=("cries",))
def weepy(laughs, rain):
    return laughs * rain


def problems(*laws, signals=(), sums=()):
    with pytest.raises(InputError) as caught:
        assemble((), laws, signals, sums)
    return [str(fault) for fault in caught.value.faults]


def test_fields_get_rows_state_and_scratch_apart():
    laws = assemble((), (moody, weepy), ("rain",), ("cries",))
    assert laws.state_rows == ("id_low", "id_high", "mood")
    assert laws.scratch_rows == ("coin", "laughs", "cries")
    assert laws.sums == ("cries",)
    assert laws.initial_state() == {"mood": 0.5}


def test_dimensional_fields_have_a_row_a_dimension():
    assert rows_of("expectation", ONE_FOR_ALL) == ("expectation.overall",)
    assert rows_of("expectation", SEVEN)[1:3] == ("expectation.service", "expectation.relationship")
    assert "expectation.overall" in World(retail(10)).law_set.state_rows


def test_a_signal_that_the_firm_does_not_send_is_an_unknown_field():
    [problem] = problems(moody, weepy)
    assert "reads 'rain', which nothing provides" in problem


def test_a_field_that_is_only_read_when_a_law_is_off_must_be_there_too():
    def off(nowhere):
        return nowhere, nowhere

    [problem] = problems(moody.off(off))
    assert "nowhere" in problem


def test_a_state_begins_with_a_number():
    @law(writes=("mood",), state={"mood": "good"})  # pyright: ignore[reportArgumentType]
    def hoping(mood):
        return mood

    [problem] = problems(hoping)
    assert problem.startswith("law 'hoping': begins the state 'mood' with 'good', which is no number")


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


def test_a_field_of_the_period_that_is_read_before_it_is_written_is_a_fault():
    """It would hold what another customer has left there, and the result would hang on the chunks."""
    [problem] = problems(weepy, moody, signals=("rain",))
    assert problem.startswith("law 'weepy': reads 'laughs' before it is written")
    assert "put it after the law 'moody'" in problem


def test_a_law_may_read_the_field_that_it_writes_itself():
    @law(writes=("laughs",))
    def giggling(laughs):
        return laughs

    assert assemble((), (giggling,), (), ()).scratch_rows[-1] == "laughs"


def test_one_name_for_two_draws_is_a_fault():
    @law(writes=("sighs",), draws=(Draw("coin", "uniform", 1_000_002, 0),))
    def sighing(coin):
        return coin

    [problem] = problems(moody, sighing)
    assert "draws 'coin', which 'moody' draws otherwise" in problem


@pytest.mark.parametrize(
    ("kind", "word", "fits"), [("uniform", 1, False), ("uniform", 2, True), ("second_normal", 0, True)]
)
def test_a_normal_takes_two_words_and_its_other_half_may_be_drawn_too(kind, word, fits):
    @law(writes=("height",), draws=(Draw("height_normal", "normal", 1_000_003, 0),))
    def tall(height_normal):
        return height_normal

    @law(writes=("width",), draws=(Draw("width_draw", kind, 1_000_003, word),))
    def wide(width_draw):
        return width_draw

    if fits:
        assert assemble((), (tall, wide), (), ())
    else:
        [problem] = problems(tall, wide)
        assert "takes the word of 'height_normal'" in problem


def test_a_state_that_two_laws_own_is_a_fault():
    @law(writes=("mood",), state={"mood": 9.0})
    def spoilt(mood):
        return mood

    [problem] = problems(moody, spoilt)
    assert "owns the state 'mood', which 'moody' owns already" in problem
