"""What a part of a running world is that remembers something between two periods."""

from collections.abc import Mapping
from typing import Any, Protocol

from numpy.typing import NDArray


class Remembers(Protocol):
    """A part of a world that can be put down as arrays and taken up again."""

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that has to be remembered."""
        ...

    def restore(self, state: Mapping[str, NDArray[Any]], /) -> None:
        """Take up what `state` returned."""
        ...
