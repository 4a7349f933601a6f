"""Documents for the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Room, Row, TerminalColumn, table
from smartclient.domain.sales.product_documents import ProductDocument

if TYPE_CHECKING:
    from rich.console import RenderableType

_KILOBYTE = 1000


def document_table(documents: Sequence[ProductDocument]) -> "RenderableType":
    """A product's documents."""
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
