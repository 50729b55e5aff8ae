"""Pareto/NBD of purchases rounded to days or weeks, as if nothing had been rounded.

A log of days merges the purchases of a day and hides when in the day they were made, which makes
purchases look rarer. Here the chance of what the rounded log shows is computed exactly
(`rounded_pareto`), so that the parameters are those of the Pareto/NBD in continuous time. What a grid
is, and what the age must count, tells `rounding_grid`. On a grid of 0 nothing was rounded, and all is as
in `pareto_nbd`.
"""

from typing import Final

from hooper.lifetime_value import pareto_nbd, rounded_pareto
from hooper.lifetime_value.rounded_fit import RoundedModel
from hooper.lifetime_value.rounded_likelihood import Chances

MODEL: Final = RoundedModel(
    name=pareto_nbd.NAME,
    exact=pareto_nbd,
    parameters=pareto_nbd.PARAMETERS,
    times=frozenset({"alpha", "beta"}),
    starts=pareto_nbd.STARTS,
    chances=Chances(rounded_pareto.population, rounded_pareto.stayed, rounded_pareto.left),
    alive=rounded_pareto.alive,
    yet_to_come=rounded_pareto.yet_to_come,
)
