"""The stages of customers can be told from observations in worlds that were never seen before."""

import pytest

from hooper.evidence.facts.fact import Sample
from hooper.evidence.facts.stages_show_in_orders import FACT

SEED = 1


@pytest.mark.slow
def test_a_classifier_from_one_world_beats_the_largest_class_and_the_rule_in_three_others():
    """The seed is fixed. Over 15 seeds the least gain in accuracy is .040 with a standard deviation of .005.

    That in the Rand index is .032, with one of .006. Three standard deviations lie between it and its band:
    about one seed in a thousand would fail.
    """
    result = FACT.check(Sample(FACT.quick, SEED))
    assert result.passed, [figure for figure in result.figures if not figure.passed]
    assert result.value_off < 0.0
