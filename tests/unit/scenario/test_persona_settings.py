"""Traits of people: every value has its place, and people who cannot be are refused with a remedy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from hooper.foundation.errors import InputError
from hooper.scenario.category_trait import CategoryTrait, Level
from hooper.scenario.number_traits import LognormalTrait, NormalTrait, UniformTrait
from hooper.scenario.persona_settings import MOST_TRAITS, PersonaSettings
from hooper.scenario.read_settings import validate

AGE = {"name": "age", "kind": "demographic", "distribution": "normal", "mean": 45.0, "sd": 15.0}
INCOME = {"name": "income", "kind": "demographic", "distribution": "lognormal", "median": 3e3, "log_sd": 0.5}
DISTANCE = {"name": "distance", "kind": "geographic", "distribution": "uniform", "low": 1.0, "high": 9.0}
HOMES = ({"name": "town", "share": 0.7}, {"name": "village", "share": 0.3})
HOME = {"name": "home", "kind": "geographic", "distribution": "category", "levels": HOMES}
NUMBERS = (
    NormalTrait.model_validate(AGE),
    LognormalTrait.model_validate(INCOME),
    UniformTrait.model_validate(DISTANCE),
)
POSSIBLE = ((1.0, 0.5, 0.0), (0.5, 1.0, 0.0), (0.0, 0.0, 1.0))
IMPOSSIBLE = ((1.0, 0.9, -0.9), (0.9, 1.0, 0.9), (-0.9, 0.9, 1.0))


@given(st.sampled_from(NUMBERS), st.floats(-4.0, 4.0, width=32))
def test_the_place_of_a_value_is_the_score_it_came_from(trait, score):
    [value] = trait.values_at(np.array([score], np.float32)).tolist()
    assert trait.place_of(value) == pytest.approx(score, abs=2e-3)
    assert trait.place_of(str(value)) == trait.place_of(value)


@given(st.sampled_from(NUMBERS), st.lists(st.floats(-5.0, 5.0, width=32), min_size=2, max_size=9))
def test_a_higher_score_never_has_a_lower_value(trait, scores):
    values = trait.values_at(np.sort(np.array(scores, np.float32)))
    assert (np.diff(values) >= -1e-5 * np.abs(values[1:])).all()


@pytest.mark.parametrize(
    ("trait", "quartiles"),
    list(zip(NUMBERS, ([34.8827, 55.1173], [2141.20, 4203.25], [3.0, 7.0]), strict=True)),
)
def test_quartiles_are_those_of_the_distribution(trait, quartiles):
    scores = norm.ppf([0.25, 0.75]).astype(np.float32)
    np.testing.assert_allclose(trait.values_at(scores), quartiles, rtol=1e-5)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6).filter(any))
def test_levels_have_their_shares_of_a_normal(weights: list[int]):
    shares = [weight / sum(weights) for weight in weights]
    levels = tuple(Level(name=str(k), share=share) for k, share in enumerate(shares))
    trait = CategoryTrait(name="kind", kind="behavioural", distribution="category", levels=levels)
    grid = norm.ppf((np.arange(10_000) + 0.5) / 10_000).astype(np.float32)
    found = np.bincount(trait.places(grid).astype(int), minlength=len(shares)) / grid.size
    np.testing.assert_allclose(found, shares, atol=1.5e-4)


# What is given; what is said of it, with what to do.
WRONG = {
    "no trait": ({"traits": ()}, ["has 0 elements", "at least 1"]),
    "too many": (
        {"traits": [AGE | {"name": f"age_{k}"} for k in range(MOST_TRAITS + 1)]},
        [f"at most {MOST_TRAITS}"],
    ),
    "a name twice": ({"traits": [AGE, AGE]}, ["'age'", "a name of its own"]),
    "the customer's name": ({"traits": [AGE | {"name": "customer_id"}]}, ["'customer_id'", "rename it"]),
    "no distribution": ({"traits": [{"name": "age", "kind": "demographic"}]}, ["distribution", "is missing"]),
    "an unknown one": ({"traits": [AGE | {"distribution": "beta"}]}, ['"beta" is not known', "lognormal"]),
    "an unknown kind": ({"traits": [AGE | {"kind": "moral"}]}, ['"moral" is not known', "'psychographic'"]),
    "an unknown effect": (
        {"traits": [AGE | {"effects": {"log_spent": 1.0}}]},
        ["traits.0.effects.log_spent", "did you mean log_spend?"],
    ),
    "no width": ({"traits": [DISTANCE | {"high": 1.0}]}, ["high is 1 and low is 1", "give high above low"]),
    "one level": ({"traits": [HOME | {"levels": HOMES[:1]}]}, ["has 1 elements", "at least 2"]),
    "a level twice": ({"traits": [HOME | {"levels": HOMES[:1] * 2}]}, ["'town'", "a name of its own"]),
    "shares beyond one": (
        {"traits": [HOME | {"levels": (*HOMES, {"name": "farm", "share": 0.1})}]},
        ["'home' add up to 1.1", "let them add up to 1"],
    ),
    "correlations of two": (
        {"traits": [AGE, INCOME, DISTANCE], "correlations": ((1.0, 0.0), (0.0, 1.0))},
        ["2 rows of 2 numbers for 3 traits", "give 3 rows of 3"],
    ),
    "rows of unequal width": (
        {"traits": [AGE, INCOME], "correlations": ((1.0, 0.0), (0.0,))},
        ["2 rows of 1/2 numbers for 2 traits"],
    ),
    "a diagonal that is not": (
        {"traits": [AGE, INCOME], "correlations": ((1.0, 0.0), (0.0, 0.9))},
        ["'income' with itself is 0.9", "write 1.0"],
    ),
    "two that differ": (
        {"traits": [AGE, INCOME], "correlations": ((1.0, 0.2), (0.3, 1.0))},
        ["'income' and 'age' have the correlations 0.3 and 0.2", "the same in both places"],
    ),
    "people who cannot be": (
        {"traits": [AGE, INCOME, DISTANCE], "correlations": IMPOSSIBLE},
        ["least eigenvalue is -0.8", "by 0.54 or less"],
    ),
    "both sources": (
        {"traits": [AGE], "people": ((30.0,),), "file": "people.csv"},
        ["both people and a file 'people.csv'", "leave one"],
    ),
    "correlations of ones own": (
        {"traits": [AGE, INCOME, DISTANCE], "correlations": POSSIBLE, "file": "people.csv"},
        ["both correlations and people", "drop one"],
    ),
    "a person too short": (
        {"traits": [AGE, INCOME], "people": ((30.0, 1e3), (40.0,))},
        ["person 2 has 1 values for 2 traits", "give one for each"],
    ),
    "a person without a number": (
        {"traits": [AGE], "people": ((30.0,), ("old",))},
        ["person 2, trait 'age': 'old' is no number", "42.5"],
    ),
    "an income of nothing": (
        {"traits": [INCOME], "people": ((0.0,),)},
        ["person 1, trait 'income': 0.0 is not above 0", "give a number above 0"],
    ),
    "a distance beyond": (
        {"traits": [DISTANCE], "people": ((9.5,),)},
        ["9.5 is not between low and high", "between 1 and 9"],
    ),
    "a level that is none": (
        {"traits": [HOME], "people": (("farm",),)},
        ["'farm' is none of the levels", "choose from town, village"],
    ),
}


@pytest.mark.parametrize(("given_settings", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_refused_with_a_remedy(given_settings, told):
    with pytest.raises(InputError) as refused:
        validate(given_settings, PersonaSettings, "personas")
    assert all(part in str(refused.value) for part in told), refused.value


def test_the_remedy_for_impossible_correlations_is_one():
    milder = tuple(tuple(1.0 if i == j else 0.54 * IMPOSSIBLE[i][j] for j in range(3)) for i in range(3))
    traits = [AGE, INCOME, DISTANCE]
    assert (
        validate({"traits": traits, "correlations": milder}, PersonaSettings, "personas")
        .factor()
        .all(where=np.tri(3, dtype=bool))
    )


def test_traits_are_found_by_kind_and_levels_by_trait():
    personas = validate({"traits": [AGE, HOME]}, PersonaSettings, "personas")
    assert personas.levels == {"age": (), "home": ("town", "village")}
    assert personas.of_kinds("geographic", "firmographic") == ("home",)
