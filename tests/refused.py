"""What is said of a setting that cannot be."""

import pytest

from hooper.foundation.errors import InputError
from hooper.scenario import presets


def require_refusal_by_name(given, problem):
    """Set what cannot be: it must be refused by its name, with what is wrong and a remedy."""
    with pytest.raises(InputError) as error:
        presets.load("default", [given])
    [fault] = error.value.faults
    assert fault.where.startswith(f"--set {given}")
    assert problem in fault.problem
    assert fault.remedy
