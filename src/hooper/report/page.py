"""The report as one HTML page that opens offline, beside its figures and tables as files."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib.figure import Figure

from hooper.report.answer import answer
from hooper.report.content import ReportContent
from hooper.report.csv_files import save_tables
from hooper.report.figure_list import draw_figures
from hooper.report.figures import PHONE_INCHES, WIDE_INCHES
from hooper.report.numbers import significant, words
from hooper.report.save_figures import save_figures, svg_bytes
from hooper.report.stopping_text import stopping_text
from hooper.report.table_list import report_tables

PIXELS_PER_INCH = 96


@dataclass(frozen=True)
class Picture:
    """A figure inside the page: SVG as data URI with its size in CSS pixels, for a desk and a phone."""

    wide_uri: str
    wide_size: tuple[int, int]
    phone_uri: str
    phone_size: tuple[int, int]


def write_report(content: ReportContent, out: Path) -> Path:
    """Write `report.html`, `figures/` (SVG, PNG) and `tables/` (CSV) into `out`; return the page's path.

    Equal content gives equal bytes: no date, no machine, no random id enters.
    """
    figures = draw_figures(content, WIDE_INCHES)
    save_figures(figures, out / "figures")
    save_tables(report_tables(content).values(), out / "tables")
    narrow = draw_figures(content, PHONE_INCHES)
    pictures = {
        name: Picture(
            _data_uri((out / "figures" / f"{name}.svg").read_bytes()),
            _size(figure),
            _data_uri(svg_bytes(narrow[name])),
            _size(narrow[name]),
        )
        for name, figure in figures.items()
    }
    page = out / "report.html"
    page.write_text(render_page(content, pictures), encoding="utf-8")
    return page


def render_page(content: ReportContent, pictures: Mapping[str, Picture]) -> str:
    """Return the page's HTML: every label escaped, no script, nothing fetched from anywhere."""
    environment = Environment(
        loader=PackageLoader("hooper.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = words
    environment.filters["significant"] = significant
    style = environment.get_template("page.css").render()
    return environment.get_template("page.html.j2").render(
        content=content,
        answer=answer(content),
        stopping=stopping_text(content.stopped, content.currency) if content.stopped else "",
        tables=report_tables(content),
        pictures=pictures,
        style_digest=b64encode(sha256(style.encode()).digest()).decode(),
    )


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def _size(figure: Figure) -> tuple[int, int]:
    width, height = figure.get_size_inches()
    return round(width * PIXELS_PER_INCH), round(height * PIXELS_PER_INCH)
