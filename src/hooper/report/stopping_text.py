"""How the replications of a world ended, in words: what was selected or reached, and what is promised."""

from hooper.comparison.selection_of_the_best import Selection
from hooper.comparison.stopped import Stopped
from hooper.comparison.stopping import HalfWidth, IndifferenceZone
from hooper.report.numbers import count, money, percent, whole_percent, words


def stopping_text(stopped: Stopped, currency: str) -> str:
    """Return what a stopping rule came to: the best with its guarantee, or widths, or that it is undecided.

    >>> stopping_text(Stopped(HalfWidth(500.0), 45, 45, 200, holds=True), "USD")
    'Stopped after 45 replications: every gain is known to within 500.00 USD, with a chance of 95 % each.'
    """
    rule, there = stopped.rule, count(stopped.replications)
    if isinstance(rule, IndifferenceZone) and stopped.selection:
        return _selected(stopped, rule, stopped.selection, currency)
    if isinstance(rule, HalfWidth):
        width = f"{money(rule.half_width)} {currency}"
    elif isinstance(rule, IndifferenceZone):
        width = f"an indifference zone of {money(rule.zone)} {currency}"
    else:
        width = f"{percent(rule.share)} of itself"
    if stopped.holds:
        sure = f"with a chance of {whole_percent(rule.level)} each"
        return f"Stopped after {there} replications: every gain is known to within {width}, {sure}."
    if stopped.wanted > stopped.replications:
        return f"{_at_most(stopped)}: not every gain is known to within {width}; more are wanted."
    return f"Stopped after {there} replications: without all of the baseline, nothing is promised of {width}."


def _selected(stopped: Stopped, rule: IndifferenceZone, selection: Selection, currency: str) -> str:
    zone, level = f"{money(rule.zone)} {currency}", whole_percent(rule.level)
    gone = [f"{words(name)} after {count(after)}" for name, after in selection.dropped_after.items()]
    dropped = f" Dropped were {', '.join(gone)}." if gone else ""
    if selection.best is None:
        left = ", ".join(words(name) for name in selection.contenders)
        return f"{_at_most(stopped)}: undecided between {left}, with a zone of {zone}.{dropped}"
    after, best = count(selection.replications_wanted), words(selection.best)
    promise = f"if the best is ahead of all others by {zone}, it is this one with a chance of {level} or more"
    return f"Selected after {after} replications: {best}; {promise} (Kim and Nelson).{dropped}"


def _at_most(stopped: Stopped) -> str:
    return f"Stopped after {count(stopped.replications)} replications, the most that there may be"
