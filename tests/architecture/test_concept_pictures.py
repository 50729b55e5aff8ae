"""The pictures of the concepts are those that the project draws now, and each can be read without eyes."""

import re
from pathlib import Path

import matplotlib as mpl
import pytest

from hooper.report.save_figures import svg_bytes
from scripts.draw_concepts import FOLDER, PICTURES

ROOT = Path(__file__).parents[2]
CONCEPTS = ROOT / "docs" / "concepts.md"
SIMULATED = ("bucket", "accounts")
# Another version of matplotlib may write the same picture in other bytes.
AS_LOCKED = pytest.mark.skipif(
    f"\nmatplotlib=={mpl.__version__} " not in (ROOT / "requirements" / "run.lock").read_text(),
    reason="matplotlib is not the version of the lock file",
)


def check(name):
    drawn, kept = svg_bytes(PICTURES[name]()), (FOLDER / f"{name}.svg").read_bytes()
    assert drawn == kept, f"{name}.svg is not what is drawn now; run python -m scripts.draw_concepts and look"


@AS_LOCKED
@pytest.mark.parametrize("name", [name for name in PICTURES if name not in SIMULATED])
def test_a_picture_is_what_is_drawn_now(name):
    check(name)


@AS_LOCKED
@pytest.mark.slow
@pytest.mark.parametrize("name", SIMULATED)
def test_a_picture_of_a_run_is_what_is_drawn_now(name):
    check(name)


def test_every_picture_is_shown_with_a_text_that_tells_what_is_in_it():
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/(\w+)\.svg\)", CONCEPTS.read_text(encoding="utf-8"))
    assert sorted(name for _, name in shown) == sorted(PICTURES)
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(PICTURES)
    assert [name for text, name in shown if len(text) < 80] == []
