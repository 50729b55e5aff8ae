"""Settings of surveys: who is asked what and how often, who answers, and how far that is from the truth."""

from typing import Annotated, Literal

from pydantic import Field

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed

Question = Literal["satisfaction", "dimensions", "emotional_loyalty", "recommendation", "intent"]


class SurveySettings(Settings):
    """A sample of the customers is asked every so many months; the rest is never known.

    Who is asked answers with the logit `answer + pull_of_satisfaction R + pull_of_feeling R^2`, with the
    reported satisfaction R: the satisfied and the angry rather than the lukewarm. Of those who answer and
    have met a failure, `voice_share` tell of it, and the firm makes `made_good_share` of that good.
    """

    every_months: Positive = 3.0
    sample_share: Probability = 0.2
    questions: Annotated[tuple[Question, ...], Field(min_length=1)] = (
        *("satisfaction", "dimensions", "emotional_loyalty"),
        *("recommendation", "intent"),
    )
    points: Literal[5, 7, 10] = 5
    answer: float = assumed(-0.8, low=-2.0, high=0.0, source="assumed: a third of those who are asked")
    pull_of_satisfaction: float = assumed(0.6, low=0.0, high=1.5, source="assumed")
    pull_of_feeling: NonNegative = assumed(
        1.0, low=0.0, high=3.0, source="assumed; Anderson (1998) for the U-shape of talk"
    )
    left_out_share: Probability = 0.05
    noise_sd: NonNegative = assumed(0.1, low=0.0, high=0.3, source="assumed")
    overstated_intent: Probability = assumed(
        0.3, low=0.0, high=0.6, source="assumed; Chandon, Morwitz and Reinartz (2005) for the sign"
    )
    voice_share: Probability = 0.0
    made_good_share: Probability = 0.6
    cost_per_invitation: NonNegative = 0.1
    cost_per_answer: NonNegative = 0.5
