"""How a long study says where it is; the command shows it, and a library caller may ignore it."""

from typing import Protocol


class Progress(Protocol):
    """Told of each stage of a study, and of each step that is done in it."""

    def begin(self, stage: str, steps: int) -> None:
        """A stage of so many steps begins."""
        ...

    def advance(self, steps: int = 1) -> None:
        """So many steps more are done."""
        ...

    def note(self, text: str) -> None:
        """Something happened that a person wants to know."""
        ...


class Silent:
    """Says nothing."""

    def begin(self, stage: str, steps: int) -> None:
        """Ignore the stage."""

    def advance(self, steps: int = 1) -> None:
        """Ignore the steps."""

    def note(self, text: str) -> None:
        """Ignore it."""
