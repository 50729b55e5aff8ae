"""`hooper new`: a working file to start one's own strategy from, or a folder for an experiment."""

import keyword
import re
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from hooper.cli import completions
from hooper.cli.files import write_text
from hooper.cli.nearest import nearest
from hooper.cli.options import AsJson, Quiet, UnusedSeed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

KINDS = ("strategy", "experiment")
LONGEST_NAME = 40
_SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            autocompletion=completions.one_of(*KINDS),
            help="What to begin: strategy or experiment.",
        ),
    ],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, as in win_back_letter.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to; without it, NAME.py or the folder NAME here."),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            autocompletion=completions.experiments,
            help="An experiment to begin from, by its folder.",
        ),
    ] = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Write a working template of one's own strategy or experiment, and say what to do next."""
    if kind not in KINDS:
        raise InputError([Fault("KIND", f"'{kind}' cannot be begun this way", nearest(kind, KINDS))])
    talk = Talk(as_json, quiet)
    if kind == "experiment":
        _begin_experiment(name, out or Path(name), model, talk)
    elif model is not None:
        raise InputError([Fault("--from", "a strategy has no experiment to begin from", "leave --from out")])
    else:
        _begin_strategy(name, out or Path(f"{name}.py"), talk)


def _begin_strategy(name: str, file: Path, talk: Talk) -> None:
    from hooper.strategies import catalogue

    faults = [*_faults_of_name(name, catalogue.names()), *_faults_of_place(file)]
    if faults:
        raise InputError(faults)
    write_text(file, strategy_source(name))
    talk.answer({"kind": "strategy", "name": name, "file": str(file)}, *_next_steps(name, file))


def _begin_experiment(name: str, folder: Path, model: Path | None, talk: Talk) -> None:
    from hooper.cli.new_experiment import write_experiment

    faults = _faults_of_name(name, ())
    if faults:
        raise InputError(faults)
    write_experiment(name, folder, model)
    talk.answer(
        {"kind": "experiment", "name": name, "folder": str(folder)},
        f"{folder}: an experiment that runs. Put your question and strategies into study.toml;",
        "what it would take, and the ranking with its report:",
        f"  hooper compare {folder}/study.toml --dry-run",
        f"  hooper compare {folder}/study.toml",
        "Then write the answer into README.md and its figures into expected.json. Under",
        "experiments/ of the repository, `make experiments QUICK=1` checks them.",
    )


def strategy_source(name: str) -> str:
    """Return the text of a file with a strategy of that name, to be changed to one's own idea."""
    template = (files("hooper.cli") / "templates" / "strategy.txt").read_text(encoding="utf-8")
    return Template(template).substitute(
        name=name, type=_type_name(name), title=name.replace("_", " ").capitalize()
    )


def _faults_of_name(name: str, taken: tuple[str, ...]) -> list[Fault]:
    if not _SNAKE_CASE.fullmatch(name) or keyword.iskeyword(name):
        like = re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()).strip("_")
        remedy = f"write {like}" if _SNAKE_CASE.fullmatch(like) and like != name else "as in win_back_letter"
        return [Fault("NAME", f"'{name}' is not in snake_case", remedy)]
    if len(name) > LONGEST_NAME:
        return [Fault("NAME", f"'{name}' is too long", f"use at most {LONGEST_NAME} letters")]
    if name in taken:
        return [Fault("NAME", f"there is a strategy '{name}' already", "choose another name")]
    return []


def _faults_of_place(file: Path) -> list[Fault]:
    if not file.exists():
        return []
    return [Fault(str(file), "is there already and stays as it is", "choose another file with --out")]


def _type_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _next_steps(name: str, file: Path) -> list[str]:
    type_name = _type_name(name)
    catalogue = "src/hooper/strategies/catalogue.py"
    return [
        f"{file}: a strategy that works; change `decide` to your idea.",
        "Its row among those of the library, first in two worlds to see that it runs, then in all:",
        f"  hooper leaderboard {file} --quick",
        f"  hooper leaderboard {file}",
        "Beside a study.toml it is an arm, with its own settings as other keys:",
        f"  [strategies.{name}]",
        f'  path = "{file.name}"',
        "Then: hooper compare study.toml",
        "To put it into the package, in the repository:",
        f"  1. put it into src/hooper/strategies/{name}.py",
        f"  2. in {catalogue}, import {type_name} from it and add {type_name} to STRATEGIES",
        "  3. run `make test`: the contract test now walks your strategy too",
        f"  4. try it: hooper simulate retail --strategy {name}",
    ]
