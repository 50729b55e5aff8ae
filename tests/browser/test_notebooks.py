"""Two notebooks in JupyterLab, as a class has them: run from top to bottom, a slider moved by keyboard."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
DRIVEN = ("01_a_customers_life.ipynb", "02_satisfaction_and_the_treadmill.ipynb")
# A home of its own, and none of JupyterLab's own errands: no news, no updates, no list of extensions.
FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)
ALL_CELLS_RAN = """() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .every(prompt => /\\[\\d+\\]/.test(prompt.textContent))"""
MINUTE = 60_000


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(server, port):
    for _ in range(600):
        assert server.poll() is None, "JupyterLab has ended by itself"
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("JupyterLab does not answer within two minutes")


@pytest.fixture(scope="module")
def jupyterlab(tmp_path_factory):
    """The address of a JupyterLab over copies of the notebooks; it is ended by its own process id."""
    home, work = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("notebooks")
    for name in DRIVEN:
        shutil.copy(NOTEBOOKS / name, work)
    drawn = home / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    drawn.parent.mkdir(parents=True)
    drawn.write_text('{"windowingMode": "none"}')  # all cells are drawn, not only those on the screen
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--port={port}", f"--ServerApp.root_dir={work}"]
    environment = {**os.environ, **{name: str(home / folder) for name, folder in FOLDERS.items()}}
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="module", params=DRIVEN)
def lesson(request, chromium, jupyterlab):
    """A notebook whose cells were all run anew, and every address that was asked for."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(3 * MINUTE)
    requests = []
    page.on("request", lambda asked: requests.append(asked.url))
    page.goto(f"{jupyterlab}/lab/tree/{request.param}")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Restart Kernel and Run All Cells").first.click()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    # What was stored of the sliders is not drawn: there are some when their cell has run.
    page.locator(".widget-interact [role=slider]").first.wait_for()
    page.wait_for_function(ALL_CELLS_RAN)
    yield page, requests
    page.close()


def test_all_cells_run_and_none_complains(lesson):
    page, _ = lesson
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0


def test_an_arrow_key_on_a_slider_changes_its_value_and_the_figure(lesson):
    page, _ = lesson
    controls = page.locator(".widget-interact").first
    slider, figure = controls.locator("[role=slider]").first, controls.locator("img").first
    before, told = figure.get_attribute("src"), slider.get_attribute("aria-valuenow")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function(
        "before => { const figure = document.querySelector('.widget-interact img');"
        " return figure && figure.src !== before }",
        arg=before,
    )
    assert float(slider.get_attribute("aria-valuenow")) > float(told)


def test_nothing_is_asked_of_anyone_else(lesson, jupyterlab):
    _, requests = lesson
    hosts = {urlsplit(url).netloc for url in requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(jupyterlab).netloc}
