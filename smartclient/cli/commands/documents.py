"""The commands about documents: data sheets, price letters and the like, with each product."""

from pathlib import Path
from typing import Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.data_ages import age_shapes
from smartclient.cli.json_output.documents import document_shape
from smartclient.cli.options import Json
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.render.documents import documents_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.documents.files import write_whole
from smartclient.read_models.data_ages import DOCUMENT_KINDS, check_found

app = typer.Typer(
    cls=ListingGroup, help="Data sheets, price letters and other documents of a product."
)

_Product = Annotated[
    str, typer.Argument(metavar="PRODUCT", help="The product's number, former number or EAN.")
]


@app.command("list")
def documents(context: typer.Context, product: _Product, *, as_json: Json = False) -> None:
    """List a product's documents, and those of its category."""
    with use_cases_of(context) as use_cases:
        sku = use_cases.catalog.product_by_code(product).sku
        found = use_cases.catalog.documents(sku)
        ages = use_cases.status.data_ages(DOCUMENT_KINDS)
        check_found(found, ages, *DOCUMENT_KINDS)
        if as_json:
            print_json([{**document_shape(one), "ages": age_shapes(ages)} for one in found])
        else:
            left_out = use_cases.catalog.documents_left_out(sku)
            print_for_people(*documents_page(found, left_out), *ages_page(ages))


@app.command("save")
def save_document(
    context: typer.Context,
    product: _Product,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The document's title.")],
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to write.")],
    as_json: Json = False,
) -> None:
    """Save a document to a file.

    Where a product and its category have one of the same title, it is the product's.
    """
    with use_cases_of(context) as use_cases:
        sku = use_cases.catalog.product_by_code(product).sku
        document = use_cases.catalog.document_titled(sku, title)
        content = use_cases.catalog.document_content(document)
        ages = use_cases.status.data_ages(DOCUMENT_KINDS)
    write_whole(to, content)
    with work_done():
        if as_json:
            shape = {**document_shape(document), "file": str(to)}
            print_json({**shape, "ages": age_shapes(ages)})
        else:
            print_for_people(f"{document.title} is in {to}.", *ages_page(ages))
