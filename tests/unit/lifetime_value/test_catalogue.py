import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import catalogue


def test_an_unknown_model_is_refused_with_the_nearest_name():
    with pytest.raises(InputError, match="choose one of: bg_nbd"):
        catalogue.get("bg_nbb")


def test_models_come_under_their_names():
    assert catalogue.names() == ("bg_nbd", "gamma_gamma")
    assert catalogue.get("gamma_gamma").name == "gamma_gamma"
