"""The verdicts on the oracles and the facts, as the paper tells them."""

from collections.abc import Iterator, Mapping
from typing import Any


def oracles(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each oracle with how many figures it has, and how many of them hold."""
    for oracle in told["oracles"]:
        holding = sum(figure["passed"] for figure in oracle["figures"])
        yield {"name": oracle["name"], "figures": len(oracle["figures"]), "holding": holding}


def facts(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each fact with its kind, and whether it shows."""
    for fact in told["facts"]:
        kept = {name: fact[name] for name in ("number", "name", "kind", "claim")}
        yield {**kept, "shows": str(fact["passed"]).lower()}
