"""The texts of an order's document, part by part; ``order_pdf`` lays them out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from smartclient.documents.order_document import DocumentLabels, OrderDocument
from smartclient.domain.sales.customers import Address
from smartclient.domain.sales.given_numbers import entered_as
from smartclient.domain.sales.orders import OrderLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of text below a small title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderContent:
    """Every text of an order's document.

    ``stamp`` stands across every page, ``remark`` below the total. ``page`` is the template of the
    pages' numbers. ``signatures`` are what is written below the lines to sign on.
    """

    company: str
    title: str
    stamp: str
    page: str
    parties: tuple[Block, ...]
    details: tuple[Block, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str], ...]
    total: tuple[str, str]
    remark: str
    report: Block
    note: Block
    signatures: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Every text, with the digits of the pages' numbers."""
        yield "0123456789"
        for part in fields(self):
            yield from _texts(getattr(self, part.name))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Block):
        yield part.title
        yield from part.lines
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)


def order_content(document: OrderDocument, labels: DocumentLabels) -> OrderContent:
    """The texts of a document, with these labels."""
    totals = document.order.totals
    return OrderContent(
        company=document.company,
        title=f"{labels.order} {document.label}",
        stamp=labels.across(document),
        page=labels.page,
        parties=tuple(_parties(document, labels)),
        details=tuple(
            Block(title=title, lines=(text,)) for title, text in _details(document, labels) if text
        ),
        titles=(
            labels.line,
            labels.product,
            "",
            labels.quantity,
            labels.price,
            labels.discount,
            labels.amount,
        ),
        rows=tuple(_row(line, document, labels) for line in document.order.lines),
        sums=tuple(
            (title, labels.money(amount, document.currency))
            for title, amount in (
                (labels.net, totals.net),
                (labels.tax, totals.tax),
                (labels.freight, totals.freight),
            )
        ),
        total=(
            f"{labels.total}, {document.currency}",
            labels.money(totals.total, document.currency),
        ),
        remark="  ".join(
            part for part in (labels.across(document), labels.remark(document)) if part
        ),
        report=Block(title=labels.report, lines=tuple(map(labels.change, document.changes))),
        note=Block(title=labels.note, lines=tuple(document.order.note.splitlines())),
        signatures=(labels.signed_on, labels.signature),
    )


def _parties(document: OrderDocument, labels: DocumentLabels) -> Iterator[Block]:
    who = [document.customer_name, str(document.order.customer)]
    if document.customer is not None:
        who += [document.customer.contact, document.customer.phone, document.customer.email]
    yield Block(title=labels.customer, lines=tuple(line for line in who if line))
    if document.ship_to is not None:
        lines = (document.customer_name, *_address(document.ship_to))
        yield Block(title=labels.ship_to, lines=lines)


def _address(address: Address) -> list[str]:
    place = " ".join(part for part in (address.city, address.state, address.postal_code) if part)
    return [part for part in (address.line1, address.line2, place, address.country) if part]


def _details(document: OrderDocument, labels: DocumentLabels) -> Iterator[tuple[str, str]]:
    order = document.order
    yield labels.ordered_on, labels.day(order.order_date)
    yield labels.rep, document.rep
    yield labels.reference, order.reference
    yield labels.ship_via, order.ship_via
    yield labels.deliver_on, labels.day(order.deliver_on) if order.deliver_on else ""
    yield labels.terms, document.customer.payment_terms if document.customer is not None else ""
    yield labels.delivery, _delivery(document, labels)
    yield labels.entered_as, entered_as(document.number, order.provisional_number)


def _delivery(document: OrderDocument, labels: DocumentLabels) -> str:
    if document.fulfilment is None:
        return ""
    label = labels.fulfilments[document.fulfilment]
    return f"{label}, {labels.day(document.fulfilled_on)}" if document.fulfilled_on else label


def _row(line: OrderLine, document: OrderDocument, labels: DocumentLabels) -> tuple[str, ...]:
    percent, currency = line.discount_percent, document.currency
    return (
        str(line.line),
        str(line.sku),
        document.products.get(line.sku, ""),
        labels.count(line.quantity),
        "" if line.unit_price is None else labels.money(line.unit_price, currency),
        labels.percent(percent) if percent else "",
        "" if line.amount is None else labels.money(line.amount, currency),
    )
