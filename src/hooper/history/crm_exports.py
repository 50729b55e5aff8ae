"""The columns of deals as customer relationship systems export them, under their standard names.

Deals that were not won are left out by the column of stages, which is recognised by its name. People of one
name are one customer: where the export has their ids, those are better, as in `customer_id=Contact Name.id`.
"""

from typing import Final

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "zoho": {"customer_id": "Contact Name", "date": "Closing Date", "amount": "Amount"},
    "fxiaoke": {"customer_id": "客户名称", "date": "成交日期", "amount": "金额"},
}
