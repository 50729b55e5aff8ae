"""Which column of a log holds the customer, the date and the amount, and what more there may be.

A log may also tell, in rows that are lines of purchases, the `product` and the `order`; and a log of deals
their `stage`.
"""

import difflib
import re
from collections.abc import Mapping

from hooper.foundation.errors import Fault

ROLES = ("customer_id", "date", "amount")
_ALL_ROLES = (*ROLES, "product", "order", "stage")

# Names are compared without case, blanks and punctuation; the first of a list wins over later ones.
_SYNONYMS = {
    "customer_id": (
        "customerid customer custid cust customernumber customerno customernr customercode clientid client "
        "userid user memberid member householdid household householdkey accountid account buyerid buyer "
        "shopperid shopper donorid donor patronid cardid contactname accountname 客户名称 客户 email"
    ).split(),
    "date": (
        "date timedate datetime timestamp transactiondate purchasedate orderdate invoicedate saledate "
        "salesdate transactiontimestamp purchasetimestamp transactiontime ordertime createdat orderedat "
        "purchasedat "
        "bookingdate dateofpurchase dateoforder day time closingdate closedate 成交日期 下单日期 日期"
    ).split(),
    "amount": (
        "amount amt totalamount netamount grossamount revenue sales salesvalue sale spend spending spent "
        "ordervalue purchasevalue transactionvalue dollarvalue monetaryvalue monetary value ordertotal "
        "totalprice totalsales linetotal total turnover dealamount 金额 金额元 成交金额 商机金额"
    ).split(),
    "stage": "stage dealstage salesstage opportunitystage 销售阶段 商机阶段 阶段".split(),
}


def find_columns(
    log_name: str, present: list[str], given: Mapping[str, str] | None = None
) -> tuple[dict[str, str], list[Fault]]:
    """Return the name of the column of each role, `given` or recognised by its name, and all faults.

    A role that cannot be told is a fault, unless a log may do without, and so is one given that does not
    exist. The price of a unit is no amount, so that a column of that name has to be given, and so have
    those of products and orders, since they make rows the lines of purchases.

    >>> find_columns("log.csv", ["InvoiceNo", "InvoiceDate", "Customer ID", "Amount"])
    ({'customer_id': 'Customer ID', 'date': 'InvoiceDate', 'amount': 'Amount'}, [])
    """
    named = given or {}
    faults = [_unknown_role(log_name, role) for role in named if role not in _ALL_ROLES]
    chosen = {role: name for role, name in named.items() if role in _ALL_ROLES}
    faults += [_absent(log_name, role, name, present) for role, name in chosen.items() if name not in present]
    for role in _ALL_ROLES:
        if role not in chosen:
            found = _recognise(role, [name for name in present if name not in chosen.values()])
            if found is not None:
                chosen[role] = found
            elif role in ROLES:
                faults.append(_missing(log_name, role, present))
    faults += [
        Fault(log_name, f"two columns are named {name!r}", "give them different names")
        for name in chosen.values()
        if present.count(name) > 1
    ]
    return {role: chosen[role] for role in _ALL_ROLES if role in chosen}, faults


def _recognise(role: str, present: list[str]) -> str | None:
    plain = [re.sub(r"[\W_]", "", name.lower()) for name in present]
    for synonym in _SYNONYMS.get(role, ()):
        if synonym in plain:
            return present[plain.index(synonym)]
    return None


def _missing(log_name: str, role: str, present: list[str]) -> Fault:
    what = "no column of amounts" if role == "amount" else f"no {role.removesuffix('_id')} column"
    listed = ", ".join(present) or "none"
    remedy = f"say which it is: columns={{{role!r}: 'its name'}}, or --columns {role}=NAME"
    return Fault(log_name, f"there is {what} (the columns are: {listed})", remedy)


def _absent(log_name: str, role: str, name: str, present: list[str]) -> Fault:
    near = difflib.get_close_matches(name, present, n=3, cutoff=0.4) or present
    problem = f"there is no column {name!r} for the {role}"
    return Fault(log_name, problem, f"choose one of: {', '.join(near)}")


def _unknown_role(log_name: str, role: str) -> Fault:
    near = difflib.get_close_matches(role, _ALL_ROLES, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"choose one of: {', '.join(_ALL_ROLES)}"
    return Fault(log_name, f"there is no role {role!r} for a column", remedy)
