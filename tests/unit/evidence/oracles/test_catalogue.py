import pytest

from hooper.evidence.oracles import catalogue
from hooper.foundation.errors import InputError


def test_an_unknown_oracle_is_refused_with_the_nearest_name():
    with pytest.raises(InputError, match=r"no oracle 'geometric_tenur'(.|\n)*choose from geometric_tenure"):
        catalogue.get("geometric_tenur")


def test_a_name_like_no_other_gets_all_names():
    with pytest.raises(InputError) as error:
        catalogue.get("zzz")
    assert all(name in str(error.value) for name in catalogue.names())


def test_nothing_is_measured_when_one_of_the_names_is_unknown():
    with pytest.raises(InputError):
        catalogue.run(["service_desk_mmc", "desk"], seed=1)
