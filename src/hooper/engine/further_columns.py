"""What else a firm can see of its customers in this world, column by column, put together when asked for."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from hooper.engine.firm_at_work import FirmAtWork
from hooper.engine.personas import Personas
from hooper.firm.reward_points import RewardPoints
from hooper.history.running_summary import RunningSummary
from hooper.history.survey_items import ITEMS, items_of
from hooper.scenario.scenario import Scenario

Column = Callable[[], NDArray[np.float64]]


def further_columns(
    scenario: Scenario, firm: FirmAtWork, points: RewardPoints | None, personas: Personas | None
) -> Mapping[str, Column]:
    """Return what can be seen of the customers known so far, by name, a value a slot.

    `channel` is a number (`AcquisitionSettings.channel_names`), `open_cases` are those that nobody has
    closed yet: with a desk that keeps a plain queue the fate of a case is certain as it comes in, and none
    is open. `categories`, `points` (what they are worth), `answer.ITEM` and `profile.TRAIT` are there where
    the world has them; who never answered has nan.
    """
    population, known, size = firm.population, firm.known, firm.population.size
    slots = np.arange(size)

    def of_state(row: str) -> NDArray[np.float64]:
        return population.values_at(row, slots).astype(np.float64)

    columns: dict[str, Column] = {
        "channel": lambda: population.channel[:size].astype(np.float64),
        "open_cases": lambda: (known.service_cases - known.settled_cases)[:size].astype(np.float64),
    }
    if "cross_buying" not in scenario.laws_off:
        columns["categories"] = partial(of_state, "categories")
    if points:
        columns["points"] = lambda: points.worth(size)
    for item in items_of(scenario.surveys.questions) if scenario.surveys else ():
        columns[f"answer.{ITEMS[item]}"] = partial(_last_answer, known, item, size)
    if personas:
        for number, trait in enumerate(personas.settings.names):
            columns[f"profile.{trait}"] = partial(_trait, personas, number, firm)
    return columns


def _last_answer(known: RunningSummary, item: int, customers: int) -> NDArray[np.float64]:
    return known.last_answers.of_item(item, customers).astype(np.float64)


def _trait(personas: Personas, number: int, firm: FirmAtWork) -> NDArray[np.float64]:
    """Return a trait as it was told on entry; it is drawn again, so that nobody has to remember it."""
    population = firm.population
    ids = population.customer_id[: population.size]
    entered = (population.entry_days[: population.size] // firm.period_days).astype(np.int64)
    out = np.empty(ids.size)
    keys = np.array([firm.key_of(int(period)) for period in range(int(entered.max(initial=0)) + 1)])
    for key in np.unique(keys, axis=0):
        then = np.flatnonzero((keys[entered] == key).all(axis=1))
        first, second = key.tolist()
        out[then] = personas.draw((first, second), ids[then]).values[number]
    return out
