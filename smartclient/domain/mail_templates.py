"""Templates: what a customer is written about an order, in the customer's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from smartclient.domain.errors import RefusedError
from smartclient.domain.money import grouped_text
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.text.canonical import name_key


class MailTemplate(StrEnum):
    """What a mail says of an order; ``free``: what the rep wrote."""

    FREE = "free"
    ORDER_CONFIRMED = "order_confirmed"
    ORDER_CHANGED = "order_changed"
    ORDER_CANCELLED = "order_cancelled"


class MailLanguage(StrEnum):
    """The languages that there are templates in."""

    ENGLISH = "en"
    GERMAN = "de"


ORDER_STATES: Final[Mapping[MailTemplate, OrderState]] = {
    MailTemplate.FREE: OrderState.CONFIRMED,
    MailTemplate.ORDER_CONFIRMED: OrderState.CONFIRMED,
    MailTemplate.ORDER_CHANGED: OrderState.CONFIRMED,
    MailTemplate.ORDER_CANCELLED: OrderState.CANCELLED,
}
"""The state in which an order must be for a mail about it to go."""

CORRECTIONS: Final = frozenset({MailTemplate.ORDER_CHANGED, MailTemplate.ORDER_CANCELLED})
"""The templates that correct an earlier mail about an order."""

_GERMAN_COUNTRIES: Final = frozenset(
    map(name_key, ("DE", "Germany", "Deutschland", "AT", "Austria", "Österreich", "LI"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What a template says of an order; ``rep`` is who looks after the customer."""

    number: str
    ordered_on: date
    total: Decimal
    currency: str
    customer: str
    rep: str
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A subject and a text."""

    subject: str
    text: str


_TEMPLATES: Final[Mapping[tuple[MailLanguage, MailTemplate], Written]] = {
    (MailLanguage.ENGLISH, MailTemplate.ORDER_CONFIRMED): Written(
        subject="Your order {number}",
        text="Dear {customer},\n\nwe have confirmed your order {number} of {day}. It comes to "
        "{total}. You find it attached.\n\nKind regards\n{signature}\n",
    ),
    (MailLanguage.ENGLISH, MailTemplate.ORDER_CHANGED): Written(
        subject="Your order {number} was changed",
        text="Dear {customer},\n\nyour order {number} of {day} was changed. It now comes to "
        "{total}. You find it attached as it is now; it replaces what we sent before.\n\n"
        "Kind regards\n{signature}\n",
    ),
    (MailLanguage.ENGLISH, MailTemplate.ORDER_CANCELLED): Written(
        subject="Your order {number} was cancelled",
        text="Dear {customer},\n\nyour order {number} of {day} was cancelled. It is not carried "
        "out, and there is nothing to pay for it.\n\nKind regards\n{signature}\n",
    ),
    (MailLanguage.GERMAN, MailTemplate.ORDER_CONFIRMED): Written(
        subject="Ihr Auftrag {number}",
        text="Guten Tag {customer},\n\nwir haben Ihren Auftrag {number} vom {day} bestätigt. Er "
        "beläuft sich auf {total}. Sie finden ihn im Anhang.\n\nMit freundlichen Grüßen\n"
        "{signature}\n",
    ),
    (MailLanguage.GERMAN, MailTemplate.ORDER_CHANGED): Written(
        subject="Ihr Auftrag {number} wurde geändert",
        text="Guten Tag {customer},\n\nIhr Auftrag {number} vom {day} wurde geändert. Er beläuft "
        "sich jetzt auf {total}. Sie finden ihn im Anhang, wie er jetzt ist; er ersetzt, was wir "
        "zuvor gesendet haben.\n\nMit freundlichen Grüßen\n{signature}\n",
    ),
    (MailLanguage.GERMAN, MailTemplate.ORDER_CANCELLED): Written(
        subject="Ihr Auftrag {number} wurde storniert",
        text="Guten Tag {customer},\n\nIhr Auftrag {number} vom {day} wurde storniert. Er wird "
        "nicht ausgeführt, und es ist nichts dafür zu zahlen.\n\nMit freundlichen Grüßen\n"
        "{signature}\n",
    ),
}


def written_about(template: MailTemplate, language: MailLanguage, facts: OrderFacts) -> Written:
    """What a template says of an order; KeyError for ``free``, which says nothing by itself."""
    found = _TEMPLATES[language, template]
    values = {
        "number": facts.number,
        "customer": facts.customer,
        "day": _day(facts.ordered_on, language),
        "total": _money(facts.total, facts.currency, language),
        "signature": "\n".join(filter(None, (facts.rep, facts.company))),
    }
    return Written(subject=found.subject.format(**values), text=found.text.format(**values))


def language_for(country: str) -> MailLanguage:
    """The language that a customer of a country is written in."""
    return MailLanguage.GERMAN if name_key(country) in _GERMAN_COUNTRIES else MailLanguage.ENGLISH


def template_of_state(template: MailTemplate, state: OrderState) -> MailTemplate:
    """The template for an order as it is: of one that was changed, and then cancelled, so."""
    if template is MailTemplate.ORDER_CHANGED and state is OrderState.CANCELLED:
        return MailTemplate.ORDER_CANCELLED
    return template


def check_order_state(template: MailTemplate, state: OrderState, number: str) -> None:
    """Raise RefusedError where an order is not what a mail says of it."""
    if state is ORDER_STATES[template]:
        return
    if template is MailTemplate.ORDER_CANCELLED:
        raise RefusedError("Order {order} is not cancelled, so no mail says so.", order=number)
    raise RefusedError("Order {order} is not confirmed, so no mail is sent of it.", order=number)


def _day(day: date, language: MailLanguage) -> str:
    if language is MailLanguage.GERMAN:
        return f"{day.day}. {day.month}. {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _money(amount: Decimal, currency: str, language: MailLanguage) -> str:
    if language is MailLanguage.GERMAN:
        text = grouped_text(amount, currency).translate(str.maketrans(",.", ".,"))
        return f"{text} {currency}"
    return f"{grouped_text(amount, currency)} {currency}"


_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
