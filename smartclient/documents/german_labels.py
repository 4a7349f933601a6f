"""The labels of an order's document in German, and how German writes figures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from smartclient.documents.order_document import (
    DocumentLabels,
    plain_count,
    plain_percent,
)
from smartclient.domain.money import grouped_text
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.orders import Fulfilment

_SIGNS: Final = str.maketrans(",.", ".,")


def german_labels(change: Callable[[Change], str]) -> DocumentLabels:
    """The labels in German; ``change`` gives the sentence for what head office changed."""
    return DocumentLabels(
        change=change,
        order="Auftrag",
        rep="Außendienst",
        report="Was die Zentrale geändert hat",
        signed_on="Datum",
        signature="Unterschrift des Kunden",
        customer="Kunde",
        ship_to="Lieferadresse",
        number="Nummer",
        entered_as="Eingegeben als",
        ordered_on="Auftrag vom",
        deliver_on="Liefertermin",
        ship_via="Versandart",
        reference="Ihr Bestellzeichen",
        terms="Konditionen",
        delivery="Lieferung",
        note="Notiz",
        line="Pos.",
        product="Produkt",
        quantity="Menge",
        price="Preis",
        discount="Rabatt",
        amount="Betrag",
        net="Netto",
        tax="Steuer",
        freight="Fracht",
        total="Summe",
        page="Seite {page} von {pages}",
        tentative="VORLÄUFIG",
        tentative_note="Die Zentrale hat diesen Auftrag noch nicht bestätigt; Preise können sich "
        "noch ändern.",
        old_note="Er ist aus Daten vom {day} berechnet.",
        known_note="So hatte ihn die Zentrale am {day}.",
        adjusted_note="Die Zentrale hat diesen Auftrag bei der Bestätigung geändert.",
        cancelled="STORNIERT",
        refused="ABGELEHNT",
        fulfilments={
            Fulfilment.BACK_ORDERED: "Nachlieferung",
            Fulfilment.SHIPPED: "Versendet",
            Fulfilment.INVOICED: "Berechnet",
        },
        money=_money,
        percent=_percent,
        day=_day,
        count=_count,
    )


def _money(amount: Decimal, currency: str) -> str:
    return grouped_text(amount, currency).translate(_SIGNS)


def _percent(percent: Decimal) -> str:
    return plain_percent(percent).translate(_SIGNS)


def _count(number: int) -> str:
    return plain_count(number).translate(_SIGNS)


def _day(day: date) -> str:
    return f"{day.day}. {day.month}. {day.year}"
