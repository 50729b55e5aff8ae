"""Arrow's compute functions. They are made when pyarrow is imported, so no type checker knows them."""

from typing import Any

import pyarrow.compute

compute: Any = pyarrow.compute
