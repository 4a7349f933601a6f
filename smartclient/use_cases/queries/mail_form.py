"""What a mail begins with: whom it may go to, and what can be said of an order."""

from functools import partial

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.mail_templates import (
    ORDER_STATES,
    MailTemplate,
    check_order_state,
    language_for,
)
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.availability import availability
from smartclient.read_models.mail_form import MailForm, MailOffer
from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.mail_service import mail_queue
from smartclient.use_cases.queries.order_document import order_document


def mail_offer(address: str, *, view: ReadView) -> MailOffer:
    """Whether mail is sent at all, and whom one to the customer of this address may go to."""
    return MailOffer(
        address=address,
        recipients=view.rule_context.policies().mail_recipients,
        sending=availability(lambda: _check_is_sent(view)),
    )


def mail_form(number: CustomerNumber, *, view: ReadView) -> MailForm:
    """What a mail to a customer begins with."""
    customer = get_customer(view, number).customer
    offer = mail_offer(customer.email, view=view)
    return MailForm(
        customer=customer.number,
        customer_name=customer.name,
        address=offer.address,
        recipients=offer.recipients,
        sending=offer.sending,
    )


def order_mail_form(order_id: OrderId, *, view: ReadView, clock: Clock) -> MailForm:
    """What a mail about an order begins with; one that is tentative is mailed once confirmed."""
    document = order_document(order_id, view=view, clock=clock)
    form = mail_form(document.order.customer, view=view)
    is_tentative = document.state is OrderState.TENTATIVE
    possible: dict[MailTemplate, CommandState] = {
        template: POSSIBLE
        if is_tentative and ORDER_STATES[template] is OrderState.CONFIRMED
        else availability(partial(check_order_state, template, document.state, document.label))
        for template in MailTemplate
        if template is not MailTemplate.FREE
    }
    return MailForm(
        customer=form.customer,
        customer_name=form.customer_name,
        address=form.address,
        recipients=form.recipients,
        sending=form.sending,
        order_id=order_id,
        order=document.label,
        language=language_for(document.country),
        templates=possible,
        is_tentative=is_tentative,
    )


def _check_is_sent(view: ReadView) -> None:
    mail_queue(view)
