"""What this device takes along: data sets are chosen, and what is in none leaves the store."""

import logging
from datetime import date, datetime

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.data_sets import GivenSet, Selection
from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import name_key
from smartclient.read_models.take_along import TakeAlong
from smartclient.store.feeds.selecting import Keeping
from smartclient.store.unit_of_work import ReadView, Store, UnitOfWork

logger = logging.getLogger(__name__)


def take_along(*, view: ReadView, clock: Clock) -> tuple[TakeAlong, ...]:
    """Every data set that the rep is given, with its size and its age."""
    kept = keeping(view, clock.today())
    missing = view.feeds.missing(kept)
    sizes = view.data_sets.sizes()
    found = []
    for one in view.data_sets.given():
        comes_anyway = not one.taken and kept.selection.covers(one.content)
        held = (one.taken or comes_anyway) and not missing.any_of(one.content)
        as_of = _as_of(view, one) if held else None
        found.append(
            TakeAlong(
                name=one.name,
                required=one.required,
                taken=one.taken,
                loaded=as_of is not None,
                content=one.content,
                size=sizes[one.name],
                as_of=as_of,
                comes_anyway=comes_anyway,
            )
        )
    return tuple(found)


def choose(name: str, *, on: bool, work: UnitOfWork) -> None:
    """Take an optional data set along, or leave it; RefusedError for no such or a required one.

    What is taken comes with the next sync; what is left is to be left out by the caller.
    """
    with work:
        key = name_key(name)
        found = next((one for one in work.data_sets.given() if name_key(one.name) == key), None)
        if found is None:
            raise RefusedError("There is no data set {name} for you.", name=name)
        if found.required and not on:
            raise RefusedError(
                "{name} is required: head office has every device of yours take it along.",
                name=found.name,
            )
        chosen = {each for each in work.meta.taken_sets if each != key}
        if on and not found.required:
            chosen.add(key)
        work.meta.taken_sets = tuple(sorted(chosen))
        work.commit()


def keeping(view: ReadView, today: date) -> Keeping:
    """What this device keeps on the company's day ``today``."""
    return view.feeds.kept(view.data_sets.selection(), today)


def is_applied(view: ReadView, today: date) -> bool:
    """Whether the store holds just what is taken along."""
    kept = keeping(view, today)
    if kept.is_everything and not view.feeds.leaves_anything_out():
        return True
    return view.meta.kept_signature == kept.signature


def without_content(selection: Selection) -> tuple[FeedKind, ...]:
    """The feeds of photos and of contents of documents of which nothing is kept."""
    return (
        *(() if selection.any_photos else (FeedKind.PHOTOS,)),
        *(() if selection.any_documents else (FeedKind.DOCUMENT_PARTS,)),
    )


def leave_out_all(store: Store, today: date) -> None:
    """Leave out of the store what is not taken along, some rows in each transaction."""
    left, more = 0, True
    while more:
        with store.work() as work:
            kept = keeping(work, today)
            work.feeds.drop_content(without_content(kept.selection))
            count = work.feeds.leave_out(kept, link_version=work.meta.link_version)
            work.commit()
        left, more = left + count, count > 0
    if left:
        logger.info("rows left out of the store: %d", left)


def _as_of(view: ReadView, one: GivenSet) -> datetime | None:
    """When all that belongs to a data set was last brought up to date."""
    content = one.content
    kinds = (
        *((FeedKind.PRODUCTS, FeedKind.PRICES, FeedKind.STOCK) if content.categories else ()),
        *((FeedKind.PHOTOS,) if content.photos else ()),
        *((FeedKind.ORDERS,) if content.history_days is not None else ()),
        *((FeedKind.DOCUMENTS, FeedKind.DOCUMENT_PARTS) if content.documents else ()),
    )
    known = [view.feeds.as_of(kind) for kind in kinds or (FeedKind.TAKE_ALONG,)]
    oldest = [at for at in known if at is not None]
    return min(oldest) if len(oldest) == len(known) else None
