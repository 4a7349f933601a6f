"""What the paper of an order says, part by part, as text; how it looks is decided elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from smartclient.documents.order_document import DocumentLabels, OrderDocument
from smartclient.domain.sales.customers import Address
from smartclient.domain.sales.orders import OrderLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of text below a small title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderContent:
    """Every text on the paper of an order.

    ``stamp`` stands across every page, ``remark`` below the total. ``page`` is the template of the
    pages' numbers. ``signatures`` are what is written below the lines to sign on.
    """

    company: str
    title: str
    stamp: str
    page: str
    parties: tuple[Block, ...]
    facts: tuple[Block, ...]
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
        for one in part:
            yield from _texts(one)


def order_content(paper: OrderDocument, words: DocumentLabels) -> OrderContent:
    """What is said of an order on paper, in these words."""
    totals = paper.order.totals
    return OrderContent(
        company=paper.company,
        title=f"{words.order} {paper.label}",
        stamp=words.across(paper),
        page=words.page,
        parties=tuple(_parties(paper, words)),
        facts=tuple(
            Block(title=title, lines=(text,)) for title, text in _facts(paper, words) if text
        ),
        titles=(
            words.line,
            words.product,
            "",
            words.quantity,
            words.price,
            words.discount,
            words.amount,
        ),
        rows=tuple(_row(line, paper, words) for line in paper.order.lines),
        sums=tuple(
            (title, words.money(amount, paper.currency))
            for title, amount in (
                (words.net, totals.net),
                (words.tax, totals.tax),
                (words.freight, totals.freight),
            )
        ),
        total=(f"{words.total}, {paper.currency}", words.money(totals.total, paper.currency)),
        remark="  ".join(part for part in (words.across(paper), words.remark(paper)) if part),
        report=Block(title=words.report, lines=tuple(map(words.change, paper.changes))),
        note=Block(title=words.note, lines=tuple(paper.order.note.splitlines())),
        signatures=(words.signed_on, words.signature),
    )


def _parties(paper: OrderDocument, words: DocumentLabels) -> Iterator[Block]:
    who = [paper.customer_name, str(paper.order.customer)]
    if paper.customer is not None:
        who += [paper.customer.contact, paper.customer.phone, paper.customer.email]
    yield Block(title=words.customer, lines=tuple(line for line in who if line))
    if paper.ship_to is not None:
        lines = (paper.customer_name, *_address(paper.ship_to))
        yield Block(title=words.ship_to, lines=lines)


def _address(address: Address) -> list[str]:
    place = " ".join(part for part in (address.city, address.state, address.postal_code) if part)
    return [part for part in (address.line1, address.line2, place, address.country) if part]


def _facts(paper: OrderDocument, words: DocumentLabels) -> Iterator[tuple[str, str]]:
    order = paper.order
    yield words.ordered_on, words.day(order.order_date)
    yield words.rep, paper.rep
    yield words.reference, order.reference
    yield words.ship_via, order.ship_via
    yield words.deliver_on, words.day(order.deliver_on) if order.deliver_on else ""
    yield words.terms, paper.customer.payment_terms if paper.customer is not None else ""
    yield words.delivery, _delivery(paper, words)
    if paper.number and order.provisional_number:
        yield words.entered_as, f"{order.provisional_number}*"


def _delivery(paper: OrderDocument, words: DocumentLabels) -> str:
    if paper.fulfilment is None:
        return ""
    said = words.fulfilments[paper.fulfilment]
    return f"{said}, {words.day(paper.fulfilled_on)}" if paper.fulfilled_on else said


def _row(line: OrderLine, paper: OrderDocument, words: DocumentLabels) -> tuple[str, ...]:
    percent, currency = line.discount_percent, paper.currency
    return (
        str(line.line),
        str(line.sku),
        paper.products.get(line.sku, ""),
        words.count(line.quantity),
        "" if line.unit_price is None else words.money(line.unit_price, currency),
        words.percent(percent) if percent else "",
        "" if line.amount is None else words.money(line.amount, currency),
    )
