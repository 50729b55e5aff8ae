"""Sales force, lead funnel and credit give the same bits compiled and by the plain Python interpreter."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np

from hooper.firm.credit import Credit
from hooper.firm.customer_ids import PAID, acquired_ids
from hooper.firm.department import Roster
from hooper.firm.lead_funnel import LeadFunnel
from hooper.firm.sales_force import SalesForce
from hooper.scenario.credit_settings import CreditDepartmentSettings
from hooper.scenario.lead_settings import LeadSettings
from hooper.scenario.sales_force_settings import SalesForceSettings
from tests.happened import WEEK, a_period, placed

SCRIPT = "from tests.unit.firm.test_departments_interpreted import digest; print(digest())"


def digest():
    """Return a digest of visits, of who becomes a customer, and of credit, in half a year."""
    reps = SalesForce(SalesForceSettings(reps_per_1000=6.0), founders=500)
    funnel = LeadFunnel(LeadSettings(reps_per_1000=2.0), founders=500, period_days=WEEK)
    credit = Credit(CreditDepartmentSettings())
    slots, hashed = np.arange(500), hashlib.sha256()
    there = Roster(slots, slots.astype(np.uint64), slots % 4)
    for period in range(26):
        work = reps.work(a_period(period, there=there))
        came = funnel.decide((3, 0), period, acquired_ids(PAID, period, 20))
        lent = credit.work(a_period(period, orders=_orders_of(period)))
        hashed.update(repr((lent.cost, lent.operations)).encode())
        for column in (*work.records["visits"].values(), work.felt["neglect_felt"].amounts, came):
            hashed.update(np.ascontiguousarray(column).tobytes())
    return hashed.hexdigest()


def _orders_of(period):
    """Return three orders of each of many customers, with which the smaller limits are reached."""
    days = period * WEEK + np.tile([1.0, 3.0, 6.5], 500)
    orders = placed(days, np.repeat(np.arange(500), 3))
    return replace(orders, amount=100.0 + np.arange(1500) % 400, nth=np.tile([1, 2, 3], 500))


def test_visits_leads_and_credit_have_the_same_bits_compiled_and_interpreted():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest()
