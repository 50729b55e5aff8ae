"""`import hooper` is light, and everything on the shelf is there."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import hooper

HEAVY = {"numpy", "numba", "scipy", "matplotlib", "pandas", "xarray", "pyarrow", "simpy", "pydantic", "typer"}


def test_importing_the_package_imports_nothing_heavy():
    command = "import sys, hooper; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert "hooper" in loaded.stdout.split()
    assert HEAVY.isdisjoint(loaded.stdout.split())


@pytest.mark.parametrize("name", hooper.__all__)
def test_every_name_on_the_shelf_is_there(name):
    assert getattr(hooper, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        getattr(hooper, "simulat")  # noqa: B009  a type checker knows that it is not there


def test_the_shelf_for_people_and_the_one_for_type_checkers_are_the_same():
    tree = ast.parse(Path(hooper.__file__).read_text())
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hooper")
        for alias in node.names
    }
    assert imported | {"__version__"} == set(hooper.__all__) == {*hooper._SHELF, "__version__"}
