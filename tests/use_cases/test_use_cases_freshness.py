"""Freshness: how old the data here is, and what its policy makes of that."""

from datetime import timedelta

import pytest

from smartclient.contract.feeds import FOR_ADMINS, Cursor, FeedKind, FeedPage
from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import Consequence, FreshnessState
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskKind
from tests.set_clock import SetClock
from tests.use_cases.rep_world import BIKE, SHOP, Rep, row


def test_each_kind_goes_from_fresh_to_expired_by_its_own_policy(rep: Rep, clock: SetClock) -> None:
    rep.set_policies({"freshness.prices": "1h mark, 2h warn, 3h refuse"})
    as_of = rep.use_cases.status.current().cache["prices"].as_of
    assert as_of is not None
    states, consequences = [], []
    for _ in range(4):
        status = rep.use_cases.status.current()
        states.append(status.cache["prices"].freshness(status.taken_at).state)
        consequences.append(status.cache["prices"].consequence(status.taken_at))
        assert status.cache["products"].consequence(status.taken_at) is Consequence.USE
        clock.advance(timedelta(hours=1))
    assert states == [
        FreshnessState.FRESH,
        FreshnessState.STALE,
        FreshnessState.STALE,
        FreshnessState.EXPIRED,
    ]
    assert consequences == list(Consequence)[:4]
    freshness = rep.use_cases.status.current().cache["prices"].freshness(rep.clock.now())
    assert freshness.fresh_until == as_of + timedelta(hours=1)
    assert freshness.usable_until == as_of + timedelta(hours=3)


def test_every_kind_that_the_rep_sees_has_its_policy(rep: Rep) -> None:
    cache = rep.use_cases.status.current().cache
    assert not set(cache) & FOR_ADMINS
    assert str(cache["prices"].policy) == "1d mark, 7d warn, 90d refuse"
    assert str(cache["photos"].policy) == "off"


HOUR = timedelta(hours=1)
OLD_PRICES = {"freshness.prices": "1h mark, 2h warn, 3h refuse"}


def bring_price(rep: Rep, *, valid_to: str | None, kind: FeedKind = FeedKind.PRICES) -> None:
    """Replace what is known of the bike's price, as of the time when the clock began."""
    price = row(kind, id=1, sku=BIKE, valid_from="2026-01-01", valid_to=valid_to, amount=10_000)
    page = FeedPage(kind=kind, rows=(price,), cursor=Cursor(20, 9), more=False)
    with rep.store.work() as work:
        work.feeds.apply(page, by_key=False, watermark=30, as_of=rep.clock.now(), complete=True)
        work.commit()


def bring_orders(rep: Rep) -> None:
    """Have the feed of orders, with nothing new in it, complete by now."""
    page = FeedPage(kind=FeedKind.ORDERS, rows=(), cursor=Cursor(20, 9), more=False)
    with rep.store.work() as work:
        work.feeds.apply(page, by_key=False, watermark=30, as_of=rep.clock.now(), complete=True)
        work.commit()


@pytest.mark.parametrize(
    ("hours", "consequence"),
    [(1, Consequence.MARK), (2, Consequence.WARN), (3, Consequence.REFUSE)],
)
def test_the_preview_of_an_order_says_how_old_its_prices_are(
    rep: Rep, clock: SetClock, hours: int, consequence: Consequence
) -> None:
    order = rep.order()
    rep.set_policies(OLD_PRICES)
    assert rep.use_cases.orders.quote(order).ages == ()
    began = clock.now()
    clock.advance(hours * HOUR)
    (age,) = rep.use_cases.orders.quote(order).ages
    assert (age.kind, age.as_of, age.consequence) == ("prices", began, consequence)
    assert age.since == clock.now()


def test_no_order_is_begun_or_placed_from_prices_that_are_too_old(
    rep: Rep, clock: SetClock
) -> None:
    rep.set_policies(OLD_PRICES)
    draft = rep.use_cases.orders.save_draft(rep.order())
    waiting = rep.place()
    assert rep.use_cases.status.current().begin_order.possible
    clock.advance(3 * HOUR)

    for refused in (
        lambda: rep.use_cases.orders.new(SHOP),
        lambda: rep.use_cases.orders.repeat(waiting.order.id),
        lambda: rep.use_cases.orders.place(draft.order),
        lambda: rep.use_cases.orders.amend(rep.shown(waiting).order),
    ):
        with pytest.raises(RefusedError, match="too old"):
            refused()
    begin = rep.use_cases.status.current().begin_order
    assert not begin.possible
    assert begin.arguments["kinds"] == "prices"
    choices = rep.use_cases.orders.allowed_actions(waiting.order.id)
    assert not choices.amend.possible
    assert not choices.repeat.possible
    assert choices.cancel.possible
    assert rep.use_cases.orders.quote(draft.order).save.arguments["kinds"] == "prices"

    assert rep.shown(draft).state is OrderState.DRAFT
    (request,) = rep.send()
    rep.confirm(request)
    assert rep.shown(waiting).state is OrderState.CONFIRMED
    rep.use_cases.orders.save_draft(draft.order)
    rep.use_cases.orders.cancel(waiting.order.id)


def test_a_price_with_a_last_day_of_its_own_is_used_however_old_it_is(
    rep: Rep, clock: SetClock
) -> None:
    rep.set_policies(OLD_PRICES)
    bring_price(rep, valid_to="2026-12-31")
    clock.advance(3 * HOUR)
    order = rep.order()
    assert rep.use_cases.orders.quote(order).ages == ()
    assert rep.use_cases.orders.place(order).state is OrderState.TENTATIVE


def test_a_price_without_a_last_day_is_as_old_as_all_prices(rep: Rep, clock: SetClock) -> None:
    rep.set_policies(OLD_PRICES)
    order = rep.order()
    bring_price(rep, valid_to=None)
    clock.advance(3 * HOUR)
    assert [age.kind for age in rep.use_cases.orders.quote(order).ages] == ["prices"]
    with pytest.raises(RefusedError, match="too old"):
        rep.use_cases.orders.place(order)


def test_an_order_of_head_office_is_not_changed_from_orders_that_are_too_old(
    rep: Rep, clock: SetClock
) -> None:
    rep.set_policies({"freshness.orders": "1h refuse"})
    new, sent = rep.place(), rep.place()
    rep.confirm(rep.send()[-1])
    bring_orders(rep)
    clock.advance(HOUR)
    assert rep.use_cases.orders.allowed_actions(new.order.id).amend.possible
    refused = rep.use_cases.orders.allowed_actions(sent.order.id).amend
    assert refused.arguments["kinds"] == "orders"
    preview = rep.use_cases.orders.quote(rep.shown(sent).order)
    assert [age.kind for age in preview.ages] == ["orders"]
    assert preview.save.why == refused.why
    with pytest.raises(RefusedError, match="too old"):
        rep.use_cases.orders.amend(rep.shown(sent).order)


@pytest.mark.parametrize(
    ("table", "said"), [("customers", "no customer"), ("products", "no product")]
)
def test_no_order_is_begun_where_nothing_to_choose_was_ever_loaded(
    rep: Rep, table: str, said: str
) -> None:
    assert rep.use_cases.status.current().begin_order.possible
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql(f"DELETE FROM {table}")
        work.commit()
    assert said in rep.use_cases.status.current().begin_order.why
    with pytest.raises(RefusedError, match=said):
        rep.use_cases.orders.new(SHOP)


def test_a_customer_that_was_created_here_is_enough_to_take_an_order_for(rep: Rep) -> None:
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql("DELETE FROM customers")
        work.commit()
    rep.use_cases.customers.create({EditableField.NAME: "A new shop"}, None)
    assert rep.use_cases.status.current().begin_order.possible


@pytest.mark.parametrize(("seconds", "shown"), [(20, ":%S"), (59, ":%S"), (60, ""), (3600, "")])
def test_a_refusal_within_a_minute_names_the_seconds(
    rep: Rep, clock: SetClock, seconds: int, shown: str
) -> None:
    began = clock.now().astimezone()
    assert began.second == 0
    rep.set_policies({"freshness.customers": f"{seconds}s refuse"})
    clock.advance(HOUR)
    with pytest.raises(RefusedError) as refused:
        rep.use_cases.orders.new(SHOP)
    since = began + timedelta(seconds=seconds)
    moments = [f"{moment:%Y-%m-%d %H:%M{shown}}" for moment in (began, since)]
    arguments = refused.value.arguments
    assert [arguments["as_of"], arguments["too_old_since"]] == moments


def test_a_customer_is_not_changed_from_data_that_is_too_old(rep: Rep, clock: SetClock) -> None:
    rep.set_policies({"freshness.customers": "1h refuse"})
    clock.advance(HOUR)
    status = rep.use_cases.status.current()
    assert not status.can_begin(TaskKind.UPDATE_CUSTOMER).possible
    assert not status.can_begin(TaskKind.DELETE_CUSTOMER).possible
    assert status.can_begin(TaskKind.CREATE_CUSTOMER).possible
    with pytest.raises(RefusedError, match="too old"):
        rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-0199"})
