"""Strategies that do what none should, for tests of what becomes of the runs of others."""

import os
from functools import cached_property
from typing import ClassVar

from hooper.foundation.settings import Settings
from hooper.strategies.actions import Actions
from hooper.study.study import Study


class Raises(Settings):
    name: ClassVar[str] = "raises"
    source: ClassVar[str] = "a mistake"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view, budget, draws) -> Actions:
        raise ZeroDivisionError("a share of nobody")


class KillsItsProcess(Raises):
    name: ClassVar[str] = "kills_its_process"

    def decide(self, view, budget, draws) -> Actions:
        os.abort()


class StudyWithBadStrategies(Study):
    """A study with arms that no catalogue has."""

    @cached_property
    def chosen(self):
        return {**super().chosen, **{bad.name: bad() for bad in self.bad}}

    bad: ClassVar[tuple[type[Raises], ...]] = ()


class StudyThatDies(StudyWithBadStrategies):
    bad: ClassVar[tuple[type[Raises], ...]] = (Raises, KillsItsProcess)


class StudyThatRaises(StudyWithBadStrategies):
    bad: ClassVar[tuple[type[Raises], ...]] = (Raises,)
