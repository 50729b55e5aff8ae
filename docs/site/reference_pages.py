"""The reference: a page a package, written anew from the code by every build."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from sphinx.application import Sphinx

PACKAGES: Final = (
    "comparison",
    "history",
    "lifetime_value",
    "lifetime_value.value_estimators",
    "mechanisms",
    "report.figures",
    "scenario",
    "segmentation",
    "strategies",
    "study",
    "targeting",
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("builder-inited", _write_pages)
    return {"parallel_read_safe": True}


def _write_pages(app: Sphinx) -> None:
    folder = Path(app.confdir) / "reference"
    folder.mkdir(exist_ok=True)
    for name in PACKAGES:
        page = folder / f"{name}.rst"
        text = page_of(import_module(f"hooper.{name}"))
        if not page.exists() or page.read_text(encoding="utf-8") != text:  # else Sphinx would read it again
            page.write_text(text, encoding="utf-8")


def page_of(package: ModuleType) -> str:
    """Return the page of a package: what its modules say of themselves, and all that is public in them."""
    title = f"``{package.__name__}``"
    parts = [_heading(title, "="), f".. automodule:: {package.__name__}\n"]
    for module in sorted(iter_modules(package.__path__), key=lambda each: each.name):
        if not module.ispkg:
            full = f"{package.__name__}.{module.name}"
            parts += [_heading(f"``{module.name}``", "-"), f".. automodule:: {full}\n   :members:\n"]
    return "\n".join(parts)


def _heading(words: str, line: str) -> str:
    return f"{words}\n{line * len(words)}\n"
