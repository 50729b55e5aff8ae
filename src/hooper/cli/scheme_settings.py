"""The settings of a segmentation scheme, as `--set key=value` changes them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from hooper.foundation.errors import InputError

if TYPE_CHECKING:
    from hooper.foundation.settings import Settings

SettingsT = TypeVar("SettingsT", bound="Settings")


def settings_with(overrides: Sequence[str], model: type[SettingsT], where: str) -> SettingsT:
    """Return checked settings of class `model`, all defaults but for the overrides; `where` names them."""
    from hooper.scenario.overrides import apply_overrides
    from hooper.scenario.read_settings import validate
    from hooper.scenario.setting_places import Places

    given: dict[str, object] = {}
    faults = apply_overrides(given, Places(where), overrides)
    if faults:
        raise InputError(faults)
    return validate(given, model, where)
