"""The worlds that come with the package, as TOML, and how any scenario is loaded."""

import difflib
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from hooper.foundation.errors import Fault, InputError
from hooper.scenario.read_people import with_people
from hooper.scenario.read_settings import read_settings
from hooper.scenario.scenario import Scenario


def names() -> tuple[str, ...]:
    """Return the names of all presets.

    >>> names()
    ('b2b', 'default', 'loyalty_card', 'meltdown', 'mistargeted', 'retail', 'startup', 'subscription',
    'telecom', 'village')
    """
    folder = files("hooper.scenario.presets")
    return tuple(sorted(Path(entry.name).stem for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load(name_or_path: str, overrides: Sequence[str] = ()) -> Scenario:
    """Return the scenario of a preset or of a TOML file, with `key=value` overrides on top.

    A file of people that it names is read too: a path from the scenario's folder, for a preset from here.
    Raises `InputError` with every fault; an unknown name is answered with the nearest presets.
    """
    if name_or_path in names():
        with as_file(files("hooper.scenario.presets") / f"{name_or_path}.toml") as path:
            return with_people(read_settings(path, Scenario, overrides), Path())
    path = Path(name_or_path)
    if path.suffix == ".toml" or path.exists():
        return with_people(read_settings(path, Scenario, overrides), path.parent)
    near = difflib.get_close_matches(name_or_path, names(), n=1) or names()
    problem = f"there is neither a preset nor a file '{name_or_path}'"
    raise InputError(
        [Fault("scenario", problem, f"did you mean {', '.join(near)}? or give the path of a .toml file")]
    )
