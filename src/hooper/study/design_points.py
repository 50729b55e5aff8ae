"""The points of a study's design: what each factor is in each of them."""

from collections.abc import Mapping
from itertools import product
from math import prod
from typing import Final

import numpy as np

from hooper.foundation.errors import Fault, InputError
from hooper.study.design_settings import DesignSettings, FactorSettings, Level
from hooper.study.unit_points import latin_hypercube, sobol_points

Point = Mapping[str, Level]
_MOST_POINTS: Final = 10_000


def design_points(
    factors: Mapping[str, FactorSettings], design: DesignSettings, seed: int
) -> tuple[Point, ...]:
    """Return the points in order, each with a level a factor; one point without any if there are no factors.

    A grid is in the order of the levels, the last factor the first to change. Raises `InputError` if factors
    and design do not fit together.

    >>> levels = {"margin": FactorSettings(levels=(0.2, 0.3)), "desk.agents": FactorSettings(levels=(1, 2))}
    >>> [tuple(point.values()) for point in design_points(levels, DesignSettings(), seed=1)]
    [(0.2, 1), (0.2, 2), (0.3, 1), (0.3, 2)]
    """
    faults = [*_faults_of_design(factors, design), *_faults_of_factors(factors, design)]
    if faults:
        raise InputError(faults)
    if design.kind == "grid":
        return tuple(
            dict(zip(factors, levels, strict=True))
            for levels in product(*(factor.levels or () for factor in factors.values()))
        )
    fill = sobol_points if design.kind == "sobol" else latin_hypercube
    low, high = (np.array([getattr(factor, end) for factor in factors.values()]) for end in ("low", "high"))
    points = low + fill(tuple(factors), design.points or 0, seed) * (high - low)
    return tuple(dict(zip(factors, row, strict=True)) for row in points.tolist())


def _faults_of_design(factors: Mapping[str, FactorSettings], design: DesignSettings) -> list[Fault]:
    points, kind = design.points, design.kind
    if kind == "grid":
        number = prod(len(factor.levels or ()) for factor in factors.values())
        checks = (
            (points is None, "design.points", f"a grid has {number} points of itself", "leave it out"),
            (number <= _MOST_POINTS, "factors", f"the grid has {number} points", "give fewer levels"),
        )
    else:
        is_even = kind != "sobol" or points is None or points & (points - 1) == 0
        uneven = f"{points} Sobol points do not fill a range evenly"
        checks = (
            (bool(factors), "design.kind", f"a {kind} has nothing to fill", "add tables [factors.KEY]"),
            (points is not None, "design.points", "is missing", "give points = 64, for instance"),
            (is_even, "design.points", uneven, "give a power of 2, as 64"),
        )
    return [Fault(where, problem, remedy) for holds, where, problem, remedy in checks if not holds]


def _faults_of_factors(factors: Mapping[str, FactorSettings], design: DesignSettings) -> list[Fault]:
    is_grid = design.kind == "grid"
    remedy = f"give it {'levels = [...]' if is_grid else 'low and high'}, or another design.kind"
    return [
        Fault(f"factors.{key}", f"does not fit a {design.kind}", remedy)
        for key, factor in factors.items()
        if (factor.levels is None) == is_grid
    ]
