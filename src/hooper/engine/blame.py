"""Finds the law that was the first to return what is not a number, for whom and when."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from hooper.engine.journal import Journal, keep_journal
from hooper.engine.law_set import IDENTITY
from hooper.engine.lone_life import WRITE, Line, LoneLife
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import ENTRY_PERIOD
from hooper.engine.soundness import NotANumberError
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError

_REMEDY = "look for a division by zero, or a logarithm or root of what is below zero"


@contextmanager
def laws_named(world: World, plan: RunPlan) -> Iterator[None]:
    """Turn a field that is not a number into an `InputError` that names law, field, customer and period."""
    try:
        yield
    except NotANumberError as error:
        raise InputError([_fault(world, plan, error)]) from error


def _fault(world: World, plan: RunPlan, error: NotANumberError) -> Fault:
    """Live the world again up to the period, keep the customer's journal, and look law by law."""
    journal = keep_journal(world, replace(plan, periods=error.period + 1), error.customer_id)
    for period, (law, role, field, value) in _lines(world, journal):
        if role == WRITE and np.isnan(value):
            who = f"first for customer {error.customer_id} in period {period}"
            return Fault(f"law '{law}'", f"returns {value} for '{field}', {who}", _REMEDY)
    return Fault("laws", str(error), _REMEDY)


def _lines(world: World, journal: Journal) -> Iterator[tuple[int, Line]]:
    life = LoneLife(world.physics, journal.customer_id)
    first = journal.pages[0]
    for line in life.enter(first.key, int(ENTRY_PERIOD), first.signals):
        yield first.period, line
    for page in journal.pages:
        state = zip(world.law_set.state_rows, page.before, strict=True)
        life.values |= {row: value for row, value in state if row not in IDENTITY}
        for line in life.live(page.key, page.period, page.signals):
            yield page.period, line
