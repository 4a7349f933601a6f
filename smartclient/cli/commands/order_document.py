"""The command that writes the document of an order."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.options import Json, OrderReference
from smartclient.cli.sentences import change_text
from smartclient.cli.terminal.printing import complain, print_for_people, print_json
from smartclient.cli.terminal.prompts import agrees
from smartclient.documents.files import write_whole
from smartclient.documents.order_document import DocumentLabels, OrderDocument
from smartclient.domain.errors import RefusedError
from smartclient.settings.resources import resource_folder

if TYPE_CHECKING:
    from smartclient.documents.order_pdf import OrderSheet

_A4, _LETTER = "a4", "letter"
_NAMED = 5


def print_order(
    context: typer.Context,
    order: OrderReference,
    *,
    pdf: Annotated[Path, typer.Option("--pdf", metavar="FILE", help="The file to write.")],
    paper: Annotated[str, typer.Option("--paper", help="The sheet: a4 or letter.")] = _A4,
    as_json: Json = False,
) -> None:
    """Print an order as a PDF file.

    It says TENTATIVE across every page until head office has confirmed the order. Characters that
    no font can show are listed before the file is written.
    """
    from smartclient.documents.order_pdf import PaperSize, order_pdf  # noqa: PLC0415 (seldom wanted)

    sizes = {_A4: PaperSize.A4, _LETTER: PaperSize.LETTER}
    size = sizes.get(paper.strip().lower())
    if size is None:
        raise typer.BadParameter("choose a4 or letter", param_hint="--paper")
    with use_cases_of(context) as use_cases:
        document = use_cases.orders.document(use_cases.orders.get(order).order.id)
    sheet = _checked(document)
    write_whole(pdf, order_pdf(sheet, size))
    with work_done():
        if as_json:
            shown = {"order": document.label, "tentative": document.tentative, "file": str(pdf)}
            print_json({**shown, "not_shown": [_code(char) for char in sheet.missing]})
        else:
            print_for_people(f"Order {document.label} is in {pdf}.")


def _checked(document: OrderDocument) -> "OrderSheet":
    """The order ready to be written; RefusedError when a person does not want it so."""
    from smartclient.documents.order_pdf import order_sheet  # noqa: PLC0415 (as above)

    labels = DocumentLabels(change=change_text)
    sheet = order_sheet(document, fonts=resource_folder("fonts"), labels=labels)
    if sheet.missing:
        warning = _warning(sheet.missing)
        agreed = agrees(f"{warning} Write it all the same?")
        if agreed is None:
            complain(warning)
        elif not agreed:
            raise RefusedError("Nothing was written.")
    return sheet


def _warning(missing: Sequence[str]) -> str:
    named = ", ".join(
        f"{_code(char)} {unicodedata.name(char, '')}".strip() for char in missing[:_NAMED]
    )
    more = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
    return (
        f"No font on this computer can show these characters of the order: {named}{more}. "
        "The paper has their codes instead."
    )


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
