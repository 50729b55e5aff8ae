"""The answer as parts of a page: the bucket as a drawing, the ranking as a table with intervals.

They are drawn here and not by matplotlib, since the browser knows how to write Chinese, and so that a slider
need not wait for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from hooper.comparison.paired_differences import PairedDifference
from hooper.explore.answer import BUDGET_PER_CUSTOMER_PER_YEAR, REPLICATIONS, Answer, Flows
from hooper.explore.bucket_drawing import Drawing, Stream
from hooper.explore.labels import Labels
from hooper.report.figures.palette import CAUSES, MUTED
from hooper.report.figures.ranking import verdict

_SHOWN_LEAKS: Final = 4
_VERDICTS: Final = {"gains": "gains", "loses": "loses", "not decided": "undecided", "reference": "reference"}
_MINUS: Final = "\N{MINUS SIGN}"
_PAGE: Final = Environment(
    loader=PackageLoader("hooper.explore", "."), autoescape=True, undefined=StrictUndefined
)


def top_part(labels: Labels, sliders: Sequence[str]) -> str:
    """Return the head of the page with the sliders, which are HTML already."""
    return _PAGE.get_template("top.html.j2").render(labels=labels, sliders=sliders)


def answer_part(answer: Answer, population: int, seconds: float, labels: Labels) -> str:
    """Return the bucket and the ranking, and what they were made of, as HTML."""
    budget = f"{BUDGET_PER_CUSTOMER_PER_YEAR:g}"
    return _PAGE.get_template("answer.html.j2").render(
        labels=labels,
        parts=[bucket_part(answer, labels), ranking_part(answer, labels)],
        told=labels.told.format(f"{population:,}", REPLICATIONS, f"{seconds:.2f}", budget),
    )


def bucket_part(answer: Answer, labels: Labels) -> str:
    """Return the bucket under the reader's plan: how full, who came and who left, as HTML."""
    flows, full = answer.flows, max(answer.flows.held.max(), answer.usual_flows.held.max(), 1.0)
    start, end, usual = flows.held[0], flows.held[-1], answer.usual_flows.held[-1]
    came = [Stream(_counted(labels, name, n), n, "") for name, n in flows.came.items() if n >= 0.5]
    drawing = Drawing(came, _leaks(flows, labels), full)
    texts = (
        (labels.after.format(_whole(end)), end, ""),
        (labels.before.format(_whole(start)), start, "6 4"),
        (labels.level_told.format(_whole(usual)), usual, "1.5 3"),
    )
    most = ", ".join(stream.text for stream in drawing.leaks[:2])
    counts = (start, end, sum(flows.came.values()), sum(flows.left.values()))
    told = labels.bucket_told.format(*map(_whole, counts), most, _whole(usual))
    return _PAGE.get_template("bucket.html.j2").render(
        labels=labels,
        told=told,
        came=drawing.inflow_bands(),
        left=drawing.leak_bands(),
        water=drawing.water(end),
        wall=drawing.wall(),
        levels=drawing.levels(texts),
    )


def ranking_part(answer: Answer, labels: Labels) -> str:
    """Return the ranking with its intervals, as HTML."""
    ends = [end for gain in answer.ranking for end in _ends(gain)]
    least, most = min(0.0, *ends), max(0.0, *ends)
    scale = 100.0 / ((most - least) or 1.0)
    rows = [_row(gain, labels, least, scale) for gain in answer.ranking]
    best = rows[0]
    return _PAGE.get_template("ranking.html.j2").render(
        labels=labels,
        first=labels.first.format(best["name"]) if best["verdict"] == "gains" else labels.nobody,
        rows=rows,
        zero=-least * scale,
    )


def _row(gain: PairedDifference, labels: Labels, least: float, scale: float) -> Mapping[str, Any]:
    low, middle, high = _ends(gain)
    said = _VERDICTS[verdict(gain)]
    is_reference = gain.status == "reference"
    return {
        "name": labels.names[gain.strategy],
        "is_yours": gain.strategy == "your_plan",
        "verdict": said,
        "said": getattr(labels, said),
        "gain": _signed(middle),
        "interval": "" if is_reference else f"{_signed(low)} … {_signed(high)}",
        "left": (low - least) * scale,
        "width": (high - low) * scale,
        "middle": (middle - least) * scale,
    }


def _ends(gain: PairedDifference) -> tuple[float, float, float]:
    return gain.low or 0.0, gain.difference or 0.0, gain.high or 0.0


def _leaks(flows: Flows, labels: Labels) -> Sequence[Stream]:
    """Return the greatest leaks from top to bottom, and the others as one."""
    by_size = sorted(flows.left.items(), key=lambda leak: -leak[1])
    shown = [Stream(_counted(labels, name, n), n, CAUSES[name]) for name, n in by_size[:_SHOWN_LEAKS] if n]
    rest = sum(n for _, n in by_size[_SHOWN_LEAKS:])
    return [*shown, *([Stream(f"{labels.others} {_whole(rest)}", rest, MUTED)] if rest else [])]


def _counted(labels: Labels, name: str, count: float) -> str:
    return f"{labels.names[name]} {_whole(count)}"


def _whole(count: float) -> str:
    return f"{count:,.0f}"


def _signed(money: float) -> str:
    """Write money to the next ten, with its sign.

    >>> _signed(1234.0), _signed(0.0)
    ('+1,230', '0')
    """
    rounded = round(money, -1)
    return f"{rounded:+,.0f}".replace("-", _MINUS) if rounded else "0"
