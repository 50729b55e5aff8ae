import math

import pytest
from pydantic import ValidationError

from hooper.foundation.settings import Count, NonNegative, Probability, Settings, assumed


class Shop(Settings):
    share: Probability = 0.5
    rate: NonNegative = assumed(2.0, low=1.0, high=3.0, source="assumed")
    customers: Count = 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("share", 1.1),
        ("share", math.nan),
        ("share", "0.5"),
        ("rate", -1.0),
        ("rate", math.inf),
        ("customers", 1.5),
        ("customers", True),
        ("rates", 1.0),
    ],
)
def test_a_wrong_value_or_key_is_refused(key, value):
    with pytest.raises(ValidationError):
        Shop(**{key: value})


def test_all_faults_are_found_at_once():
    with pytest.raises(ValidationError) as caught:
        Shop(share=2.0, rate=-1.0, customers=-3)
    assert caught.value.error_count() == 3


def test_settings_are_frozen():
    with pytest.raises(ValidationError):
        Shop().share = 0.1


def test_an_assumed_parameter_says_its_range_and_source():
    assert Shop.model_fields["rate"].json_schema_extra == {"low": 1.0, "high": 3.0, "source": "assumed"}
    assert Shop().rate == 2.0
