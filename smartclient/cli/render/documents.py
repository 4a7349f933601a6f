"""Documents for the terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Room, Row, TerminalColumn, table
from smartclient.domain.sales.product_documents import ProductDocument

if TYPE_CHECKING:
    from rich.console import RenderableType

_KILOBYTE = 1000


def documents_page(
    documents: Sequence[ProductDocument], left_out: int
) -> Iterator["RenderableType"]:
    """A product's documents, and how many are not taken along."""
    if documents or not left_out:
        yield _document_table(documents)
    if left_out:
        more = " more" if documents else ""
        are = "is" if left_out == 1 else "are"
        yield (
            f"{left_out}{more} {are} not taken along: no data set that this device takes along "
            "brings documents of this product (see: smartclient take-along)."
        )


def _document_table(documents: Sequence[ProductDocument]) -> "RenderableType":
    columns = (
        TerminalColumn(title="Format"),
        TerminalColumn(title="kB", right=True),
        TerminalColumn(title="Title", room=Room.WRAPPED),
        TerminalColumn(title="Of", room=Room.CUT),
        TerminalColumn(title=""),
    )
    return table(
        columns,
        (_document_row(document) for document in documents),
        empty="There are no documents of this product.",
    )


def _document_row(document: ProductDocument) -> Row:
    cells = (
        document.format.value.upper(),
        f"{-(-document.size // _KILOBYTE):,}",
        document.title,
        document.category or "product",
        "" if document.is_held else "not here yet",
    )
    return Row(cells=cells, style="" if document.is_held else "dim")
