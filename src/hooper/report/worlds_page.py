"""The page of a study of many worlds: which strategy wins where, and the way to the report of each world."""

from collections import Counter
from functools import partial
from pathlib import Path

from matplotlib.figure import Figure

from hooper.report import figures
from hooper.report.csv_files import save_tables
from hooper.report.figures.palette import strategy_styles
from hooper.report.numbers import words
from hooper.report.pictures import rendered, save_pictures
from hooper.report.winners_table import places_table, winners_table
from hooper.report.worlds_content import WorldsContent


def write_worlds_report(content: WorldsContent, out: Path) -> Path:
    """Write `report.html`, `figures/` (SVG, PNG) and `tables/` (CSV) into `out`; return the page's path."""
    pictures = save_pictures(partial(draw_maps, content), out / "figures")
    winners = winners_table(content.winners, content.currency)
    tables = [winners, places_table(content.places, content.currency)] if content.places else [winners]
    save_tables(tables, out / "tables")
    page = out / "report.html"
    told = {
        "content": content,
        "answer": worlds_answer(content),
        "winners": winners,
        "pictures": pictures,
    }
    page.write_text(rendered("worlds.html.j2", told), encoding="utf-8")
    return page


def draw_maps(content: WorldsContent, width_inches: float) -> dict[str, Figure]:
    """Draw every map of winners, a strategy in the same colour on all of them."""
    styles = strategy_styles(list(content.strategies), content.baseline)
    return {
        each.name: figures.where_each_wins(each.panels, styles, width_inches, each.period)
        for each in content.maps
    }


def worlds_answer(content: WorldsContent) -> str:
    """Say how many worlds each strategy is the best of, and in how many its lead is sure."""
    best = Counter(str(row["strategy"]) for row in content.winners if row["strategy"] is not None)
    told = [f"{words(name)} is best in {worlds}" for name, worlds in best.most_common()]
    if not told:
        return "No world can be compared."
    sure = sum(1 for row in content.winners if float(row["lead_low"] or 0.0) > 0.0)
    lead = f"the lead over the second is sure in {sure or 'none'}"
    return f"Of {len(content.winners)} worlds, {', '.join(told)}; {lead}."
