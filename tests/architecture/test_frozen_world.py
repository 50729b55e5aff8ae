"""The world whose speed is followed from version to version says all that it is."""

import tomllib

import numpy as np
import pytest
from first_world import PATH, first_world
from pydantic import BaseModel

from hooper.engine.simulate import simulate
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.scenario.scenario import Scenario


def unsaid(model, said, place=""):
    """Yield every setting of a model that is not written out; a section that may be missing says None so."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if name not in said and field.default is None:
            continue
        if name not in said:
            yield f"{place}{name}"
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from unsaid(inner, said[name], f"{place}{name}.")


def test_every_setting_is_written_out_so_that_no_default_can_move_it():
    said = tomllib.loads(PATH.read_text())
    assert list(unsaid(Scenario, said)) == []
    del said["buyer"]["spend_p"], said["period"]
    assert list(unsaid(Scenario, said)) == ["period", "buyer.spend_p"]


def test_a_customer_buys_about_six_times_a_year_while_there():
    """5.98 at 20,000 founders (seed 3); the standard error at 5,000 is about 0.1, so 4.5 of them is 0.45."""
    lived = simulate(first_world(5_000), 52, seed=3)
    years = 7.0 / DAYS_PER_YEAR * float(np.sum(lived.books.held[1:]))
    assert lived.history.observed.transactions.num_rows / years == pytest.approx(6.0, abs=0.45)
