"""Draw the pictures of docs/concepts.md: `python -m scripts.draw_concepts [FOLDER]`, from the root."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from matplotlib.figure import Figure

from hooper.report.save_figures import svg_bytes
from scripts.concept_pictures.bucket import accounts, bucket
from scripts.concept_pictures.not_knowing import not_knowing
from scripts.concept_pictures.review import review
from scripts.concept_pictures.satisfaction import satisfaction
from scripts.concept_pictures.stages import stages
from scripts.concept_pictures.truths import truths

FOLDER: Final = Path(__file__).parent.parent / "docs" / "pictures"
PICTURES: Final[dict[str, Callable[[], Figure]]] = {
    "stages": stages,
    "satisfaction": satisfaction,
    "bucket": bucket,
    "accounts": accounts,
    "review": review,
    "truths": truths,
    "not_knowing": not_knowing,
}


def draw(folder: Path) -> None:
    """Write every picture as SVG into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        (folder / f"{name}.svg").write_bytes(svg_bytes(picture()))


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
