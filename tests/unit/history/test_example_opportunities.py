import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history import example_logs
from hooper.history.example_logs import DONATIONS
from hooper.history.example_opportunities import read_example_opportunities


def test_the_donations_are_those_of_the_paper():
    """11,104 supporters, of whom 3,464 never gave again and 1,203 gave every year."""
    donations = read_example_opportunities("example:donations")
    assert donations.n_customers == 11_104
    assert (donations.frequency == 0).sum() == 3464
    assert (donations.frequency == 6).sum() == 1203
    assert set(donations.opportunities.tolist()) == {6}
    assert np.unique(np.stack((donations.frequency, donations.recency)), axis=1).shape == (2, 22)
    assert donations.frequency.sum() == 24_615


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(example_logs, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"hooper\[examples\]"):
        read_example_opportunities("example:donations")


def test_another_name_is_refused_with_what_there_is():
    with pytest.raises(InputError, match=r"example:cdnow: .*\n.*example:donations"):
        read_example_opportunities("example:cdnow")


def test_the_example_has_a_source_and_a_name_of_its_own():
    assert DONATIONS.source
    assert DONATIONS.name not in {example.name for example in example_logs.EXAMPLES}
