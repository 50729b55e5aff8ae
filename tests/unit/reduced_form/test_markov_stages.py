import numpy as np
import pytest
from pydantic import ValidationError

from hooper.reduced_form.markov_stages import GONE, STAGES, MarkovStagesPopulation
from hooper.reduced_form.state_paths import UNSEEN
from tests.unit.reduced_form import populations
from tests.unit.reduced_form.populations import columns, draw

THE_WHOLE_LIFE = MarkovStagesPopulation(
    initial=(1.0, 0.0, 0.0, 0.0),
    transitions=(
        (0.0, 1.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 1.0, 0.0, 0.0),
        (0.0, 0.0, 0.0, 1.0, 0.0),
        (0.0, 0.0, 0.0, 0.0, 1.0),
    ),
    margins=(-10.0, 20.0, 60.0, 10.0),
    period_days=10.0,
)


def test_a_certain_life_passes_through_all_stages_and_pays_their_margins():
    generated = draw("markov_stages", [0.0, 25.0], 50.0, population=THE_WHOLE_LIFE)
    assert generated.traits.stages.tolist() == [[0, 1, 2, 3, GONE, GONE], [0, 1, 2, UNSEEN, UNSEEN, UNSEEN]]
    customer, time_days, amount = columns(generated.transactions)
    assert customer.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert time_days.tolist() == [0.0, 10.0, 20.0, 30.0, 25.0, 35.0, 45.0]
    assert amount.tolist() == [-10.0, 20.0, 60.0, 10.0, -10.0, 20.0, 60.0]
    assert generated.is_alive.tolist() == [False, True]


def test_nobody_comes_back():
    stages = draw("markov_stages", np.zeros(500), 3000.0).traits.stages
    was_gone = np.maximum.accumulate(stages == GONE, axis=1)
    assert (stages[was_gone] == GONE).all()
    assert set(np.unique(stages)) == set(range(len(STAGES) + 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"initial": (1.0, 0.0, 0.0)},
        {"initial": (0.5, 0.0, 0.0, 0.0)},
        {"transitions": populations.STAGES.transitions[:3]},
        {"transitions": tuple(row[:4] for row in populations.STAGES.transitions)},
        {"margins": (1.0, 2.0)},
    ],
)
def test_what_is_not_four_stages_is_refused(changes):
    with pytest.raises(ValidationError):
        MarkovStagesPopulation(**(populations.STAGES.model_dump() | changes))
