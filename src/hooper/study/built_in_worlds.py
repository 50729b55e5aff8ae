"""The worlds that estimators are scored on if nobody says which: five models and seven scenarios.

The models are what one estimator or another assumes, with parameters of the papers where they have some. Of
the scenarios `telecom` is cut at the month in which its market is opened, and `meltdown` at the week in which
its people go missing: what estimators have learned there does not last.
"""

from typing import Final

from hooper.reduced_form import bg_nbd, hidden_markov, pareto_ggg, pareto_nbd, shifted_beta_geometric
from hooper.reduced_form.gamma_gamma import GammaGammaPopulation
from hooper.reduced_form.purchases_in_states import PoissonPurchases
from hooper.scenario import presets
from hooper.study import futures_in_closed_form as exact
from hooper.study.lived_world import WorldToScore
from hooper.study.reduced_form_world import ReducedFormWorld
from hooper.study.regular_futures import of_pareto_ggg
from hooper.study.structural_world import StructuralWorld

_AMOUNTS = GammaGammaPopulation(p=6.25, q=3.74, v=15.44)
_FEES = GammaGammaPopulation(p=60.0, q=8.0, v=4.0)
_SCENARIOS: Final = {  # periods up to the cut and from there to the horizon
    "retail": (78, 52),
    "default": (24, 12),
    "loyalty_card": (24, 12),
    "village": (104, 52),
    "meltdown": (52, 52),
    "subscription": (24, 12),
    "telecom": (36, 12),
}
_FOUNDERS: Final = {"village": 0.2}  # of the customers asked for; by the cut they are three times as many
_QUICK: Final = ("bg_nbd", "pareto_nbd", "sbg", "retail", "subscription")


def built_in_worlds(customers: int, futures: int) -> tuple[WorldToScore, ...]:
    """Return all worlds with so many (first) customers, whose lives go on in so many futures."""
    return (*_models(customers), *(_scenario(name, customers, futures) for name in _SCENARIOS))


def quick_worlds(customers: int, futures: int) -> tuple[WorldToScore, ...]:
    """Return five of the worlds, of both kinds, with and without contracts."""
    return tuple(world for world in built_in_worlds(customers, futures) if world.name in _QUICK)


def _models(customers: int) -> tuple[ReducedFormWorld, ...]:
    return (
        ReducedFormWorld(
            "bg_nbd",
            bg_nbd.generate,
            bg_nbd.BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426),
            _AMOUNTS,
            customers,
            exact.of_bg_nbd,
        ),
        ReducedFormWorld(
            "pareto_nbd",
            pareto_nbd.generate,
            pareto_nbd.ParetoNbdPopulation(r=0.553, alpha=10.578, s=0.606, beta=11.669),
            _AMOUNTS,
            customers,
            exact.of_pareto_nbd,
        ),
        ReducedFormWorld(
            "pareto_ggg",
            pareto_ggg.generate,
            pareto_ggg.ParetoGggPopulation(r=1.5, alpha=6.0, s=0.606, beta=20.0, t=9.0, gamma=1.5),
            _AMOUNTS,
            customers,
            of_pareto_ggg,
        ),
        ReducedFormWorld(
            "hidden_markov",
            hidden_markov.generate,
            hidden_markov.HiddenMarkovPopulation(
                initial=(0.3, 0.7),
                transitions=((0.95, 0.05), (0.12, 0.88)),
                purchases=PoissonPurchases(per_period=(0.1, 1.5)),
                period_days=28.0,
            ),
            _AMOUNTS,
            customers,
            exact.of_hidden_markov,
        ),
        ReducedFormWorld(
            "sbg",
            shifted_beta_geometric.generate,
            shifted_beta_geometric.ShiftedBetaGeometricPopulation(alpha=0.668, beta=8.0, contract_days=28.0),
            _FEES,
            customers,
            exact.of_shifted_beta_geometric,
            contract_days=28.0,
        ),
    )


def _scenario(name: str, customers: int, futures: int) -> StructuralWorld:
    cut, horizon = _SCENARIOS[name]
    founders = max(1, int(customers * _FOUNDERS.get(name, 1.0)))
    return StructuralWorld(presets.load(name, [f"founders.customers={founders}"]), cut, horizon, futures)
