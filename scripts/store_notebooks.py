"""Runs notebooks from top to bottom and stores them with their outputs: `store_notebooks.py NOTEBOOK...`.

What differs from one machine or hour to the next is left out, so that a notebook that says the same is the
same file but for its pictures.
"""

import sys
from pathlib import Path
from time import perf_counter

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

SLIDERS = "application/vnd.jupyter.widget-view+json"


def store(path: Path) -> None:
    """Run a notebook in its own folder and write it back; raises `CellExecutionError` if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    put_words_for_sliders(notebook)
    notebook.metadata = {
        "kernelspec": notebook.metadata.kernelspec,
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)


def put_words_for_sliders(notebook: NotebookNode) -> None:
    """Say that there are sliders where they would be drawn: nobody can move them without a kernel."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if SLIDERS in output.get("data", {}):
                output.data = {"text/plain": "[Here are sliders when the notebook runs.]"}


def main() -> None:
    """Store every notebook that is named, one after the other."""
    for name in sys.argv[1:]:
        began = perf_counter()
        store(Path(name))
        print(f"{name}: {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
