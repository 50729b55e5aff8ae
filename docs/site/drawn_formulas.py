r"""Draws the formulas when the pages are built: no script has to be loaded, and none to be run by a reader.

matplotlib knows a part of TeX; a formula that it cannot read ends the build. The parts of a formula between
`\qquad` stand side by side where there is room, else below each other.
"""

import io
import re
from functools import lru_cache
from html import escape

from docutils import nodes
from matplotlib import mathtext, rc_context
from matplotlib.font_manager import FontProperties
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

_POINTS = 10.0
_POINTS_PER_EM = 9.0  # letters of mathematics are smaller than those of the text around them
_STYLE = {
    "savefig.facecolor": "none",
    "mathtext.fontset": "stix",
    "svg.fonttype": "path",
    "svg.hashsalt": "hooper",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.add_html_math_renderer("drawn", (_visit, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@lru_cache
def drawn(formula: str) -> str:
    """Return a formula as an SVG in the colour and size of the text around it.

    >>> drawn("x^2").startswith('<svg role="img" aria-label="x^2" style="height:')
    True
    """
    file = io.StringIO()
    with rc_context(_STYLE):
        below = mathtext.math_to_image(f"${formula}$", file, prop=FontProperties(size=_POINTS), format="svg")
    svg = file.getvalue()
    wide, high = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    style = f"height:{high / _POINTS_PER_EM:.3f}em;vertical-align:{-below / _POINTS_PER_EM:.3f}em"
    shapes = svg[svg.index("<g ") : svg.rindex("</svg>")]
    told = escape(formula, quote=True)
    return f'<svg role="img" aria-label="{told}" style="{style}" viewBox="0 0 {wide} {high}">{shapes}</svg>'


def _visit(writer: HTML5Translator, node: nodes.math) -> None:
    writer.body.append(f'<span class="formula">{drawn(node.astext().strip())}</span>')
    raise nodes.SkipNode


def _visit_block(writer: HTML5Translator, node: nodes.math_block) -> None:
    # matplotlib knows the small fractions of a line alone, unless it is told.
    parts = node.astext().replace("\n", " ").replace(r"\frac", r"\dfrac").split(r"\qquad")
    writer.body.append(f'<div class="formulas">{"".join(drawn(part.strip()) for part in parts)}</div>')
    raise nodes.SkipNode
