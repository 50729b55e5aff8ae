import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def content():
    """The made-up study; loaded by path, since test files are no package."""
    path = Path(__file__).with_name("example_content.py")
    spec = importlib.util.spec_from_file_location("example_content", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example_content()
