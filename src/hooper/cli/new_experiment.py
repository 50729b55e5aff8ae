"""A folder to begin an experiment from: a study, its page, and what its quick form must give."""

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

from hooper.cli.exits import writing
from hooper.cli.files import write_text
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.study.study import Study

STUDY: Final = "study.toml"
PAGE: Final = "README.md"
EXPECTED: Final = "expected.json"
_QUICK: Final = {"replications": 2, "world.customers": 500}
_NAME: Final = re.compile(r"^name\s*=.*$", re.MULTILINE)


def write_experiment(name: str, folder: Path, model: Path | None) -> None:
    """Write the experiment into a new folder: from a template, or from the folder of another one.

    The other's study is taken over with all that lies beside it, its page and its figures are not.
    """
    if folder.exists():
        raise InputError([Fault(str(folder), "is there already and stays as it is", "choose another name")])
    text = _template("study.txt").substitute(name=name) if model is None else _study_of(model, name)
    quick = {"quick": _QUICK} if model is None else _expected_of(model)
    with writing(folder):
        folder.mkdir(parents=True)
        for file in [] if model is None else _beside_the_study(model):
            shutil.copyfile(file, folder / file.name)
    write_text(folder / STUDY, text)
    study = _read(folder / STUDY)
    expected = {**quick, "figures": {"complete": True, "baseline": study.baseline}}
    write_text(folder / EXPECTED, json.dumps(expected, indent=2) + "\n")
    write_text(folder / PAGE, _page(study, expected["quick"]))


def _study_of(model: Path, name: str) -> str:
    """Return the text of another experiment's study under a new name, its comments kept."""
    if not (model / STUDY).is_file():
        raise InputError(
            [Fault(f"--from {model}", f"there is no {STUDY} in it", "give the folder of an experiment")]
        )
    _read(model / STUDY)
    return _NAME.sub(f'name = "{name}"', (model / STUDY).read_text(encoding="utf-8"), count=1)


def _expected_of(model: Path) -> dict[str, Any]:
    """Return how another experiment's quick form is run; what it found is its own."""
    file = model / EXPECTED
    if not file.is_file():
        return {"quick": _QUICK}
    try:
        expected = json.loads(file.read_text(encoding="utf-8"))
        return {key: expected[key] for key in ("command", "quick") if key in expected or key == "quick"}
    except (ValueError, KeyError, TypeError):
        remedy = "mend it, or take it out of the folder"
        raise InputError(
            [Fault(str(file), "is not JSON with the settings of a quick form", remedy)]
        ) from None


def _beside_the_study(model: Path) -> list[Path]:
    own = {STUDY, PAGE, EXPECTED}
    return [file for file in sorted(model.iterdir()) if file.is_file() and file.name not in own]


def _page(study: "Study", quick: dict[str, Any]) -> str:
    return _template("experiment.txt").substitute(
        name=study.name,
        title=study.name.replace("_", " ").capitalize(),
        question=study.question,
        world=_world(study),
        quick=" ".join(f"--set {key}={value}" for key, value in quick.items()),
    )


def _world(study: "Study") -> str:
    from hooper.study.study_worlds import scenarios_of

    worlds = [
        f"`{name}` with {world.customers:,} founding customers" for name, world in scenarios_of(study).items()
    ]
    return (
        f"{', '.join(worlds)}: {study.pre_periods} periods without intervention, then {study.horizon_periods}"
        f" under each\nstrategy, {study.replications} times on common random numbers."
    )


def _read(study: Path) -> "Study":
    from hooper.study.study import Study

    return Study.read(study)


def _template(name: str) -> Template:
    return Template((files("hooper.cli") / "templates" / name).read_text(encoding="utf-8"))
