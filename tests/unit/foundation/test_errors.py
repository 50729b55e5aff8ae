import pytest

from hooper.foundation.errors import Fault, InputError

FAULTS = [
    Fault("study.toml:3", "rate is -1", "give a rate above 0"),
    Fault("log.csv", "is empty", "check the path"),
]


def test_an_input_error_names_every_fault_with_its_remedy():
    text = str(InputError(FAULTS))
    assert text == (
        "study.toml:3: rate is -1\n    remedy: give a rate above 0\n"
        "log.csv: is empty\n    remedy: check the path"
    )


def test_an_input_error_keeps_its_faults_when_it_is_made_anew_from_its_arguments():
    first = InputError(FAULTS)
    again = type(first)(*first.args)
    assert again.faults == first.faults == tuple(FAULTS)


def test_faults_cannot_be_changed():
    with pytest.raises(AttributeError):
        FAULTS[0].where = "elsewhere"  # pyright: ignore[reportAttributeAccessIssue]
