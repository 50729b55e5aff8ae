"""The documentation as pages: `make docs`.

The tree that Sphinx reads is the repository itself, so that a link leads to the same file in the pages and
on a code host. What is no page is taken along as a file to be downloaded.
"""

import sys
from pathlib import Path

from hooper.foundation.version import __version__

sys.path.insert(0, str(Path(__file__).parent / "site"))

project = "hooper"
author = "the hooper authors"
release = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "drawn_formulas", "readable_docstrings"]
extensions += ["names_that_break", "readable_signatures", "reference_pages"]
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/**",
    "experiments/README.md",
    "experiments/*/README.md",
    "benchmarks/peers/README.md",
]
exclude_patterns = [".*", "results", "src", "tests", "notebooks", "paper", "docs/_build", "docs/site"]

myst_heading_anchors = 4
myst_enable_extensions = ["dollarmath"]
highlight_language = "text"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True

html_math_renderer = "drawn"
html_theme = "furo"
html_title = f"hooper {release}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_static_path = ["site/static"]
html_css_files = ["pages.css"]
html_extra_path = ["site/index.html"]  # the door: the first page lies in docs/
