"""An order on paper: everything a customer asks about, and plainly tentative until it is not."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from smartclient.documents.order_document import DocumentLabels, OrderDocument
from smartclient.documents.order_pdf import PaperSize, order_pdf, order_sheet
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.customers import Address, Customer
from smartclient.domain.sales.orders import Fulfilment, Order, OrderLine, OrderState, Totals
from smartclient.settings.resources import resource_folder
from tests.documents.pdf_fonts import descendant, dictionary, fonts_of

LINE = OrderLine(
    line=1,
    sku=Sku("TR-100"),
    quantity=24,
    unit_price=Decimal("9.80"),
    discount_percent=Decimal("6.0000"),
    amount=Decimal("221.09"),
)
ORDER = Order(
    id=OrderId("one"),
    customer=CustomerNumber("G-1002"),
    order_date=date(2026, 11, 21),
    provisional_number="AN-0007",
    lines=(LINE,),
    ship_via="GROUND",
    reference="Spring 12",
    note="Ring first.",
    totals=Totals(net=Decimal("1221.09"), total=Decimal("1221.09")),
)
CUSTOMER = Customer(
    number=ORDER.customer,
    name="Łódź Gärtnerei Ångström",
    rep=Login("anna"),
    phone="555-0142",
    payment_terms="30 days",
)
PAPER = OrderDocument(
    company="Thistledown Garden Supply",
    currency="USD",
    order=ORDER,
    number="",
    state=OrderState.TENTATIVE,
    customer_name=CUSTOMER.name,
    customer=CUSTOMER,
    ship_to=Address(kind="main", line1="12 Mill Lane", city="Yakima", postal_code="98901"),
    products={LINE.sku: "Steel Trowel"},
)
WORDS = DocumentLabels(change=lambda change: f"{change.field}: {change.after}")
CONFIRMED = replace(PAPER, state=OrderState.CONFIRMED, number="SO-10421")


def pdf(
    paper: OrderDocument, size: PaperSize = PaperSize.A4, words: DocumentLabels | None = None
) -> bytes:
    sheet = order_sheet(paper, fonts=resource_folder("fonts"), labels=words or WORDS)
    return order_pdf(sheet, size)


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def test_a_document_shows_who_ordered_what_for_how_much() -> None:
    (text,) = pages(pdf(PAPER))
    for reported in (
        "Thistledown Garden Supply",
        "Order AN-0007*",
        "Łódź Gärtnerei Ångström",
        "12 Mill Lane",
        "Yakima 98901",
        "Spring 12",
        "GROUND",
        "30 days",
        "TR-100",
        "Steel Trowel",
        "24",
        "9.80",
        "6 %",
        "1,221.09",
        "Ring first.",
    ):
        assert reported in text, reported


@pytest.mark.parametrize("state", [OrderState.DRAFT, OrderState.TENTATIVE])
def test_it_says_tentative_across_and_below_the_total_until_confirmed(state: OrderState) -> None:
    (text,) = pages(pdf(replace(PAPER, state=state)))
    assert text.count("TENTATIVE") == 2
    assert WORDS.tentative_note.split(";")[0] in " ".join(text.split())


def test_a_confirmed_order_says_nothing_of_the_kind() -> None:
    (text,) = pages(pdf(CONFIRMED))
    assert "TENTATIVE" not in text
    assert "Order SO-10421" in text
    assert "AN-0007*" in text


def test_a_document_shows_what_head_office_changed_or_refused() -> None:
    changed = pages(pdf(replace(CONFIRMED, adjusted=True)))[0]
    assert "Head office changed this order" in " ".join(changed.split())
    assert "REFUSED" in pages(pdf(replace(PAPER, state=OrderState.REFUSED)))[0]
    assert "CANCELLED" in pages(pdf(replace(CONFIRMED, state=OrderState.CANCELLED)))[0]


def test_it_names_the_rep_and_has_a_line_to_sign_on() -> None:
    (text,) = pages(pdf(replace(PAPER, rep="Anna Lindqvist")))
    for reported in ("Sales rep", "Anna Lindqvist", "21 Nov 2026", "Signature of the customer"):
        assert reported in text


def test_an_answered_order_carries_what_head_office_changed_and_why() -> None:
    change = Change(rule="price_changed", field="unit_price", line=1, after="9.80")
    changed = replace(CONFIRMED, adjusted=True, report=(change,))
    assert "What head office changed" in pages(pdf(changed))[0]
    assert "unit_price: 9.80" in pages(pdf(changed))[0]
    waiting = replace(changed, state=OrderState.TENTATIVE)
    assert "unit_price: 9.80" not in pages(pdf(waiting))[0]


def test_a_shipped_order_says_when() -> None:
    shipped = replace(CONFIRMED, fulfilment=Fulfilment.SHIPPED, fulfilled_on=date(2026, 11, 24))
    assert "Shipped, 24 Nov 2026" in pages(pdf(shipped))[0]


def test_a_long_order_goes_on_with_its_titles_and_its_stamp() -> None:
    lines = tuple(replace(LINE, line=index) for index in range(1, 121))
    texts = pages(pdf(replace(PAPER, order=replace(ORDER, lines=lines))))
    assert len(texts) > 2
    for index, text in enumerate(texts, start=1):
        assert "TENTATIVE" in text
        assert f"Page {index} of {len(texts)}" in text
    for text in texts[:-1]:
        assert "Quantity" in text


def test_the_same_order_makes_the_same_file() -> None:
    assert pdf(PAPER) == pdf(PAPER)


def test_every_font_is_embedded() -> None:
    fonts = list(fonts_of(pdf(PAPER)).values())
    assert fonts
    for font in fonts:
        assert "/FontFile2" in dictionary(descendant(font), "/FontDescriptor")


@pytest.mark.parametrize(("size", "width"), [(PaperSize.A4, 595), (PaperSize.LETTER, 612)])
def test_it_comes_on_the_sheet_that_is_asked_for(size: PaperSize, width: int) -> None:
    (page,) = PdfReader(io.BytesIO(pdf(PAPER, size))).pages
    assert round(float(page.mediabox.width)) == width


def test_it_speaks_the_language_it_is_given() -> None:
    words = replace(
        WORDS, order="Auftrag", money=lambda amount, _currency: f"{amount:.2f}".replace(".", ",")
    )
    (text,) = pages(pdf(PAPER, words=words))
    assert "Auftrag AN-0007*" in text
    assert "1221,09" in text


def test_an_order_of_a_customer_who_left_can_still_be_printed() -> None:
    gone = replace(CONFIRMED, customer=None, ship_to=None, products={})
    (text,) = pages(pdf(gone))
    assert "G-1002" in text
    assert "TR-100" in text


@pytest.mark.parametrize(
    ("currency", "amount"), [("JPY", "1,221"), ("KWD", "1,221.000"), ("USD", "1,221.00")]
)
def test_prices_are_exact_and_amounts_have_the_decimals_of_the_currency(
    currency: str, amount: str
) -> None:
    line = replace(LINE, unit_price=Decimal("33.6442"), amount=Decimal(1221))
    totals = Totals(net=Decimal(1221), total=Decimal(1221))
    order = replace(ORDER, lines=(line,), totals=totals)
    (text,) = pages(pdf(replace(PAPER, currency=currency, order=order)))
    assert "33.6442" in text
    # the line, the net and the total
    assert text.split().count(amount) == 3
