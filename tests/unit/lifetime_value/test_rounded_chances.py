"""The chances of cells, against a twin that goes through them one by one and integrates on a fine grid."""

from math import comb

import numpy as np
import pytest

from hooper.lifetime_value import (
    bg_nbd,
    mbg_nbd,
    pareto_nbd,
    rounded_bg_nbd,
    rounded_mbg_nbd,
    rounded_pareto_nbd,
)
from hooper.lifetime_value.rounded_likelihood import log_likelihood

MODELS = (rounded_bg_nbd, rounded_mbg_nbd, rounded_pareto_nbd)
EACH = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.MODEL.name)
PLAIN = {"bg_nbd": bg_nbd, "mbg_nbd": mbg_nbd, "pareto_nbd": pareto_nbd}
PARAMETERS = {  # times in cells
    "bg_nbd": [(0.9, 4.0, 0.8, 2.4), (2.0, 1.5, 1.5, 0.9), (0.8, 30.0, 3.0, 20.0)],
    "mbg_nbd": [(0.9, 4.0, 0.8, 2.4), (2.0, 1.5, 1.5, 0.9), (0.8, 30.0, 3.0, 20.0)],
    "pareto_nbd": [(0.9, 4.0, 0.9, 12.0), (2.0, 1.5, 1.2, 30.0), (1.1, 20.0, 0.8, 1.0)],
}
LIVES = [(0, 0, 0), (0, 0, 12), (1, 1, 1), (1, 3, 9), (3, 7, 7), (4, 10, 15), (12, 12, 12)]
RATES = np.exp(np.arange(-45.0, 5.0, 0.1))


def likelihood(model, parameters, rows):
    bought, last, seen, counts = (np.array(column) for column in rows)
    return log_likelihood(np.array(parameters), bought, last, seen, counts, model.MODEL.chances)


def by_cells(here, buys_stays, buys_goes, nothing_stays, nothing_goes, life):
    """Go through cells: the chance of what they show and to be there after them, and of it all."""
    x, k, n = life
    gone = 1.0 - here
    for cell in range(1, n + 1):
        if cell < x or cell == k:  # bought in the first x - 1 cells and in cell k
            here, gone = here * buys_stays, here * buys_goes
        else:
            here, gone = here * nothing_stays, gone + here * nothing_goes
    return here, here + gone


def twin(name, parameters, life):
    """The chance of a life, that with being alive, and that times the purchases to come in 5 cells."""
    if name == "pareto_nbd":
        r, alpha, s, beta = parameters
        u, death = RATES[:, np.newaxis], RATES
        density = u**r * np.exp(-alpha * u) * death**s * np.exp(-beta * death)
        rate, exits = u + death, death
        nothing_goes = death / rate * -np.expm1(-rate)
        steps = (
            -np.exp(-death) * np.expm1(-u),
            -np.expm1(-death) - nothing_goes,
            np.exp(-rate),
            nothing_goes,
        )
        here, to_come = np.ones_like(rate), u * -np.expm1(-5.0 * death) / death
    else:
        r, alpha, a, b = parameters
        odds = np.exp(np.arange(-45.0, 40.0, 0.1))
        p, stay, rate = odds / (1.0 + odds), 1.0 / (1.0 + odds), RATES[:, np.newaxis]
        exits = rate * p
        density = rate**r * np.exp(-alpha * rate) * p**a * stay**b
        steps = (np.exp(-exits) - np.exp(-rate), -np.expm1(-exits), np.exp(-rate), 0.0)
        here, to_come = (1.0 if name == "bg_nbd" else stay), -np.expm1(-5.0 * exits) / p
    density = density / density.sum()
    alive, chance = by_cells(here * -np.expm1(-exits) / exits, *steps, life)
    return tuple(float((density * each).sum()) for each in (chance, alive, alive * to_come))


@EACH
@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("life", LIVES)
def test_chances_are_those_of_going_through_the_cells(model, place, life):
    parameters = PARAMETERS[model.MODEL.name][place]
    value, _, _ = likelihood(model, parameters, [[each] for each in (*life, 1)])
    assert value == pytest.approx(np.log(twin(model.MODEL.name, parameters, life)[0]), abs=2e-8)


@EACH
@pytest.mark.parametrize("life", LIVES[:-1])
def test_predictions_are_those_of_going_through_the_cells(model, life, customers):
    values = PARAMETERS[model.MODEL.name][0]
    parameters = dict(zip(model.MODEL.parameters, values, strict=True))
    in_days = parameters | {name: parameters[name] / 7 for name in model.MODEL.times}
    x, k, n = life
    summary = customers([x], [k / 7], [n / 7])
    chance, alive, to_come = twin(model.MODEL.name, values, life)
    found = model.MODEL.probability_alive(in_days, summary, 1 / 7)[0]
    assert found == pytest.approx(alive / chance, rel=1e-7)
    expected = model.MODEL.expected_transactions(in_days, summary, 1 / 7, 5 / 7)[0]
    assert expected == pytest.approx(to_come / chance, rel=1e-7)


@EACH
def test_the_chances_of_all_that_may_happen_sum_to_one(model):
    cells = 7
    lives = [(0, 0, 1)] + [(x, k, comb(k - 1, x - 1)) for k in range(1, cells + 1) for x in range(1, k + 1)]
    chances = [
        ways * np.exp(likelihood(model, PARAMETERS[model.MODEL.name][0], [[x], [k], [cells], [1]])[0])
        for x, k, ways in lives
    ]
    assert sum(chances) == pytest.approx(1.0, abs=1e-8)


@EACH
def test_in_ever_finer_cells_the_likelihood_becomes_that_of_the_moments(model):
    """What is left falls with the width of the cells: the cut is half a cell later than the age tells."""
    plain, parameters = PLAIN[model.MODEL.name], np.array([0.5, 8.0, 0.8, 2.0])
    x, recency, age = (
        np.array([0, 1, 3, 12]),
        np.array([0.0, 4.0, 30.0, 20.0]),
        np.array([39.0, 30.0, 35.0, 20.0]),
    )
    counts = np.array([5, 2, 1, 1])
    exact = plain.log_likelihood(parameters, x, recency, age, counts)[0]
    off = []
    for width in (1e-1, 1e-2, 1e-3):
        rows = x, np.rint(recency / width).astype(int), np.rint(age / width).astype(int), counts
        value = likelihood(model, parameters / model.MODEL.units(width), rows)[0]
        off.append(value - counts @ x * np.log(width) - exact)
    assert abs(off[0]) < 1.0
    assert off[1] / off[0] == pytest.approx(0.1, rel=0.1)
    assert off[2] / off[1] == pytest.approx(0.1, rel=0.02)


@EACH
@pytest.mark.parametrize("place", range(3))
def test_slopes_and_curvatures_are_those_of_differences(model, place):
    rows = [*np.transpose([*LIVES, (2, 180, 273), (40, 200, 273)]), np.array([40, 30, 9, 5, 2, 2, 1, 9, 1])]
    here = np.array(PARAMETERS[model.MODEL.name][place])
    _, gradient, hessian = likelihood(model, here, rows)
    scale = np.abs(hessian).max()
    for k, step in enumerate(np.diag(1e-4 * here)):
        above, below = (likelihood(model, here + sign * step, rows) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-5, abs=1e-5)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-5, abs=1e-6 * scale)


@EACH
@pytest.mark.parametrize("seed", range(8))
def test_the_likelihood_is_finite_far_out(model, seed):
    generator = np.random.default_rng(seed)
    parameters = np.exp(generator.uniform(-7.0, 7.0, 4))
    seen = int(10.0 ** generator.uniform(0.0, 4.0))
    last = int(generator.integers(0, seen + 1))
    bought = int(last ** generator.uniform(0.0, 1.0)) if last else 0
    value, gradient, hessian = likelihood(model, parameters, [[bought], [last], [seen], [1]])
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()
