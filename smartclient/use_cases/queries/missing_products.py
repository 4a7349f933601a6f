"""Why a product is not on this device: there is none, it is not taken along, or it was removed."""

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.data_sets import GivenSet
from smartclient.domain.errors import NotFoundError, RefusedError, SmartClientError
from smartclient.domain.ids import Sku
from smartclient.domain.text.canonical import composed, name_key, upper
from smartclient.read_models.data_ages import check_usable
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.expired_data import have_expired
from smartclient.use_cases.queries.usable_data import ages_of

_SHOWN_WITH = (FeedKind.PRODUCTS, FeedKind.PRICES)


def missing_product(sku: Sku, *, view: ReadView, clock: Clock) -> SmartClientError:
    """The refusal of a product that is not here, by the reason that it is not.

    Raises RefusedError itself where the products were removed, or are hidden, for their age.
    """
    expired = have_expired(view, clock, _SHOWN_WITH)
    check_usable(ages_of(view, clock, [kind for kind in _SHOWN_WITH if kind in expired]))
    category = view.feeds.left_out_category(sku)
    if category is None:
        return NotFoundError("There is no product {sku}. Look in the catalog.", sku=sku)
    return _left_out(sku, category, view)


def left_out_products(text: str, *, view: ReadView) -> RefusedError | None:
    """Why what ``text`` finds is not on this device; None where that leaves out no such product.

    Of a product that is left out, its number and its category are known.
    """
    found = view.feeds.left_out_named(text)
    if not found:
        return None
    (sku, category), *others = found
    if not others or sku == upper(composed(text)):
        return _left_out(sku, category, view)
    bringing = _bringing(category, view)
    if any(one.taken for one in bringing):
        return RefusedError(
            "What “{text}” finds is not on this device yet: it comes with the next sync.", text=text
        )
    if bringing:
        return RefusedError(
            "What “{text}” finds is not on this device: it belongs to the optional data set "
            "{name}. Take that along (What to take along, or: smartclient take-along), then sync.",
            text=text,
            name=bringing[0].name,
        )
    return RefusedError(
        "What “{text}” finds is not on this device: no data set that you are given brings it. Ask "
        "an admin if you need it.",
        text=text,
    )


def _left_out(sku: Sku, category: str, view: ReadView) -> RefusedError:
    bringing = _bringing(category, view)
    if any(one.taken for one in bringing):
        return RefusedError(
            "{sku} is not on this device yet: it comes with the next sync.", sku=sku
        )
    if bringing:
        return RefusedError(
            "{sku} is not on this device: it belongs to the optional data set {name}. Take that "
            "along (What to take along, or: smartclient take-along), then sync.",
            sku=sku,
            name=bringing[0].name,
        )
    return RefusedError(
        "{sku} is not on this device: no data set that you are given brings it. Ask an admin if "
        "you need it.",
        sku=sku,
    )


def _bringing(category: str, view: ReadView) -> list[GivenSet]:
    return [one for one in view.data_sets.given() if _brings(one, category)]


def _brings(given: GivenSet, category: str) -> bool:
    return name_key(category) in map(name_key, given.content.categories)
