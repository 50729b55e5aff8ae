"""How a long study says where it is; the command shows it, and a library caller may ignore it."""

from typing import Protocol


class Progress(Protocol):
    """Told of each stage of a study, and of each step that is done in it."""

    def begin(self, stage: str, steps: int) -> None:
        """A stage of so many steps begins."""
        ...

    def advance(self) -> None:
        """One step is done."""
        ...


class Silent:
    """Says nothing."""

    def begin(self, stage: str, steps: int) -> None:
        """Ignore the stage."""

    def advance(self) -> None:
        """Ignore the step."""
