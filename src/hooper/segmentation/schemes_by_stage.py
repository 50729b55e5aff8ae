"""The schemes by the stage of the relationship. A new one is one file and one entry here."""

from typing import Final

from hooper.segmentation import (
    stage_hidden_markov,
    stage_rule,
    stages_lifecycle_management,
    stages_new_business,
    stages_prospect_to_loyal,
    stages_telecom,
)
from hooper.segmentation.scheme import Scheme
from hooper.segmentation.stages_by_silence import StageSettings

SCHEMES_BY_STAGE: Final = (
    Scheme(
        name=stage_rule.NAME,
        needs="customer_id, date, amount",
        source="stages: Dwyer, Schurr and Oh (1987), Journal of Marketing 51(2); the textbook's features",
        settings=stage_rule.StageRuleSettings,
        assign=stage_rule.assign,
    ),
    Scheme(
        name=stage_hidden_markov.NAME,
        needs="customer_id, date, amount",
        source="Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2)",
        settings=stage_hidden_markov.StageHiddenMarkovSettings,
        assign=stage_hidden_markov.assign,
    ),
    Scheme(
        name=stages_lifecycle_management.NAME,
        needs="customer_id, date, amount",
        source="words: industry practice; stages: Dwyer, Schurr and Oh (1987)",
        settings=StageSettings,
        assign=stages_lifecycle_management.assign,
    ),
    Scheme(
        name=stages_prospect_to_loyal.NAME,
        needs="customer_id, date, amount",
        source="words: industry practice; stages: Dwyer, Schurr and Oh (1987)",
        settings=StageSettings,
        assign=stages_prospect_to_loyal.assign,
    ),
    Scheme(
        name=stages_telecom.NAME,
        needs="customer_id, date, amount",
        source="words: telecom practice; stages: Dwyer, Schurr and Oh (1987)",
        settings=StageSettings,
        assign=stages_telecom.assign,
    ),
    Scheme(
        name=stages_new_business.NAME,
        needs="customer_id, date, amount, product",
        source="words: relationship textbooks; stages: Dwyer, Schurr and Oh (1987)",
        settings=stages_new_business.NewBusinessSettings,
        assign=stages_new_business.assign,
    ),
)
