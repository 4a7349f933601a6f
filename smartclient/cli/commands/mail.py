"""The commands about mails to customers."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.commands import own_mailbox
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.mail import mail_draft_shape, mail_shape
from smartclient.cli.options import Json, Limit, OrderReference
from smartclient.cli.render.mail import mail_draft_page, mail_page, mails_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.contract.mail import MailDecision
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.domain.text.canonical import canonical_customer_number

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

app = typer.Typer(cls=ListingGroup, help="Write mails to customers, and see what became of them.")

_FROM_INPUT = "-"
_Mail = Annotated[
    str, typer.Argument(metavar="MAIL", help="A mail by its id, or by the ending that is listed.")
]


_Recipient = Annotated[
    str, typer.Option("--to", metavar="ADDRESS", help="Whom it goes to, if not the customer.")
]
_Preview = Annotated[bool, typer.Option("--preview", help="Show the mail, and send nothing.")]


class _About(StrEnum):
    """What a mail says of an order."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    CANCELLED = "cancelled"


_TEMPLATES = {
    _About.CONFIRMED: MailTemplate.ORDER_CONFIRMED,
    _About.CHANGED: MailTemplate.ORDER_CHANGED,
    _About.CANCELLED: MailTemplate.ORDER_CANCELLED,
}


class _Decided(StrEnum):
    """What the rep found out about a mail."""

    ARRIVED = "arrived"
    AGAIN = "again"


_DECISIONS = {
    _Decided.ARRIVED: MailDecision.ARRIVED,
    _Decided.AGAIN: MailDecision.SEND_AGAIN,
}


@app.command("list")
def list_mails(context: typer.Context, *, limit: Limit = None, as_json: Json = False) -> None:
    """List the mails, newest first; what “mail” alone does."""
    with use_cases_of(context) as use_cases:
        found = use_cases.mail.all()[:limit]
    if as_json:
        print_json([mail_shape(one) for one in found])
    else:
        print_for_people(mails_page(found))


@app.command("show")
def show_mail(context: typer.Context, mail: _Mail, *, as_json: Json = False) -> None:
    """Show a mail and what became of it."""
    with use_cases_of(context) as use_cases:
        found = use_cases.mail.get(mail)
    if as_json:
        print_json(mail_shape(found))
    else:
        print_for_people(*mail_page(found))


@app.command("send")
def send_mail(
    context: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="NUMBER", help="The customer's number.")],
    *,
    subject: Annotated[str, typer.Option("--subject", metavar="S", help="What the mail is about.")],
    text: Annotated[
        str,
        typer.Option("--text", metavar="T", help="What it says; - reads it from the input."),
    ],
    recipient: _Recipient = "",
    attach: Annotated[
        list[str] | None,
        typer.Option(
            "--attach",
            metavar="PRODUCT:TITLE",
            help="A document of a product to go with it; more than one may.",
        ),
    ] = None,
    preview: _Preview = False,
    as_json: Json = False,
) -> None:
    """Write a mail to a customer; head office sends it from its mailbox.

    It is saved at once and goes with the next sync.
    """
    number = canonical_customer_number(customer)
    written = sys.stdin.read() if text == _FROM_INPUT else text
    with use_cases_of(context) as use_cases:
        documents = [_document(use_cases, each) for each in attach or ()]
        if preview:
            draft = use_cases.mail.preview(
                number, subject=subject, text=written, recipient=recipient, documents=documents
            )
        else:
            record = use_cases.mail.send(
                number, subject=subject, text=written, recipient=recipient, documents=documents
            )
    with work_done():
        if preview and as_json:
            print_json(mail_draft_shape(draft))
        elif preview:
            print_for_people(*mail_draft_page(draft))
        elif as_json:
            print_json(mail_shape(record))
        else:
            print_for_people(*mail_page(record))


@app.command("order")
def send_order_mail(
    context: typer.Context,
    order: OrderReference,
    *,
    about: Annotated[
        _About,
        typer.Option("--about", metavar="confirmed|changed|cancelled", help="What it says."),
    ] = _About.CONFIRMED,
    recipient: _Recipient = "",
    language: Annotated[
        MailLanguage | None,
        typer.Option(
            "--language", metavar="en|de", help="The language, if not that of the country."
        ),
    ] = None,
    preview: _Preview = False,
    as_json: Json = False,
) -> None:
    """Send a customer an order as a PDF, once head office has confirmed it.

    What the mail says follows the order until it is sent: a tentative order is never sent.
    """
    template = _TEMPLATES[about]
    with use_cases_of(context) as use_cases:
        order_id = use_cases.orders.get(order).order.id
        if preview:
            shown = use_cases.mail.preview_of_order(
                order_id, template, recipient=recipient, language=language
            )
        else:
            record = use_cases.mail.send_of_order(
                order_id, template, recipient=recipient, language=language
            )
            shown = record.draft
    with work_done():
        if as_json:
            print_json(mail_draft_shape(shown) if preview else mail_shape(record))
        else:
            print_for_people(*(mail_draft_page(shown) if preview else mail_page(record)))


@app.command("answer")
def answer_mail(
    context: typer.Context,
    mail: _Mail,
    decided: Annotated[
        _Decided,
        typer.Argument(metavar="arrived|again", help="It arrived, or it is to be sent again."),
    ],
    *,
    as_json: Json = False,
) -> None:
    """Decide about a mail of which nobody knows whether it arrived.

    The mail server took it and did not say so, so it is never sent again by itself. Ask the
    customer first.
    """
    with use_cases_of(context) as use_cases:
        record = use_cases.mail.decide(mail, _DECISIONS[decided])
    with work_done():
        if as_json:
            print_json(mail_shape(record))
        else:
            print_for_people(*mail_page(record))


own_mailbox.add_to(app)


def _document(use_cases: "UseCases", named: str) -> ProductDocument:
    """The document that ``PRODUCT:TITLE`` names."""
    product, sign, title = named.partition(":")
    if not sign or not product.strip() or not title.strip():
        raise typer.BadParameter(f"“{named}” is no document. Write PRODUCT:TITLE.")
    sku = use_cases.catalog.product_by_code(product).sku
    return use_cases.catalog.document_titled(sku, title)
