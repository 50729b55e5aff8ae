"""The service desk as Erlang's model A: cases whose patience is exponential too.

The number of cases at the desk is a chain of births and deaths. Who gives up, and how long cases wait
before they do or are served, follow from its law.
"""

from typing import Final

from hooper.evidence.oracles.birth_death import BirthDeath
from hooper.evidence.oracles.desk_setups import COUNTED_CASES, Setup, after_warm_up, cases_of, served
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.firm.service_desk import ServiceDesk

SETUPS: Final = (Setup(10.0, 8, mean_patience_days=2.0), Setup(19.0, 20, mean_patience_days=0.5))


def measure(seed: int, service_days: float = 1.0) -> dict[str, float]:
    """Return the share that gives up, the share that waits, and the mean wait of all cases."""
    figures: dict[str, float] = {}
    for setup in SETUPS:
        settled = served(ServiceDesk(setup.agents), cases_of(seed, setup, service_days=service_days))
        wait = after_warm_up(each.wait_days for each in settled)
        figures[_abandoned(setup)] = float(after_warm_up(each.abandoned for each in settled).mean())
        figures[_share(setup)] = float((wait > 0.0).mean())
        figures[_wait(setup)] = float(wait.mean())
    return figures


def _abandoned(setup: Setup) -> str:
    return f"share that gives up, {setup}"


def _share(setup: Setup) -> str:
    return f"share that waits, {setup}"


def _wait(setup: Setup) -> str:
    return f"mean wait, {setup}"


def _bands() -> dict[str, Band]:
    bands: dict[str, Band] = {}
    for setup in SETUPS:
        chain = BirthDeath(setup)
        given_up, waits, wait = (
            error(COUNTED_CASES)
            for error in (
                chain.error_of_abandoned_share,
                chain.error_of_share_that_waits,
                chain.error_of_mean_wait,
            )
        )
        bands[_abandoned(setup)] = within_chance(chain.abandoned_share, given_up)
        bands[_share(setup)] = within_chance(chain.share_that_waits, waits)
        bands[_wait(setup)] = within_chance(chain.mean_wait, wait)
    return bands


ORACLE: Final = Oracle(
    name="service_desk_erlang_a",
    claim="with exponential patience, who gives up and how long cases wait follow Erlang's model A",
    source="Palm (1957), Research on telephone traffic carried by full availability groups; Erlang (1917)",
    bands=_bands(),
    measure=measure,
)
