"""The stages of a relationship as a firm can tell them; others have other words (`stage_vocabularies`).

There is one set of four stages. Who has left without a word looks like one whose orders fall to nothing, so
that whoever is gone counts as in decline. Prospects, with whom some vocabularies begin, have not bought yet
and are in no log of purchases.
Sources: Dwyer, Schurr and Oh (1987), Developing buyer-seller relationships, Journal of Marketing 51(2):
11-27 (exploration, expansion, commitment, dissolution); Jap and Anderson (2007), Testing a life-cycle theory
of cooperative interorganizational relationships, Management Science 53(2): 260-275 (exploration, build-up,
maturity, decline); acquisition, development, maintenance and churn are the words of practice.
"""

from typing import Final

EXPLORATION, FORMATION, STABILITY, DECLINE = range(4)
STAGES: Final = ("exploration", "formation", "stability", "decline")
