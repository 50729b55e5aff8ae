"""Boosted trees that foretell a mean outcome: the model behind two learners, from scikit-learn.

It runs in one thread, whatever the machine has, so that sums are taken in one order.
Source: Friedman (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics
29(5).
"""

from collections.abc import Callable

from hooper.foundation.errors import Fault, InputError
from hooper.targeting.effect_fit import Floats, LearnerSettings

Forecast = Callable[[Floats], Floats]


def boosted_trees(features: Floats, outcome: Floats, settings: LearnerSettings) -> Forecast:
    """Return a function from features, shape `(m, n_features)`, to the mean outcome, shape `(m,)`.

    Raises `InputError` if scikit-learn is not installed.
    """
    try:
        from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415  # brought by an extra
        from threadpoolctl import threadpool_limits  # noqa: PLC0415  # comes with it
    except ImportError:
        problem = "boosted trees need scikit-learn"
        remedy = "pip install 'hooper[learning]', or choose a learner of plain regressions"
        raise InputError([Fault("learner", problem, remedy)]) from None
    model = HistGradientBoostingRegressor(
        learning_rate=settings.learning_rate,
        max_iter=settings.trees,
        max_leaf_nodes=max(2, settings.leaves_of_a_tree),
        min_samples_leaf=settings.fewest_customers_in_a_leaf,
        early_stopping=False,  # pyright: ignore[reportArgumentType]  # "auto" is its type by guess
        random_state=settings.random_state,
    )
    with threadpool_limits(1):
        model.fit(features, outcome)

    def forecast(of_others: Floats) -> Floats:
        with threadpool_limits(1):
            return model.predict(of_others)

    return forecast
