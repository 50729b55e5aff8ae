import json

import numpy as np

from hooper.lifetime_value.fit import no_fit


def test_a_fit_is_plain_json(purchase_fit):
    plain = json.loads(json.dumps(purchase_fit.as_dict(), allow_nan=False))
    assert plain["parameters"] == purchase_fit.parameters
    assert (plain["model"], plain["status"]) == ("bg_nbd", "ok")


def test_what_a_failed_fit_does_not_know_is_null():
    fit = no_fit("bg_nbd", ("r", "alpha"), "no data", 0)
    plain = json.loads(json.dumps(fit.as_dict(), allow_nan=False))
    assert plain["parameters"] == {"r": None, "alpha": None}
    assert (plain["log_likelihood"], plain["status"], plain["reason"]) == (None, "failed", "no data")
    assert np.isnan(fit.log_covariance).all()
