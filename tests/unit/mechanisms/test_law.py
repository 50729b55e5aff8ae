import pytest

from hooper.mechanisms.law import Draw, law, parameters


@law(writes=("mood",), state={"mood": 0.5}, draws=(Draw("coin", "uniform", 1_000_001, 0),))
def moody(mood, coin, s):
    return mood + coin * s


def test_a_law_knows_what_it_reads_from_its_signature():
    assert moody.reads == ("mood", "coin")
    assert moody.name == "moody"
    assert parameters(moody.function) == moody.reads


def test_a_law_can_be_called_as_the_function_it_was():
    assert moody.function(1.0, 0.5, 4.0) == 3.0


def test_what_happens_when_a_law_is_off_is_said_on_a_copy():
    def calm(mood):
        return mood

    switched = moody.off(calm)
    assert switched.when_off is calm
    assert moody.when_off is None


def test_state_of_a_law_does_not_hang_on_what_was_handed_in():
    owned = {"mood": 1.0}
    declared = law(writes=("mood",), state=owned)(lambda mood: mood)
    owned["mood"] = 2.0
    assert declared.state == {"mood": 1.0}


@pytest.mark.parametrize(
    ("kind", "word"), [("uniform", 4), ("uniform", -1), ("normal", 1), ("second_normal", 3)]
)
def test_a_draw_cannot_begin_where_there_are_not_words_enough(kind, word):
    with pytest.raises(ValueError, match="cannot begin"):
        Draw("coin", kind, 1_000_001, word)
