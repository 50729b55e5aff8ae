"""What a strategy may see and do: the way from customers over the log to a decision, and back."""

from typing import Final

from matplotlib.figure import Figure

from hooper.report.figures.canvas import wrapped
from hooper.report.figures.palette import BLUE, GREEN, ORANGE, PURPLE, VERMILLION
from hooper.strategies.actions import CUSTOMER_LEVERS, FIRM_LEVERS
from scripts.concept_pictures.boxes import arrow, box, note, sheet

LEVER_CHARACTERS: Final = 46


def review() -> Figure:
    """Draw what is hidden, what is recorded, what is decided, and where decisions are felt."""
    figure, axes = sheet(8.0, 4.0)
    box(
        axes,
        (0.1, 2.85, 2.2, 0.95),
        "customers live",
        "experience, expectation,\nbonds, stage, hazards:\nthe truth",
        GREEN,
    )
    box(
        axes,
        (2.9, 2.85, 2.2, 0.95),
        "the firm's log",
        "orders, cases, contacts,\nanswers; in some worlds\nlate and incomplete",
        BLUE,
    )
    box(
        axes,
        (5.7, 2.85, 2.2, 0.95),
        "the view at a review",
        "a row a known customer:\nrecency, frequency, spend,\ncases, who is a member",
        BLUE,
    )
    arrow(axes, (2.3, 3.3), (2.9, 3.3))
    arrow(axes, (5.1, 3.3), (5.7, 3.3))
    axes.plot((2.6, 2.6), (2.4, 3.92), color=VERMILLION, linestyle="--", linewidth=1.4)
    note(axes, 2.72, 2.56, "no strategy sees past this line,\nunless it declares that it does", "left")
    box(
        axes,
        (5.7, 1.07, 2.2, 0.95),
        "the strategy decides",
        "from the view, a budget,\nand chance of its own;\nonce a quarter",
        ORANGE,
    )
    arrow(axes, (6.8, 2.85), (6.8, 2.02))
    levers = (("levers on one customer", CUSTOMER_LEVERS, 1.12), ("levers on the firm", FIRM_LEVERS, 0.12))
    for title, names, bottom in levers:
        text = wrapped(", ".join(names), LEVER_CHARACTERS)
        box(axes, (1.55, bottom, 3.5, 0.9), title, text, PURPLE)
        arrow(axes, (5.7, 1.55), (5.05, bottom + 0.45))
        arrow(axes, (1.55, bottom + 0.45), (0.8, 2.85), bend=-0.25)
    note(axes, 0.62, 0.45, "paid from\nthe budget,\nfelt in the\nnext period")
    return figure
