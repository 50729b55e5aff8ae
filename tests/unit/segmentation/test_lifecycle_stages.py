from hooper.mechanisms import life_stages
from hooper.segmentation import lifecycle_stages
from hooper.segmentation.lifecycle_stages import STAGES


def test_the_stages_that_a_firm_tells_are_those_that_customers_live_through():
    assert life_stages.STAGES == STAGES
    for name in STAGES:
        assert getattr(lifecycle_stages, name.upper()) == getattr(life_stages, name.upper())
