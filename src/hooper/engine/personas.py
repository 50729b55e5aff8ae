"""Personas: who newcomers are, before they enter, and what goes with it in how they buy, spend and leave.

Traits are a newcomer's own, by key and id alone: those of a Gaussian copula, or of a row of people of one's
own. The laws of entry find what goes with them where they will write, as for channels (`targeting`): factors
and shifts of what they draw.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.engine.population_step import ENTRY_PERIOD
from hooper.engine.recorder import Recorder
from hooper.foundation.decisions import PERSON, PERSONA_TRAITS
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.random_words import customer_words
from hooper.history.running_summary import MOST_DECIDERS, RunningSummary
from hooper.mechanisms.dimensions import field_of
from hooper.mechanisms.gaussian_copula import exponentials_of, normal_scores
from hooper.scenario.persona_settings import PersonaSettings
from hooper.scenario.trait_effects import Effects, Floats

_RATE: Final = "purchase_rate"
# Where the law of entry looks for a shift of fit, in every dimension.
_FIT: Final = "expectation"
_WORD_BITS: Final = np.uint64(32)


@dataclass(frozen=True)
class Drawn:
    """Who some people are: the values of their traits, and all effects on them by name, `(n,)` each."""

    values: Floats
    effects: dict[str, Floats]


@dataclass(frozen=True)
class Personas:
    """Draws who newcomers are; `people` are places and values of people of one's own, if there are any."""

    settings: PersonaSettings
    factor: Floats
    people: tuple[Floats, Floats] | None

    @classmethod
    def of(cls, settings: PersonaSettings) -> Self:
        """Return the personas of a world; raises `InputError` if its file of people was not read."""
        if settings.file is not None:
            remedy = "load the scenario with hooper.scenarios.load, or give the rows as `people`"
            raise InputError([Fault("personas.file", f"{settings.file!r} was not read", remedy)])
        return cls(settings, settings.factor(), _own_people(settings))

    def introduce(
        self,
        population: Population,
        slots: NDArray[np.int64],
        key: tuple[int, int],
        known: RunningSummary,
        recorder: Recorder,
    ) -> None:
        """Give newcomers in the given slots what goes with who they are, before they enter."""
        if not slots.size:
            return
        ids = population.customer_id[slots]
        drawn = self.draw(key, ids)
        rates = population.values_at(_RATE, slots)
        for row, values in _given(drawn.effects, population.rows, rates).items():
            population.write(row, slots, values)
        further = np.rint(drawn.effects["further_deciders"])
        known.deciders[slots] = np.clip(1.0 + further, 1, MOST_DECIDERS).astype(np.uint8)
        traits = np.arange(len(self.settings.traits))
        profiles = {"customer_id": np.repeat(ids, traits.size), "trait": np.tile(traits, ids.size)}
        recorder.add("profiles", {**profiles, "value": drawn.values.T.ravel()})

    def given_at_entry(
        self, population: Population, slot: int, key: tuple[int, int], rate: np.float32
    ) -> dict[str, np.float32]:
        """Return what goes with who a customer is, by row, before entering; `rate` is her channel's."""
        drawn = self.draw(key, population.customer_id[[slot]])
        given = _given(drawn.effects, population.rows, np.array([rate]))
        return {row: values[0] for row, values in given.items()}

    def draw(self, key: tuple[int, int], customer_id: NDArray[np.uint64]) -> Drawn:
        """Return who customers are, by the words of their entry."""
        if self.people is None:
            places, values = self._of_copula(key, customer_id)
        else:
            places, values = _from_rows(self.people, key, customer_id)
        total = np.zeros((len(Effects.model_fields), customer_id.size), np.float32)
        for trait, of_trait in zip(self.settings.traits, places, strict=True):
            total += trait.effects_at(of_trait)
        return Drawn(values, dict(zip(Effects.model_fields, total, strict=True)))

    def _of_copula(self, key: tuple[int, int], customer_id: NDArray[np.uint64]) -> tuple[Floats, Floats]:
        scores = normal_scores(key, customer_id, int(ENTRY_PERIOD), PERSONA_TRAITS, self.factor)
        traits = self.settings.traits
        places = [trait.places(own) for trait, own in zip(traits, scores, strict=True)]
        values = [trait.values_at(own) for trait, own in zip(traits, places, strict=True)]
        return np.array(places), np.array(values)


def _from_rows(
    people: tuple[Floats, Floats], key: tuple[int, int], customer_id: NDArray[np.uint64]
) -> tuple[Floats, Floats]:
    """Return places and values of a row for each customer: any row with the same chance, again and again."""
    places, values = people
    word = customer_words(key, customer_id, int(ENTRY_PERIOD), PERSON)[0].astype(np.uint64)
    row = word * np.uint64(places.shape[1]) >> _WORD_BITS
    return places[:, row], values[:, row]


def _own_people(settings: PersonaSettings) -> tuple[Floats, Floats] | None:
    """Return places and values of people of one's own, both `(n_traits, n_people)`."""
    if not settings.people:
        return None
    columns = list(zip(settings.traits, zip(*settings.people, strict=True), strict=True))
    places = [[trait.place_of(value) for value in column] for trait, column in columns]
    values = [
        own if trait.level_names else list(map(float, column))
        for (trait, column), own in zip(columns, places, strict=True)
    ]
    return np.array(places, np.float32), np.array(values, np.float32)


def _given(effects: dict[str, Floats], rows: tuple[str, ...], rate: Floats) -> dict[str, Floats]:
    """Return what is written into rows of state before entry; `rate` is what stands in that of the rate."""
    given = {
        _RATE: (ONE + rate) * exponentials_of(effects["log_purchase_rate"]) - ONE,
        "spend_rate": exponentials_of(-effects["log_spend"]),
        "frailty": exponentials_of(effects["log_frailty"]),
        "price_sensitivity": exponentials_of(effects["log_price_sensitivity"]),
        "serving_factor": exponentials_of(effects["log_serving_factor"]),
        "persuadability": effects["persuadability"],
        "knowledge": np.clip(effects["knowledge"], 0.0, 1.0),
        "income_growth": effects["growth_per_year"],
        **{row: effects["quality_fit"] for row in rows if field_of(row) == _FIT},
    }
    return {row: values for row, values in given.items() if row in rows}
