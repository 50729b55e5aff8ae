"""Fits to random truths against optimisers of another kind: `python -m tests.long.convergence`.

A case is a model, a number of customers and a number, which draws the truth: parameters over two or three
powers of ten, how long customers are seen, how often they buy. The model is fitted as anybody would, and
then scipy climbs the same likelihood, bounded to the same box, from several starts, the truth among them:
L-BFGS-B on the gradient, and Nelder-Mead, which knows only values. A miss is a log-likelihood that is
better by 1e-3. A fit that is not ok must have a true reason: the profile interval of a parameter that it
names is open, or wider than a factor of 150.

What has been found is written after every batch, so that an interrupted campaign goes on where it was;
remove the file to begin anew. The next batch is of the model and size that has had least time.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from hooper.foundation.decisions import SAMPLING_DISTRIBUTION
from hooper.foundation.random_words import uniforms, words
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from hooper.lifetime_value.coordinates import REACH
from hooper.lifetime_value.likelihood_problem import fit_problem
from hooper.lifetime_value.profile_likelihood import profile_intervals
from hooper.reduced_form.inverse_cdf import trials

STORED = Path(__file__).with_name("convergence_results.json")
SEED = 20_050_401
MODELS = (bg_nbd, mbg_nbd, pareto_nbd, gamma_gamma)
SIZES = (500, 5_000, 50_000)
CASES, BATCH = 1_000, 1
MISS = 1e-3
WIDE = 150.0
DROPOUT = {"a": (0.05, 10.0), "b": (0.1, 50.0)}
RANGES = {
    "bg_nbd": {"r": (0.05, 10.0), **DROPOUT},
    "mbg_nbd": {"r": (0.05, 10.0), **DROPOUT},
    "pareto_nbd": {"r": (0.05, 10.0), "s": (0.05, 5.0), "beta": (0.5, 500.0)},
    "gamma_gamma": {"p": (0.3, 30.0), "q": (0.5, 30.0), "v": (0.1, 1000.0)},
}
WEEKS, PURCHASES = (4.0, 200.0), (0.05, 50.0)
N_WILD, NELDER_MEAD = 2, 250


def draw(bounds, uniform):
    """Return a number between the bounds, evenly on the log scale."""
    low, high = np.log(bounds)
    return float(np.exp(low + uniform * (high - low)))


def case(model, n_customers, number):
    """Return the true parameters of a case, in the order of the model, and the summary drawn from them."""
    key = (SEED, number)
    luck = uniforms(words(key, np.arange(4), 0, 0, SAMPLING_DISTRIBUTION)).ravel().tolist()
    drawn = {name: draw(bounds, luck.pop()) for name, bounds in RANGES[model.NAME].items()}
    weeks, purchases, late = draw(WEEKS, luck.pop()), draw(PURCHASES, luck.pop()), luck.pop()
    if model is not gamma_gamma:  # alpha from how often customers would buy, did they not leave
        drawn["alpha"] = drawn["r"] * weeks / purchases
    truth = {name: drawn[name] for name in model.PARAMETERS}
    ages = weeks * (1.0 - 0.6 * late * np.arange(n_customers) / n_customers)
    counts = trials(np.full(n_customers, 1.0 / (1.0 + purchases)), customer_luck(key, n_customers))
    return truth, model.simulate(truth, empty(ages, counts.astype(np.int64)), key)


def customer_luck(key, n_customers):
    return uniforms(words(key, np.arange(n_customers), 0, 1, SAMPLING_DISTRIBUTION))[0]


def empty(ages, spend_count):
    """Return a summary of customers of whom only their ages and numbers of amounts are known."""
    nothing = np.zeros(ages.size)
    return CustomerSummary(
        customer_id=np.arange(ages.size, dtype=np.uint64),
        frequency=nothing.astype(np.int64),
        recency=nothing,
        age=ages,
        mean_spend=np.full(ages.size, np.nan),
        spend_count=spend_count,
        total_spend=nothing,
        first_time_days=nothing,
        unit_days=7.0,
        cut_days=7.0 * float(ages.max()),
    )


def best_of_others(problem, truth, number):
    """Return the highest log-likelihood that scipy finds in the box."""
    coordinates, columns = problem.coordinates, (*problem.rows.columns, problem.rows.counts)

    def lost(point):
        parameters = coordinates.parameters(point)
        value, gradient, _ = problem.log_likelihood(parameters, *columns)
        return -value, -gradient * parameters

    centre = coordinates.point(np.array(list(truth.values())) / coordinates.scale)
    wild = uniforms(words((SEED, number), np.arange(N_WILD), 0, 2, SAMPLING_DISTRIBUTION)).T
    starts = [centre, np.zeros(centre.size), *(6.0 * wild[:, : centre.size] - 3.0)]
    bounds = [(-REACH, REACH)] * centre.size
    found = [
        minimize(lost, np.clip(start, -REACH, REACH), jac=True, method="L-BFGS-B", bounds=bounds)
        for start in starts
    ]
    best = min(found, key=lambda result: result.fun)
    options = {"maxfev": NELDER_MEAD, "xatol": 1e-6, "fatol": 1e-6}
    for start in (np.clip(centre, -REACH, REACH), best.x):
        found.append(
            minimize(
                lambda point: lost(point)[0], start, method="Nelder-Mead", bounds=bounds, options=options
            )
        )
    return -min(result.fun for result in found)


def reason_is_true(problem, fit):
    """Whether a parameter that the reason names has an interval that is open or wider than WIDE."""
    intervals = profile_intervals(problem, fit)
    named = [name for name in fit.parameters if name in fit.reason.split(":")[0].split()]
    return any(intervals[name].high >= WIDE * intervals[name].low for name in named)


def judged(model, n_customers, number):
    """Return what is stored of a case: status, reason, what others gain, and whether the reason is true."""
    truth, summary = case(model, n_customers, number)
    problem = model.problem(summary)
    fit = fit_problem(problem)
    if not np.isfinite(fit.log_likelihood):
        return {"status": fit.status, "reason": fit.reason, "gain": 0.0, "true": True}
    gain = best_of_others(problem, truth, number) - fit.log_likelihood
    true = fit.status == "ok" or reason_is_true(problem, fit)
    return {"status": fit.status, "reason": fit.reason, "gain": float(gain), "true": bool(true)}


def run_campaign(seconds):
    """Run what is missing until the time is over, batch by batch; store after each of them."""
    began = time.monotonic()
    record = stored()
    while time.monotonic() - began < seconds and missing(record):
        model, n_customers = min(missing(record), key=lambda cell: cell_of(record, *cell)["seconds"])
        run_batch(cell_of(record, model, n_customers), model, n_customers)
        store(record)


def run_batch(cell, model, n_customers):
    """Run the next cases of a cell and add them to it."""
    began = time.process_time()
    for number in range(cell["cases"], min(cell["cases"] + BATCH, CASES)):
        found = judged(model, n_customers, number)
        cell["cases"] += 1
        cell["status"] = dict(Counter(cell["status"]) + Counter([found["status"]]))
        cell["largest_gain"] = max(cell["largest_gain"], found["gain"])
        if found["gain"] > MISS or not found["true"]:
            cell["misses"].append({"number": number, **found})
    cell["seconds"] = round(cell["seconds"] + time.process_time() - began, 1)


def cell_of(record, model, n_customers):
    """Return what has been found of a model with so many customers."""
    begun = {"cases": 0, "status": {}, "largest_gain": 0.0, "misses": [], "seconds": 0.0}
    return record["cells"].setdefault(f"{model.NAME}, {n_customers} customers", begun)


def missing(record):
    """Return the (model, customers) of which not all cases have been run."""
    wanted = [(model, n) for n in SIZES for model in MODELS]
    return [cell for cell in wanted if cell_of(record, *cell)["cases"] < CASES]


def stored():
    begun = {"seed": SEED, "miss": MISS, "cells": {}}
    return json.loads(STORED.read_text()) if STORED.exists() else begun


def store(record):
    unfinished = STORED.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(record, indent=1) + "\n")
    unfinished.replace(STORED)


if __name__ == "__main__":
    run_campaign(float(sys.argv[1]) if len(sys.argv) > 1 else np.inf)
