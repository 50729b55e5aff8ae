import pytest

from tests.fingerprint.golden_worlds import HOW_TO_UPDATE, WORLDS, fingerprint, stored


@pytest.mark.parametrize("name", WORLDS)
def test_a_golden_world_has_the_history_it_had(name):
    assert fingerprint(name) == stored()[name], HOW_TO_UPDATE


def test_every_golden_world_is_stored_and_no_other():
    assert set(stored()) == set(WORLDS), HOW_TO_UPDATE


def test_golden_worlds_are_all_different():
    assert len({each["digest"] for each in stored().values()}) == len(WORLDS)
