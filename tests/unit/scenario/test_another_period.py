import pytest

from hooper.foundation.units import PERIOD_DAYS, fraction_over
from hooper.scenario import presets
from hooper.scenario.another_period import in_another_period
from tests.small_worlds import changed, default_world, retail

TILTS = (
    *("service_tilt_per_day_of_wait", "quality_tilt_per_failure"),
    *("assortment_tilt_per_day_of_delay", "staff_tilt_per_neglect"),
)


def left_in_satisfaction(scenario, name):
    """Return what a loss of one period leaves in cumulative satisfaction, for each unit that is felt."""
    days = PERIOD_DAYS[scenario.period]
    taken_in = fraction_over(scenario.satisfaction.renewal_per_month, days)
    return taken_in * getattr(scenario.experience, name)


@pytest.mark.parametrize("name", presets.names())
def test_by_its_own_period_a_world_is_what_it_was(name):
    scenario = presets.load(name)
    assert in_another_period(scenario, scenario.period) == scenario


@pytest.mark.parametrize("loss", ["failure_loss", "wait_loss_per_day", "delay_loss_per_day", "neglect_loss"])
@pytest.mark.parametrize("period", ["day", "week"])
def test_a_loss_leaves_the_same_in_satisfaction_by_any_period(loss, period):
    monthly = default_world()
    other = in_another_period(monthly, period)
    assert other.period == period
    assert left_in_satisfaction(other, loss) == pytest.approx(left_in_satisfaction(monthly, loss))
    assert getattr(other.experience, loss) > getattr(monthly.experience, loss)


def test_a_tilted_hazard_costs_the_same_by_any_period():
    weekly = retail()
    monthly = in_another_period(weekly, "month")
    for name in TILTS:
        over_a_period = [
            PERIOD_DAYS[world.period] * getattr(world.defection, name) for world in (weekly, monthly)
        ]
        assert over_a_period[0] == pytest.approx(over_a_period[1])


def test_the_noise_of_a_judgement_and_all_rates_stay():
    monthly = default_world()
    weekly = in_another_period(monthly, "week").model_dump()
    for section, names in (
        ("experience", ("wait_loss_per_day", "failure_loss", "delay_loss_per_day", "neglect_loss")),
        ("defection", TILTS),
    ):
        weekly[section] |= {name: getattr(getattr(monthly, section), name) for name in names}
    assert weekly | {"period": "month"} == monthly.model_dump()


def test_there_and_back_again_is_the_same_world():
    monthly = default_world()
    back = in_another_period(in_another_period(monthly, "week"), "month")
    assert back.experience.failure_loss == pytest.approx(monthly.experience.failure_loss)


@pytest.mark.parametrize(("renewal", "ratio"), [(0.0, 365.25 / 84), (1.0, 1.0), (1e-9, 365.25 / 84)])
def test_a_satisfaction_that_is_never_or_always_renewed_has_its_limit(renewal, ratio):
    monthly = changed(default_world(), satisfaction={"renewal_per_month": renewal})
    weekly = in_another_period(monthly, "week")
    expected = ratio * monthly.experience.failure_loss
    assert weekly.experience.failure_loss == pytest.approx(expected, rel=1e-6)
