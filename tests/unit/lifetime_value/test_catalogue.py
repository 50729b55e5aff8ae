import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import catalogue


def test_an_unknown_model_is_refused_with_the_nearest_name():
    with pytest.raises(InputError, match="choose one of: pareto_nbd"):
        catalogue.get("paretto_nbd")


def test_models_come_under_their_names():
    assert catalogue.names()[0] == "bg_nbd"
    assert catalogue.get("pareto_nbd").name == "pareto_nbd"
    assert catalogue.get("gamma_gamma").name == "gamma_gamma"
