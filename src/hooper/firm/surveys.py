"""Surveys: a sample of customers is asked, some answer, and what they say is not quite what they feel.

Who answers hangs on how satisfied they are, so that the mean of the answers is not the mean of the customers;
intent is overstated. Whoever answers can also tell of a failure that nobody has heard of, if anybody listens.
Sources: Anderson (1998), Customer satisfaction and word of mouth, Journal of Service Research 1(1), for the
U-shape; Chandon, Morwitz and Reinartz (2005), Do intentions really predict behavior, Journal of Marketing
69(2), for intent.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Columns, Felt, Happened, Work
from hooper.firm.survey_replies import answers_at_all, scores_of, with_noise
from hooper.foundation.decisions import SURVEY, SURVEY_ANSWER
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.survey_items import ITEMS, OF_QUESTION, items_of, net_promoter_score
from hooper.mechanisms.dimensions import ONE_FOR_ALL, SEVEN
from hooper.mechanisms.survey_answers import stated_intent
from hooper.mechanisms.survey_scales import from_nought_to_ten, on_scale
from hooper.scenario.scenario import Scenario
from hooper.scenario.survey_settings import SurveySettings

_RECOMMENDATION: Final = ITEMS.index("recommendation")
_INTENT: Final = ITEMS.index("intent")
_OF_THE_BOND: Final = frozenset(ITEMS.index(item) for item in OF_QUESTION["emotional_loyalty"])
_OF_A_DIMENSION: Final = {
    ITEMS.index(item): dimension for item, dimension in zip(OF_QUESTION["dimensions"], SEVEN, strict=True)
}


class Surveys:
    """The department that asks; it has nothing to remember.

    `score_slope` is that of the law of loyalty, and `level_weight` that of the law of satisfaction, by which
    people judge a dimension too. `dimensions` are those of the world.
    """

    name = "surveys"

    def __init__(
        self,
        settings: SurveySettings,
        every: int,
        score_slope: float,
        level_weight: float,
        dimensions: tuple[str, ...],
    ) -> None:
        self.settings = settings
        self.every = every
        self._score_slope = score_slope
        self._level_weight = level_weight
        self._dimensions = dimensions
        self._items = items_of(settings.questions)

    @classmethod
    def of(cls, scenario: Scenario, settings: SurveySettings) -> Self:
        """Return the surveys of a world, whose periods they fit into as nearly as they can."""
        every = max(1, round(settings.every_months * DAYS_PER_MONTH / scenario.period_days))
        slope, level = scenario.loyalty.score_slope, scenario.satisfaction.level_weight
        return cls(settings, every, slope, level, tuple(scenario.dimension_weights))

    def work(self, happened: Happened) -> Work:
        """Ask a sample of those who are there, and listen."""
        there, settings = happened.there, self.settings
        drawn = uniforms(customer_words(happened.key, there.customer_id, happened.period, SURVEY))
        invited = np.flatnonzero(drawn[0] < settings.sample_share)
        slots, ids = there.slots[invited], there.customer_id[invited]
        reported = happened.ask("satisfaction", slots) + happened.ask("recovery_glow", slots)
        answers = answers_at_all(reported, drawn[1][invited].astype(np.float32), *self._willingness())
        told = self._told(happened, slots, ids, reported, np.flatnonzero(answers))
        cost = settings.cost_per_invitation * slots.size + settings.cost_per_answer * int(answers.sum())
        return Work(
            cost,
            self._listened_to(happened, slots, answers, drawn[2:, invited]),
            {"survey_answers": _rows(happened.period, ids, told)},
            operations=_operations(answers, told),
            answers={item: Felt(slots, replies) for item, replies in told.items()},
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return nothing: what was answered stands in the history."""
        return {}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""

    def _willingness(self) -> tuple[np.float32, np.float32, np.float32]:
        settings = self.settings
        logit = (settings.answer, settings.pull_of_satisfaction, settings.pull_of_feeling)
        at_rest, of_satisfaction, of_feeling = map(np.float32, logit)
        return at_rest, of_satisfaction, of_feeling

    def _told(
        self,
        happened: Happened,
        slots: NDArray[np.int64],
        ids: NDArray[np.uint64],
        reported: NDArray[np.float32],
        answer: NDArray[np.int64],
    ) -> dict[int, NDArray[np.float64]]:
        """Return the replies to each item, nan of all but those in the places who answer."""
        told = {item: np.full(slots.size, np.nan) for item in self._items}
        for item, replies in told.items():
            replies[answer] = self._replies(item, happened, slots[answer], ids[answer], reported[answer])
        return told

    def _replies(
        self,
        item: int,
        happened: Happened,
        slots: NDArray[np.int64],
        ids: NDArray[np.uint64],
        reported: NDArray[np.float32],
    ) -> NDArray[np.float64]:
        """Return what would be answered to an item, nan where it is left out."""
        words = customer_words(happened.key, ids, happened.period, SURVEY_ANSWER + item)
        felt = self._feeling(item, happened, slots, reported)
        told = with_noise(felt, words, np.float32(self.settings.noise_sd))
        is_share = item in _OF_THE_BOND
        score = np.clip(told, 0.0, 1.0) if is_share else scores_of(told, np.float32(self._score_slope))
        left_out = uniforms(words[3]) < self.settings.left_out_share
        if item == _INTENT:
            honest = stated_intent(score)
            said = uniforms(words[2]) < honest + self.settings.overstated_intent * (1.0 - honest)
        else:
            said = (
                from_nought_to_ten(score)
                if item == _RECOMMENDATION
                else on_scale(score, self.settings.points)
            )
        return np.where(left_out, np.nan, said.astype(np.float64))

    def _feeling(
        self, item: int, happened: Happened, slots: NDArray[np.int64], reported: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return what an item is answered from: a feeling on the scale of satisfaction, or a share."""
        if item in _OF_THE_BOND:
            return happened.ask("emotional_loyalty", slots)
        if item not in _OF_A_DIMENSION:
            return reported
        dimension = _OF_A_DIMENSION[item] if self._dimensions != ONE_FOR_ALL else ONE_FOR_ALL[0]
        remembered = happened.ask(f"recent_experience.{dimension}", slots)
        expected = happened.ask(f"expectation.{dimension}", slots)
        return (remembered - (1.0 - self._level_weight) * expected).astype(np.float32)

    def _listened_to(
        self,
        happened: Happened,
        slots: NDArray[np.int64],
        answers: NDArray[np.bool_],
        drawn: NDArray[np.float64],
    ) -> dict[str, Felt]:
        """Return the failures that are told of and made good, and are not felt any more."""
        tells = (
            answers & (happened.ask("failure_felt", slots) >= 1.0) & (drawn[0] < self.settings.voice_share)
        )
        good = slots[tells & (drawn[1] < self.settings.made_good_share)]
        one = np.ones(good.size)
        return {"failure_felt": Felt(good, -one), "made_good": Felt(good, one)} if good.size else {}


def _rows(period: int, ids: NDArray[np.uint64], told: Mapping[int, NDArray[np.float64]]) -> Columns:
    """Return a row a customer who was asked and item; what was not answered is not a number."""
    return {
        "customer_id": np.tile(ids, len(told)),
        "period": np.full(ids.size * len(told), period, np.int32),
        "item": np.repeat(np.array(list(told), np.uint8), ids.size),
        "answer": np.concatenate(list(told.values())).astype(np.float32),
    }


def _operations(answers: NDArray[np.bool_], told: Mapping[int, NDArray[np.float64]]) -> dict[str, float]:
    numbers = {
        "invitations": float(answers.size),
        "answered_share": float(answers.mean()) if answers.size else np.nan,
    }
    if _RECOMMENDATION in told:
        numbers["net_promoter_score"] = net_promoter_score(told[_RECOMMENDATION])
    return numbers
