"""One set of stages of a relationship, and the words that four vocabularies have for each of them.

A vocabulary is a map from stages to words and nothing else: who is in which stage is told by one rule for
all. Where a vocabulary has no word for a stage, its customers are `unnamed`, and counted: words of how far a
relationship has come say nothing of one that comes apart. Prospects have enquired and not bought, so that
none is in a log of purchases; the words for them stand in the lists all the same.
Sources: Dwyer, Schurr and Oh (1987), Developing buyer-seller relationships, Journal of Marketing 51(2):
11-27, for the stages; the words are those of textbooks and practice.
"""

from typing import Final

STAGES: Final = ("prospect", "exploration", "formation", "stability", "decline", "gone")
PROSPECT, EXPLORATION, FORMATION, STABILITY, DECLINE, GONE = range(len(STAGES))
UNNAMED: Final = "unnamed"

# A word for each of the stages, in their order. New business is told from products, and no stage of its own.
PROSPECT_TO_EXISTING: Final = ("prospect", "new", "existing", "existing", "existing", UNNAMED)
LIFECYCLE_MANAGEMENT: Final = ("acquisition", "acquisition", "development", "maintenance", "churn", "churn")
PROSPECT_TO_LOYAL: Final = ("prospect", "first-time", "repeat", "loyal", UNNAMED, UNNAMED)
TELECOM: Final = ("acquisition", "acquisition", "growth", "maturity", "decline", "off-net")
