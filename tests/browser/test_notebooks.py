"""Two notebooks in JupyterLab, as a class has them: run from top to bottom, a slider moved by keyboard."""

import json
import os
import re
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
SETTINGS = {
    "notebook-extension/tracker": {
        "windowingMode": "none"
    },  # all cells are drawn, not only those on the screen
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
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
# The circle in the toolbar is that of an idle kernel where there is none yet; the line at the bottom is not.
KERNEL_IS_IDLE = re.compile(r"^Python 3.* \| Idle$")
ALL_CELLS_RAN = """() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .every(prompt => /\\[\\d+\\]/.test(prompt.textContent))"""
ANOTHER_FIGURE = """([place, before]) => {
    const figure = document.querySelectorAll('.widget-interact')[place].querySelector('img');
    return figure && figure.src !== before; }"""
PATIENCE_MS = 180_000  # the first to run a notebook waits until the laws are compiled, on a busy machine too


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
    for name, settings in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(settings))
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
        server.wait(timeout=60)


@pytest.fixture(params=DRIVEN)
def visit(request, chromium, jupyterlab):
    """A notebook as it opens, every address that it asks for, and what goes wrong in the browser."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    requests, complaints = [], []
    page.on("request", lambda asked: requests.append(asked.url))
    page.on("websocket", lambda asked: requests.append(asked.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # A workspace each: in a shared one the notebook before would be opened again, and run in its stead.
    page.goto(f"{jupyterlab}/lab/workspaces/{Path(request.param).stem}/tree/{request.param}")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text(KERNEL_IS_IDLE).wait_for()
    yield page, requests, complaints
    page.close()


def run_all_cells(page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
    # Nothing is stored of the sliders: there are some when their cell has run.
    page.locator(".widget-interact [role=slider]").first.wait_for()
    page.wait_for_function(ALL_CELLS_RAN)
    page.get_by_text(KERNEL_IS_IDLE).wait_for()


def move_the_first_slider(page, place):
    """Press an arrow key on the first of the sliders at this place, and wait for another figure."""
    controls = page.locator(".widget-interact").nth(place)
    slider, figure = controls.locator("[role=slider]").first, controls.locator("img").first
    before, told = figure.evaluate("figure => figure.src"), slider.get_attribute("aria-valuenow")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function(ANOTHER_FIGURE, arg=[place, before])
    assert float(slider.get_attribute("aria-valuenow")) > float(told)


# One test and not four: each worker that took one of four would start a JupyterLab and run the notebook.
def test_all_cells_run_sliders_change_their_figures_and_nobody_else_is_asked(visit, jupyterlab):
    page, requests, complaints = visit
    run_all_cells(page)
    places = page.locator(".widget-interact").count()
    for place in range(places):
        move_the_first_slider(page, place)
    assert places > 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*='stderr']").count() == 0
    hosts = {urlsplit(url).netloc for url in requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(jupyterlab).netloc}
    assert complaints == []
