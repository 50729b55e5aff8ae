"""The report as one HTML page that opens offline, beside its figures and tables as files."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from hooper.report.answer import answer, not_ranked
from hooper.report.content import ReportContent
from hooper.report.csv_files import save_tables
from hooper.report.figure_list import draw_figures
from hooper.report.how_sure import how_sure
from hooper.report.pictures import Picture, rendered, save_pictures
from hooper.report.stopping_text import stopping_text
from hooper.report.table_list import report_tables
from hooper.report.why import why


def write_report(content: ReportContent, out: Path) -> Path:
    """Write `report.html`, `figures/` (SVG, PNG) and `tables/` (CSV) into `out`; return the page's path.

    Equal content gives equal bytes: no date, no machine, no random id enters.
    """
    pictures = save_pictures(partial(draw_figures, content), out / "figures")
    save_tables(report_tables(content).values(), out / "tables")
    page = out / "report.html"
    page.write_text(render_page(content, pictures), encoding="utf-8")
    return page


def render_page(content: ReportContent, pictures: Mapping[str, Picture]) -> str:
    """Return the page's HTML: every label escaped, no script, nothing fetched from anywhere."""
    told = {
        "content": content,
        "answer": answer(content),
        "how_sure": how_sure(content),
        "not_ranked": not_ranked(content),
        "why": why(content),
        "stopping": stopping_text(content.stopped, content.currency) if content.stopped else "",
        "tables": report_tables(content),
        "pictures": pictures,
    }
    return rendered("page.html.j2", told)
