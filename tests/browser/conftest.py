import importlib.util
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> Path:
    """The page of a made-up study, written once."""
    from hooper.report.page import write_report

    path = Path(__file__).parents[1] / "unit" / "report" / "example_content.py"
    spec = importlib.util.spec_from_file_location("example_content", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return write_report(module.example_content(), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def chromium():
    """The distribution's Chromium; without it these tests fail, they are never skipped."""
    executable = shutil.which("chromium")
    assert executable is not None, "no chromium found: install the distribution's package of that name"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
