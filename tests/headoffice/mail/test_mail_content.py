"""What a mail holds: the order as PDF in the customer's language, and documents."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO

import pytest
from pypdf import PdfReader

from smartclient.contract.mail import SendMail
from smartclient.contract.messages import (
    AnswerStatus,
    CancelOrder,
)
from smartclient.domain.ids import OrderId, new_id
from smartclient.domain.mail import (
    LARGEST_ATTACHED,
    MOST_ATTACHED,
)
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.domain.sales.orders import Order
from tests.headoffice.mail.mailing import asked, mail, sender, status
from tests.office_company import ANN, KIOSK, Company, line
from tests.services.mail_server import MailServer


def placed(company: Company) -> Order:
    """An order that head office has confirmed."""
    order = company.order(line("B", 2))
    _, answer = company.place(order)
    assert answer.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}, answer
    return order


def about(order: Order, template: MailTemplate, **changes: str) -> SendMail:
    return replace(
        mail("", **changes),
        order_id=order.id,
        template=template,
        language=MailLanguage(changes.get("language", "en")),
    )


@pytest.mark.parametrize(
    ("language", "said", "printed"),
    [("en", "we have confirmed", "Ordered on"), ("de", "bestätigt", "Auftrag vom")],
)
def test_an_order_goes_as_pdf_in_the_customer_s_language(
    company: Company, server: MailServer, language: str, said: str, printed: str
) -> None:
    order = placed(company)
    number = company.rows("orders")[0].number
    request = asked(company, about(order, MailTemplate.ORDER_CONFIRMED, language=language))
    sender(company, server).send_due()
    assert status(company, request) is AnswerStatus.CONFIRMED
    message = message_from_bytes(server.received[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert number in message["Subject"]
    body = message.get_body()
    assert body is not None
    assert said in body.get_content()
    [attached] = message.iter_attachments()
    assert attached.get_filename() == f"{number}.pdf"
    pages = PdfReader(BytesIO(attached.get_content())).pages
    assert number in pages[0].extract_text()
    assert "TENTATIVE" not in pages[0].extract_text()
    assert printed in pages[0].extract_text()


def test_a_cancelled_order_is_never_sent_as_if_it_were_confirmed(
    company: Company, server: MailServer
) -> None:
    order = placed(company)
    early = asked(company, about(order, MailTemplate.ORDER_CONFIRMED))
    company.ask(ANN, CancelOrder(order_id=order.id))
    late = asked(company, about(order, MailTemplate.ORDER_CONFIRMED))
    cancelled = asked(company, about(order, MailTemplate.ORDER_CANCELLED))
    sender(company, server).send_due()
    assert status(company, early) is AnswerStatus.REJECTED, "it was confirmed when it was due"
    assert status(company, late) is AnswerStatus.REJECTED
    assert status(company, cancelled) is AnswerStatus.CONFIRMED
    [content] = server.received
    message = message_from_bytes(content, policy=policy.default)
    assert "was cancelled" in message["Subject"]
    assert isinstance(message, EmailMessage)
    assert not list(message.iter_attachments())


def test_an_order_goes_to_its_own_customer_alone(company: Company, server: MailServer) -> None:
    order = placed(company)
    strange = about(order, MailTemplate.FREE, customer=KIOSK, recipient="s-2@shop.test")
    unknown_order = replace(strange, order_id=OrderId(new_id()), mail_id=new_id())
    nothing = replace(mail(""), template=MailTemplate.ORDER_CONFIRMED)
    for body in (strange, unknown_order, nothing):
        assert status(company, asked(company, body)) is AnswerStatus.REJECTED
    assert sender(company, server).send_due() == 0


def test_documents_of_head_office_go_with_a_mail(company: Company, server: MailServer) -> None:
    content = b"%PDF-1.7" + bytes(range(256)) * 2_000
    sheet = company.give_document("A", "Data sheet", content)
    request = asked(company, replace(mail(), documents=(sheet,)))
    sender(company, server).send_due()
    assert status(company, request) is AnswerStatus.CONFIRMED
    message = message_from_bytes(server.received[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        "Data sheet.pdf",
        "application/pdf",
    )
    assert attached.get_content() == content


def test_only_so_many_documents_that_are_here_go_with_a_mail(
    company: Company, server: MailServer
) -> None:
    sheet = company.give_document("A", "Data sheet", b"%PDF-1.7")
    company.change("documents", {"hash": sheet}, size=LARGEST_ATTACHED + 1)
    many = tuple(f"{place:064x}" for place in range(MOST_ATTACHED + 1))
    for hashes in (("0" * 64,), (sheet,), many):
        request = asked(company, replace(mail(), documents=hashes))
        assert status(company, request) is AnswerStatus.REJECTED
    assert sender(company, server).send_due() == 0
