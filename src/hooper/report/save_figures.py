"""Figures as files and bytes: SVG and PNG, the same bytes for the same data."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

PNG_DOTS_PER_INCH = 200


def save_figures(figures: Mapping[str, Figure], folder: Path) -> tuple[Path, ...]:
    """Write each figure as `name.svg` and `name.png` into `folder` (made if need be); return the paths.

    Neither holds a date or a version, and the ids inside the SVG are salted alike, so that equal data
    give equal files under equal versions of matplotlib. The figures keep the layout they were saved in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, figure in figures.items():
        for ending, content in (("svg", svg_bytes(figure)), ("png", png_bytes(figure))):
            path = folder / f"{name}.{ending}"
            path.write_bytes(content)
            paths.append(path)
    return tuple(paths)


def svg_bytes(figure: Figure) -> bytes:
    """Return a figure as SVG, text as shapes, so that it looks alike whatever fonts are installed."""
    settle(figure)
    with BytesIO() as file, mpl.rc_context({"svg.hashsalt": "hooper", "svg.fonttype": "path"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        return file.getvalue()


def png_bytes(figure: Figure) -> bytes:
    """Return a figure as PNG."""
    settle(figure)
    with BytesIO() as file:
        figure.savefig(file, format="png", dpi=PNG_DOTS_PER_INCH, metadata={"Software": None})
        return file.getvalue()


def settle(figure: Figure) -> None:
    """Lay a figure out once and for all: the layout costs as much as drawing, and is done at every save."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)
