"""How a study ended, in a sentence: no more is said than the rule promises."""

from hooper.comparison.selection_of_the_best import Selection
from hooper.comparison.stopped import Stopped
from hooper.comparison.stopping import HalfWidth, IndifferenceZone, RelativeHalfWidth
from hooper.report.console import ranking_parts
from hooper.report.stopping_text import stopping_text
from tests.unit.report.example_content import example_content

ZONE = IndifferenceZone(500.0)


def test_the_best_is_told_with_its_guarantee_and_with_whom_it_has_left_behind():
    selection = Selection("win_back", ("win_back",), {"care": 20, "letters": 34}, 34)
    assert stopping_text(Stopped(ZONE, 36, 34, 200, True, selection), "EUR") == (
        "Selected after 34 replications: win back; if the best is ahead of all others by 500.00 EUR, it is "
        "this one with a chance of 95 % or more (Kim and Nelson). Dropped were care after 20, letters "
        "after 34."
    )


def test_an_undecided_selection_promises_nothing():
    told = stopping_text(Stopped(ZONE, 200, 260, 200, False, Selection(None, ("a", "b"), {}, 260)), "EUR")
    assert told == (
        "Stopped after 200 replications, the most that there may be: undecided between a, b, with a zone of "
        "500.00 EUR."
    )


def test_widths_that_were_not_reached_or_could_not_be_looked_at_promise_nothing():
    short = stopping_text(Stopped(RelativeHalfWidth(0.1), 200, 260, 200, holds=False), "EUR")
    assert "the most that there may be: not every gain is known to within 10.0 % of itself" in short
    blind = stopping_text(Stopped(HalfWidth(5.0), 20, 20, 200, holds=False), "EUR")
    assert (
        blind
        == "Stopped after 20 replications: without all of the baseline, nothing is promised of 5.00 EUR."
    )
    assert "an indifference zone" in stopping_text(Stopped(ZONE, 20, 20, 200, holds=False), "EUR")


def test_the_terminal_says_it_between_the_ranking_and_the_leaks():
    content, stopped = example_content(), Stopped(HalfWidth(5.0), 20, 20, 200, holds=True)
    parts = ranking_parts(content.ranking, (), "EUR", 0.95, stopped)
    told = [part.strip() for part in parts if isinstance(part, str)]
    assert told[1:3] == [
        stopping_text(stopped, "EUR"),
        "Customers lost by cause, from the branch to the horizon",
    ]
