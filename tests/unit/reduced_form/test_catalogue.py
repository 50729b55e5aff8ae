import dataclasses

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.reduced_form import catalogue
from hooper.reduced_form.catalogue import SpendModel, TransactionModel
from tests.unit.reduced_form.populations import POPULATIONS, draw

every_model = pytest.mark.parametrize("model", catalogue.MODELS, ids=catalogue.names())


def test_names_are_unique_and_every_model_has_a_population_that_is_tested():
    assert len(set(catalogue.names())) == len(catalogue.MODELS) == 12
    assert {m.name for m in catalogue.MODELS if isinstance(m, TransactionModel)} == POPULATIONS.keys()
    assert [m.name for m in catalogue.MODELS if isinstance(m, SpendModel)] == [
        "gamma_gamma",
        "lognormal_spend",
    ]


@every_model
def test_a_model_tells_what_it_is(model):
    assert catalogue.get(model.name) is model
    assert model.source
    assert model.equation
    assert all(model.parameters.values())


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("bg_nbd", "r alpha a b"),
        ("mbg_nbd", "r alpha a b"),
        ("pareto_nbd", "r alpha s beta"),
        ("pareto_ggg", "r alpha s beta t gamma"),
        ("bg_bb", "alpha beta gamma delta opportunity_days"),
        ("shifted_beta_geometric", "alpha beta contract_days"),
        ("beta_discrete_weibull", "a b c contract_days"),
        ("gamma_gamma", "p q v"),
        ("lognormal_spend", "median_amount sigma tau"),
    ],
)
def test_parameters_have_the_names_of_their_papers(name, parameters):
    assert list(catalogue.get(name).parameters) == parameters.split()


@pytest.mark.parametrize("name", POPULATIONS)
def test_the_traits_have_one_entry_a_customer(name):
    history = draw(name, np.zeros(7))
    traits = [getattr(history.traits, field.name) for field in dataclasses.fields(history.traits)]
    assert {len(trait) for trait in traits} == {7}


def test_an_unknown_model_is_told_with_the_nearest():
    with pytest.raises(InputError, match="choose one of: pareto_nbd, pareto_ggg"):
        catalogue.get("pareto")
