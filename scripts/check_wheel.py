"""Check that a built wheel works in a bare environment outside the repository, without the example data."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import requires
from pathlib import Path

from locks import ROOT, RUN_LOCK, normalised, pins
from packaging.requirements import Requirement


def main() -> None:
    """Build, install and run the wheel; any failure ends with a non-zero exit code."""
    with tempfile.TemporaryDirectory(prefix="hooper-wheel-") as folder:
        work = Path(folder)
        environment = work / "bare"
        venv.create(environment, with_pip=True)
        _install(_build(work), environment, work)
        _try_command(environment / "bin" / "hooper", work)
    print("the wheel works in a bare environment")


def _build(work: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(work), str(ROOT)], check=True)
    [wheel] = work.glob("*.whl")
    return wheel


def _install(wheel: Path, environment: Path, work: Path) -> None:
    needed = _needed_by("hooper")
    lock = work / "bare.lock"
    lock.write_text("".join(pin.text for pin in pins(RUN_LOCK) if pin.name in needed))
    pip = [str(environment / "bin" / "python"), "-m", "pip"]
    subprocess.run([*pip, "install", "-qq", "--no-compile", "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "install", "-qq", "--no-deps", str(wheel)], check=True)
    subprocess.run([*pip, "check"], check=True, stdout=subprocess.DEVNULL)


def _needed_by(package: str) -> set[str]:
    """Return the names of all packages that `package` needs without its extras, however indirectly."""
    needed: set[str] = set()
    waiting = [package]
    while waiting:
        for requirement in map(Requirement, requires(waiting.pop()) or []):
            applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if applies and normalised(requirement.name) not in needed:
                needed.add(normalised(requirement.name))
                waiting.append(requirement.name)
    return needed


def _try_command(hooper: Path, work: Path) -> None:
    simulated = _run(hooper, "simulate retail --customers 2000 --periods 26 --seed 1 --json", work)
    if simulated.returncode != 0 or not json.loads(simulated.stdout).get("digest"):
        raise SystemExit(f"hooper simulate retail gave no digest, but {_said(simulated)}")
    fitted = _run(hooper, "fit example:cdnow --model bg_nbd", work)
    if fitted.returncode != 2 or "hooper[examples]" not in fitted.stderr or "Traceback" in fitted.stderr:
        raise SystemExit(f"hooper fit example:cdnow did not say what to install, but {_said(fitted)}")


def _said(done: subprocess.CompletedProcess[str]) -> str:
    return f"ended with {done.returncode}:\n{done.stdout}{done.stderr}"


def _run(hooper: Path, arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(hooper), *arguments.split()]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)


if __name__ == "__main__":
    main()
