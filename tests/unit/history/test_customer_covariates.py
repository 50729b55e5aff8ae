import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_covariates import CustomerCovariates

COVARIATES = CustomerCovariates(
    ("age", "via=shop", "via=web"), np.array([[30.0, 1.0, 0.0], [41.0, 0.0, 1.0]])
)


def test_rows_can_be_taken_in_any_order():
    assert COVARIATES.take(np.array([1, 0])).values.tolist() == COVARIATES.values[::-1].tolist()


def test_a_categorical_column_stands_for_all_its_levels():
    assert COVARIATES.expanded(("via",)) == ("via=shop", "via=web")
    assert COVARIATES.expanded(("via=web", "age")) == ("via=web", "age")
    assert COVARIATES.expanded(()) == ()


def test_the_values_cannot_be_written_to_and_the_callers_own_can():
    values = np.ones((2, 1))
    with pytest.raises(ValueError, match="read-only"):
        CustomerCovariates(("age",), values).values[0, 0] = 2.0
    values[0, 0] = 3.0


@pytest.mark.parametrize(
    ("names", "values", "problem"),
    [
        (("age",), np.ones(3), "1 names come with values of the shape"),
        (("age", "web"), np.ones((3, 1)), "2 names come with values of the shape"),
        (("age", "age"), np.ones((3, 2)), "two columns are named 'age'"),
        (("age",), np.array([[1.0], [np.nan]]), "'age' of row 2 is nan"),
        (("age",), np.array([[np.inf]]), "'age' of row 1 is inf"),
    ],
)
def test_what_does_not_fit_together_is_refused(names, values, problem):
    with pytest.raises(InputError) as error:
        CustomerCovariates(names, values)
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        (("agee",), "there is no column 'agee'"),
        (("via", "via=web"), "'via=web' is chosen twice"),
        (("age", "age"), "'age' is chosen twice"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(chosen, problem):
    with pytest.raises(InputError) as error:
        COVARIATES.expanded(chosen)
    assert problem in str(error.value)
