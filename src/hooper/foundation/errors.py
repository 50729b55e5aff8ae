"""Errors that tell a person what was wrong, where, with what value, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with what the user handed in.

    `where` names the place as precisely as it is known ("study.toml:12: budget.per_customer"),
    `problem` says what is wrong with which value, `remedy` what to do about it.
    """

    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}\n    remedy: {self.remedy}"


class InputError(Exception):
    """The input is wrong; carries every fault that was found, not only the first.

    >>> raise InputError([Fault("log.csv", "there is no such file", "check the path")])
    Traceback (most recent call last):
    hooper.foundation.errors.InputError: log.csv: there is no such file
        remedy: check the path
    """

    def __init__(self, faults: list[Fault]) -> None:
        # The faults stay in `args`: SimPy makes an exception anew from its arguments before it raises it.
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class StrategyError(InputError):
    """A strategy did what no strategy may, or failed; says which, in which period, and what to do."""


class IncompleteError(Exception):
    """The work stopped before its end and can be resumed; the message says how."""
