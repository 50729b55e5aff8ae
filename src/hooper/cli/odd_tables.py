"""The tables of the ODD page: patterns, state, schedule, laws and draws, as the code has them."""

from collections.abc import Iterable
from typing import Final

from hooper.cli.catalogues import laws
from hooper.cli.markdown import markdown_table
from hooper.engine.clock import Phase
from hooper.evidence.facts.catalogue import FACTS
from hooper.mechanisms.customer_period import ALL_LAWS, ENTRY_LAWS, LAWS_OUTSIDE, PERIOD_LAWS
from hooper.mechanisms.dimensions import SEVEN, field_of, is_dimensional
from hooper.mechanisms.law import Law
from hooper.scenario import presets

PHASES: Final = {
    Phase.REVIEW: "the strategy looks at what is observed and acts, if it is time for a review",
    Phase.ACTIONS: "the firm's levers are put in force; agents are paid",
    Phase.ARRIVALS: "founders, the paid, and those whom customers bring enter, each with a first order",
    Phase.RETURNS: "some of those who have left come back",
    Phase.SERVING: "it is put down what each customer costs to serve",
    Phase.CUSTOMERS: "where every customer is a process of her own, each lives the period",
    Phase.LIVES: "all customers have lived the period",
    Phase.JOURNAL: "all fields of one customer are written down, if she is followed",
    Phase.OUTCOME: "orders, exits, moves, complaints and talk are taken in",
    Phase.DEPARTMENTS: "the firm's departments work: customer service, and those that the scenario has",
    Phase.POINTS: "members redeem points, and points expire, if members have points",
    Phase.MARKET: "rivals see what the firm did, and make up their minds for the next period",
    Phase.RECORDING: "who is there is counted",
    Phase.ACCOUNTS: "the accounts of every customer are kept, if they are asked for",
    Phase.SNAPSHOT: "satisfaction and expectation of everybody are kept, if it is time",
    Phase.TOLD: "whoever watches the run is told",
}


def patterns() -> str:
    """Return what is known of customers and must come out, with how the model comes to show it."""
    rows = [(f"`{fact.name}`", fact.kind, fact.claim, fact.source) for fact in FACTS]
    return markdown_table(("fact", "kind", "what is known", "source"), rows)


def state() -> str:
    """Return the fields of a customer that live on from period to period."""
    first = {name: value for law in ALL_LAWS for name, value in law.state.items()}
    return markdown_table(
        ("state", "numbers", "at first", "written by", "read by"),
        [
            (
                f"`{name}`",
                "one a dimension" if is_dimensional(name) else "one",
                f"{first.get(name, 0.0):g}",
                _listed(law.name for law in ALL_LAWS if name in law.writes),
                _listed(law.name for law in ALL_LAWS if name in map(field_of, law.reads)),
            )
            for name in ("stage", *first)
        ],
    )


def phases() -> str:
    """Return what happens in a period, in order."""
    in_order = sorted(Phase, key=lambda phase: phase.value)
    return markdown_table(
        ("phase", "what happens"), [(phase.name.lower(), PHASES[phase]) for phase in in_order]
    )


def laws_of_entry() -> str:
    """Return the laws that draw a newcomer, in order."""
    about = _about()
    return markdown_table(
        ("", "law", "gives"),
        [(str(place), f"`{law.name}`", about[law.name]) for place, law in enumerate(ENTRY_LAWS, 1)],
    )


def laws_of_a_period() -> str:
    """Return the laws of a period, in the order in which a customer lives it, and where each acts."""
    about = _about()
    return markdown_table(
        ("", "law", "gives", "acts in"),
        [
            (str(place), f"`{law.name}`", about[law.name], _acts_in(law))
            for place, law in enumerate(PERIOD_LAWS, 1)
        ],
    )


def laws_outside() -> str:
    """Return the laws of those who are not there: not yet, or not any more."""
    about = _about()
    return markdown_table(
        ("law", "gives", "acts in"),
        [(f"`{law.name}`", about[law.name], _acts_in(law)) for law in LAWS_OUTSIDE],
    )


def draws() -> str:
    """Return the decisions that each law leaves to chance, with the kind of number that it draws."""
    rows: dict[tuple[str, str, str], dict[str, None]] = {}
    for law in ALL_LAWS:
        for draw in law.draws_in(SEVEN):
            kind = draw.kind.removeprefix("second_")
            decisions = rows.setdefault((f"`{law.name}`", f"`{draw.name.partition('.')[0]}`", kind), {})
            decisions[str(draw.decision)] = None
    lines = [(*key, _listed(decisions)) for key, decisions in rows.items()]
    return markdown_table(("law", "draw", "law of chance", "decision"), lines)


def _about() -> dict[str, str]:
    return {entry.name: entry.about.removesuffix(".") for entry in laws()}


def _acts_in(law: Law) -> str:
    acting = [name for name in presets.names() if law.name not in presets.load(name).laws_off]
    return "all presets" if len(acting) == len(presets.names()) else _listed(acting) or "no preset"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
