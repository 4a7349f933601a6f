"""Texts about data that is old: how old it is, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.domain.freshness import Consequence
from smartclient.read_models.data_ages import CacheState, DataAge, data_ages
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.text import formats, wording
from smartclient.wording.data_ages import age_sentences, grouped

translate = QCoreApplication.translate


def ages_texts(ages: Sequence[DataAge], now: datetime) -> list[str]:
    """Each thing that is to be said of old data, nothing where there is none."""
    texts = []
    for group in grouped(ages):
        kinds = ", ".join(dict.fromkeys(wording.feed_label(age.kind) for age in group))
        sentence = translate("wording", age_sentences[group[0].consequence])
        when = formats.age(group[0].as_of, now)
        texts.append(sentence.format(kinds=formats.at_start(kinds), when=when))
    return texts


def warnings_texts(ages: Collection[DataAge], now: datetime) -> list[str]:
    """What is warned of before an order is saved."""
    return ages_texts([age for age in ages if age.consequence.reaches(Consequence.WARN)], now)


def marks_texts(ages: Collection[DataAge], now: datetime) -> list[str]:
    """As of when data is that is old, and not old enough to be warned of."""
    return ages_texts([age for age in ages if age.consequence is Consequence.MARK], now)


def removed_text(client_status: ClientStatus | None, kinds: Collection[str], now: datetime) -> str:
    """That data of some kinds has left this device, "" where none has."""
    cache = {} if client_status is None else client_status.cache
    ages = data_ages(cache, kinds, now)
    if not any(age.consequence is Consequence.REMOVE for age in ages):
        return ""
    return translate(
        "wording", "Data that was too old is no longer on this device. Sync to load it again."
    )


def no_stock_text(client_status: ClientStatus | None, now: datetime) -> str:
    """Why a product has no stock: nobody counts it, or its stock is not on this device."""
    missing = CacheState(rows=0, as_of=None)
    state = missing if client_status is None else client_status.cache.get("stock", missing)
    if state.as_of is None or state.consequence(now) is Consequence.REMOVE:
        return translate("Catalog", "Stock is not on this device. Sync to load it.")
    return translate("Catalog", "Stock is not tracked for this product.")
