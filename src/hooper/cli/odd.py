"""`hooper odd`: the model as the ODD protocol asks for it, written from the laws themselves."""

from typing import TYPE_CHECKING

from hooper.cli.options import AsJson, Quiet, UnusedSeed
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.report.table import Table


def odd(as_json: AsJson = False, seed: UnusedSeed = None, quiet: Quiet = False) -> None:
    """Describe the model in the seven elements of the ODD protocol, as Markdown."""
    from hooper.cli.odd_page import odd_page

    page = odd_page()
    shown: list[Table | str] = [page.removesuffix("\n")]
    Talk(as_json, quiet).answer({"page": page}, *shown)
