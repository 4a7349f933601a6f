"""The command that puts an order on paper."""

from pathlib import Path
from typing import Annotated

import typer

from smartclient.cli.invocation import desk_of
from smartclient.cli.options import Json, OrderReference
from smartclient.cli.printing import print_for_people, print_json
from smartclient.documents.files import write_whole
from smartclient.settings.resources import resource_folder

_A4, _LETTER = "a4", "letter"


def print_order(
    context: typer.Context,
    order: OrderReference,
    *,
    pdf: Annotated[Path, typer.Option("--pdf", metavar="FILE", help="The file to write.")],
    paper: Annotated[str, typer.Option("--paper", help="The sheet: a4 or letter.")] = _A4,
    as_json: Json = False,
) -> None:
    """Put an order on paper, as a PDF file.

    It says TENTATIVE across every page until head office has confirmed the order.
    """
    from smartclient.documents.order_pdf import PaperSize, order_pdf  # noqa: PLC0415 (seldom wanted)

    sizes = {_A4: PaperSize.A4, _LETTER: PaperSize.LETTER}
    size = sizes.get(paper.strip().lower())
    if size is None:
        raise typer.BadParameter("choose a4 or letter", param_hint="--paper")
    with desk_of(context) as desk:
        sheet = desk.order_paper(desk.order(order).order.id)
    write_whole(pdf, order_pdf(sheet, fonts=resource_folder("fonts"), size=size))
    if as_json:
        print_json({"order": sheet.label, "tentative": sheet.tentative, "file": str(pdf)})
    else:
        print_for_people(f"Order {sheet.label} is in {pdf}.")
