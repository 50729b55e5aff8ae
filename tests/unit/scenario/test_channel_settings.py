"""Channels that cannot be: each is refused with what is wrong, where, and what to do."""

import pytest

from hooper.foundation.errors import InputError
from hooper.scenario.channel_settings import ChannelSettings
from hooper.scenario.firm_settings import AcquisitionSettings
from hooper.scenario.read_settings import validate

PRESS = {"name": "press", "spend_per_month_per_1000": 10.0}


@pytest.mark.parametrize(
    ("channels", "where", "problem", "remedy"),
    [
        ([{"name": "press"}], "channels.0", "costs nothing", "spend_per_month_per_1000"),
        (
            [{"name": "press", "partner": {"commission_share": 0.0}}],
            "channels.0",
            "costs nothing",
            "commission_share",
        ),
        (
            [{"name": "press", "partner": {"commission_months": 0.0}}],
            "channels.0",
            "costs nothing",
            "commission_months",
        ),
        ([PRESS, PRESS], "channels", "two channels 'press'", "a name of its own"),
        ([PRESS | {"name": "paid"}], "channels", "'paid' of a channel is taken", "another"),
        ([PRESS | {"name": "won_back"}], "channels", "is taken", "another"),
        ([PRESS | {"name": "Press"}], "channels.0.name", "is not of the form", "form"),
        ([PRESS | {"from_months": 5.0, "until_months": 5.0}], "channels.0", "ends in month 5", "above"),
        (
            [PRESS | {"diffusion": {}, "reach_per_1000": 9.0}],
            "channels.0",
            "reach_per_1000 too",
            "one of both",
        ),
        ([PRESS | {"spend_per_month_per_1000": -1.0}], "per_1000", "-1.0 is below 0", "at least 0"),
        ([PRESS | {"name": f"c{k}"} for k in range(61)], "channels", "61 channels", "at most 60"),
    ],
)
def test_a_channel_that_cannot_be_is_refused(channels, where, problem, remedy):
    with pytest.raises(InputError) as refused:
        validate({"channels": channels}, AcquisitionSettings, "mine.toml")
    [fault] = refused.value.faults
    assert where in fault.where
    assert problem in fault.problem
    assert remedy in fault.remedy


def test_names_of_channels_follow_the_built_in_ones():
    settings = AcquisitionSettings(channels=(ChannelSettings(**PRESS),))
    assert settings.channel_names() == ("founder", "paid", "referred", "word_of_mouth", "press")
