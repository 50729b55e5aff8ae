"""Pages that open offline: figures inside them as data, in a form for a desk and one for a phone."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib.figure import Figure

from hooper.report.figures import PHONE_INCHES, WIDE_INCHES
from hooper.report.numbers import significant, words
from hooper.report.save_figures import save_figures, svg_bytes

PIXELS_PER_INCH = 96


@dataclass(frozen=True)
class Picture:
    """A figure inside a page: SVG as data URI with its size in CSS pixels, for a desk and a phone."""

    wide_uri: str
    wide_size: tuple[int, int]
    phone_uri: str
    phone_size: tuple[int, int]


def save_pictures(draw: Callable[[float], Mapping[str, Figure]], folder: Path) -> dict[str, Picture]:
    """Write what `draw` draws at a width in inches into `folder` (SVG, PNG), and return it for a page."""
    figures, narrow = draw(WIDE_INCHES), draw(PHONE_INCHES)
    save_figures(figures, folder)
    return {
        name: Picture(
            _data_uri((folder / f"{name}.svg").read_bytes()),
            _size(figure),
            _data_uri(svg_bytes(narrow[name])),
            _size(narrow[name]),
        )
        for name, figure in figures.items()
    }


def rendered(template: str, values: Mapping[str, object]) -> str:
    """Return the HTML of a template: every label escaped, no script, nothing fetched from anywhere."""
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
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render({**values, "style_digest": digest})


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def _size(figure: Figure) -> tuple[int, int]:
    width, height = figure.get_size_inches()
    return round(width * PIXELS_PER_INCH), round(height * PIXELS_PER_INCH)
