"""The state of the order editor: what is true of an order while it is typed, without a window."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.limits import MAX_QUANTITY, MOST_LINES
from smartclient.domain.rules.problems import Problem, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order, OrderLine, OrderState, Totals
from smartclient.domain.sales.origins import DerivedDraft, Origin, OriginKind
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import CustomerRecord, OrderPreview, OrderRecord, UnsavedEdit
from smartclient.ui.dialogs.order.editor_state import MAX_UNDO_STEPS, OrderEditorState
from smartclient.ui.dialogs.order.editor_values import (
    CloseAction,
    EditorData,
    LinesChange,
    LinesHint,
)
from smartclient.ui.dialogs.order.order_edits import OrderFields
from smartclient.ui.dialogs.order.refused_scans import MAX_REFUSALS

LAMP, LADDER = Sku("LAMP"), Sku("LADDER")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def order_of(*lines: OrderLine, number: str = "", **fields: object) -> Order:
    order = Order(
        id=OrderId("1"),
        customer=CustomerNumber("C-1"),
        order_date=date(2026, 11, 21),
        provisional_number=number,
        lines=lines,
    )
    return replace(order, **fields)  # type: ignore[arg-type]


def line(number: int, sku: Sku, quantity: int = 1, price: str | None = None) -> OrderLine:
    unit = None if price is None else Decimal(price)
    amount = None if unit is None else unit * quantity
    return OrderLine(line=number, sku=sku, quantity=quantity, unit_price=unit, amount=amount)


def customer(number: str = "C-1", *, limit: str | None = None, used: str = "0") -> CustomerRecord:
    return CustomerRecord(
        customer=Customer(
            number=CustomerNumber(number),
            name="Central",
            rep=Login("linda"),
            credit_limit=None if limit is None else Decimal(limit),
        ),
        confirmed=None,
        task=None,
        task_id=None,
        credit_used=Decimal(used),
    )


def data(order: Order, **more: object) -> EditorData:
    fields = {"order": order, "customer": customer(), "methods": (), "products": {}, **more}
    return EditorData(**fields)  # type: ignore[arg-type]


def quoted(order: Order, *problems: Problem) -> OrderPreview:
    """The order with each unit at 10.00."""
    lines = tuple(line(x.line, x.sku, x.quantity, "10.00") for x in order.lines)
    total = sum((x.amount or Decimal(0) for x in lines), Decimal(0))
    priced = replace(order, lines=lines, totals=Totals(net=total, total=total))
    return OrderPreview(order=priced, problems=problems)


def draft(*lines: OrderLine) -> OrderEditorState:
    """The state of a new order for a customer, with lines that were typed and quoted."""
    state = OrderEditorState()
    state.begin(data(order_of()))
    for x in lines:
        state.add(x.sku, "", x.quantity)
    if state.order is not None:
        state.apply_quote(quoted(state.order))
    return state


def placed(*lines: OrderLine, restored: UnsavedEdit | None = None) -> OrderEditorState:
    """The state of an order that was placed, opened again."""
    order = order_of(*lines, number="LI-1")
    state = OrderEditorState(order, state=OrderState.TENTATIVE)
    shown = order if restored is None else restored.order
    state.begin(data(shown, restored=restored))
    return state


def current(state: OrderEditorState) -> Order:
    assert state.order is not None
    return state.order


def quantities(state: OrderEditorState) -> list[tuple[str, int]]:
    return [(x.sku, x.quantity) for x in current(state).lines]


def closing(state: OrderEditorState) -> CloseAction:
    return state.on_close


def hint(state: OrderEditorState) -> LinesHint:
    return state.lines_hint


def is_true(value: bool) -> bool:  # noqa: FBT001 (a property that changes is not narrowed so)
    return value


def saved_as(order: Order, number: str, customer: str = "C-1") -> OrderRecord:
    saved = replace(order, provisional_number=number, customer=CustomerNumber(customer))
    return OrderRecord(
        order=saved,
        customer_name="Central",
        number="",
        state=OrderState.DRAFT,
        task=None,
        task_id=None,
        adjusted=False,
        fulfilment=None,
        fulfilled_on=None,
        changed_at=NOW,
    )


def test_nothing_can_be_entered_before_a_customer_is_chosen() -> None:
    state = OrderEditorState()
    assert not state.has_order
    assert not is_true(state.can_place)
    assert hint(state) is LinesHint.CHOOSE_CUSTOMER
    assert state.add(LAMP, "Lamp", 1) == LinesChange()
    assert closing(state) is CloseAction.NOTHING
    state.begin(data(order_of()))
    assert hint(state) is LinesHint.ADD_PRODUCT
    assert not is_true(state.can_place), "an order without lines"


def test_the_same_product_again_adds_to_its_line() -> None:
    state = draft()
    assert state.add(LAMP, "Lamp", 2) == LinesChange(changed=True, line=1)
    assert state.add(LADDER, "Ladder", 1) == LinesChange(changed=True, line=2)
    assert state.add(LAMP, "Lamp", 3) == LinesChange(changed=True, line=1)
    assert quantities(state) == [(LAMP, 5), (LADDER, 1)]
    assert state.product_name(LADDER) == "Ladder"


def test_more_than_a_line_may_hold_is_refused_and_the_next_change_clears_it() -> None:
    state = draft(line(1, LAMP, MAX_QUANTITY))
    assert state.add(LAMP, "Lamp", 1) == LinesChange()
    assert [error.arguments["sku"] for error in state.refusals] == [LAMP]
    assert state.set_quantity(1, MAX_QUANTITY) == LinesChange(), "the same quantity is no change"
    assert state.refusals
    state.set_quantity(1, 2)
    assert state.refusals == ()


def test_the_lines_of_an_earlier_order_are_added_as_far_as_they_fit() -> None:
    state = draft(line(1, LAMP, MAX_QUANTITY))
    earlier = order_of(line(1, LADDER, 4, "9.00"), line(2, LAMP, 1, "9.00"), ship_via="Parcel")
    origin = Origin(
        kind=OriginKind.REPEATED, order_id=OrderId("0"), label="SO-1", lines=earlier.lines
    )
    state.add_lines_of(DerivedDraft(order=earlier, origins=(origin,)))
    assert quantities(state) == [(LAMP, MAX_QUANTITY), (LADDER, 4)]
    assert current(state).ship_via == "Parcel"
    assert len(state.refusals) == 1
    [origins] = state.origins
    assert origins.kind is OriginKind.LINES_TAKEN
    assert [(x.sku, x.line) for x in origins.lines] == [(LADDER, 2), (LAMP, 1)]


def test_a_way_to_ship_that_was_chosen_stays_when_earlier_lines_are_added() -> None:
    state = draft()
    state.set_fields(OrderFields(ship_to="", ship_via="Air", deliver_on=None, reference=""))
    earlier = order_of(line(1, LADDER), ship_via="Parcel")
    origin = Origin(
        kind=OriginKind.REPEATED, order_id=OrderId("0"), label="SO-1", lines=earlier.lines
    )
    state.add_lines_of(DerivedDraft(order=earlier, origins=(origin,)))
    assert current(state).ship_via == "Air"


def test_undo_brings_back_what_was_removed_and_shows_it() -> None:
    state = draft(line(1, LAMP, 2), line(2, LADDER, 1))
    state.drop(1)
    state.set_quantity(2, 7)
    assert state.undo() == LinesChange(changed=True, line=2)
    assert state.undo() == LinesChange(changed=True, line=1)
    assert quantities(state) == [(LAMP, 2), (LADDER, 1)]


def test_so_many_steps_can_be_undone_and_no_more() -> None:
    state = draft(line(1, LAMP, 1))
    for quantity in range(2, MAX_UNDO_STEPS + 10):
        state.set_quantity(1, quantity)
    steps = 0
    while state.undo().changed:
        steps += 1
    assert steps == MAX_UNDO_STEPS


def test_a_line_changed_since_its_quote_is_placed_without_a_price() -> None:
    state = draft(line(1, LAMP, 2), line(2, LADDER, 1))
    state.set_quantity(2, 5)
    order = state.to_place
    assert order is not None
    assert [x.unit_price for x in order.lines] == [Decimal("10.00"), None]
    state.apply_quote(quoted(current(state)))
    order = state.to_place
    assert order is not None
    assert [x.unit_price for x in order.lines] == [Decimal("10.00"), Decimal("10.00")]


def test_problems_stay_only_on_lines_that_are_as_quoted() -> None:
    state = draft(line(1, LAMP, 2), line(2, LADDER, 1))
    problems = (
        Problem(code=RuleCode.NOT_ENOUGH_STOCK, line=1),
        Problem(code=RuleCode.NOT_ENOUGH_STOCK, line=2),
        Problem(code=RuleCode.CREDIT_LIMIT_EXCEEDED),
    )
    state.apply_quote(quoted(current(state), *problems))
    state.set_quantity(1, 3)
    preview = state.preview
    assert preview is not None
    assert [problem.line for problem in preview.problems] == [2, None]
    assert [problem.line for problem in state.order_problems] == [None]


def test_what_is_typed_while_a_quote_is_made_stays() -> None:
    state = draft(line(1, LAMP, 1))
    asked = current(state)
    state.set_note("ring twice ")
    state.set_fields(
        OrderFields(ship_to="", ship_via="Air", deliver_on=date(2026, 12, 1), reference="PO 7")
    )
    state.apply_autosave(saved_as(asked, "LI-0001"))
    state.apply_quote(quoted(asked))
    order = current(state)
    assert (order.note, order.ship_via, order.reference) == ("ring twice", "Air", "PO 7")
    assert order.deliver_on == date(2026, 12, 1)
    assert order.provisional_number == "LI-0001"
    assert order.totals.total == Decimal("10.00")


def test_a_removed_products_name_is_known_when_it_comes_back() -> None:
    state = draft()
    state.add(LAMP, "Lamp", 1)
    state.drop(1)
    state.apply_quote(replace(quoted(current(state)), products={LADDER: OrderedProduct(name="L")}))
    state.undo()
    assert state.product_name(LAMP) == "Lamp"


def test_what_is_typed_before_the_order_is_loaded_is_not_taken() -> None:
    state = OrderEditorState(order_of(line(1, LAMP), number="LI-1"), state=OrderState.TENTATIVE)
    state.set_note("too early")
    assert current(state).note == ""
    assert state.take_unsaved() is None


def test_only_what_changed_is_autosaved_and_once() -> None:
    state = draft()
    assert state.take_unsaved() is None, "an empty order has nothing to lose"
    state.add(LAMP, "Lamp", 1)
    assert state.take_unsaved() == state.order
    assert state.take_unsaved() is None
    state.drop(1)
    assert state.take_unsaved() == state.order, "what was saved before must not come back"


def test_an_autosaved_draft_takes_its_number_and_can_be_deleted() -> None:
    state = draft(line(1, LAMP))
    assert not is_true(state.can_delete_draft)
    state.apply_autosave(saved_as(current(state), "LI-0001", customer="C-77"))
    assert current(state).provisional_number == "LI-0001"
    assert is_true(state.can_delete_draft)
    assert state.renumbered_customer == "C-77"
    state.customer = customer("C-77")
    assert state.renumbered_customer is None


def test_a_placed_order_is_merged_by_what_it_was_opened_with() -> None:
    state = placed(line(1, LAMP, 2))
    state.set_quantity(1, 5)
    assert state.base is not None
    assert state.base.lines == (line(1, LAMP, 2),)


def test_restored_changes_keep_the_base_they_were_typed_on() -> None:
    begun = order_of(line(1, LAMP, 2), number="LI-1")
    typed = order_of(line(1, LAMP, 9), number="LI-1")
    state = placed(
        line(1, LAMP, 4), restored=UnsavedEdit(order=typed, edit_base=begun, kept_at=NOW)
    )
    assert is_true(state.is_restored)
    assert state.base == begun
    assert quantities(state) == [(LAMP, 9)]
    assert state.take_unsaved() is None, "it is saved already"
    assert closing(state) is CloseAction.ASK


def test_reverting_returns_to_the_order_as_placed() -> None:
    typed = order_of(line(1, LAMP, 9), number="LI-1")
    state = placed(line(1, LAMP, 4), restored=UnsavedEdit(order=typed, edit_base=None, kept_at=NOW))
    assert state.on_discard is CloseAction.DISCARD_EDIT
    original = state.revert()
    assert original is not None
    assert not state.is_loaded, "it has to be looked up again"
    state.begin(data(original))
    assert quantities(state) == [(LAMP, 4)]
    assert state.base == original
    assert not is_true(state.is_restored)
    assert state.take_unsaved() is None
    assert closing(state) is CloseAction.NOTHING


@pytest.mark.parametrize(
    ("lines", "autosaved", "action"),
    [
        ((), False, CloseAction.NOTHING),
        ((), True, CloseAction.DISCARD_DRAFT),
        ((line(1, LAMP),), False, CloseAction.SAVE_DRAFT),
        ((line(1, LAMP),), True, CloseAction.SAVE_DRAFT),
    ],
)
def test_closing_a_draft(
    *, lines: tuple[OrderLine, ...], autosaved: bool, action: CloseAction
) -> None:
    state = draft(*lines)
    state.has_autosaved = autosaved
    assert closing(state) is action


def test_closing_a_draft_that_was_opened_and_not_changed_saves_nothing() -> None:
    order = order_of(line(1, LAMP), number="LI-1")
    state = OrderEditorState(order)
    state.begin(data(order))
    assert closing(state) is CloseAction.NOTHING


def test_closing_a_placed_order_asks_only_about_changes() -> None:
    state = placed(line(1, LAMP, 2))
    assert closing(state) is CloseAction.NOTHING
    state.set_quantity(1, 3)
    assert closing(state) is CloseAction.ASK
    state.take_unsaved()
    state.set_quantity(1, 2)
    assert closing(state) is CloseAction.DISCARD_EDIT, "changed back: what was autosaved goes"


def test_an_order_is_placed_once() -> None:
    state = draft(line(1, LAMP))
    assert is_true(state.can_place)
    state.is_placing = True
    state.apply_quote(quoted(current(state)))
    assert not is_true(state.can_place), "a quote that comes meanwhile does not allow it again"


def test_an_orders_own_total_counts_once_against_the_credit() -> None:
    before = replace(order_of(line(1, LAMP), number="LI-1"), totals=Totals(total=Decimal(30)))
    state = OrderEditorState(before, state=OrderState.CONFIRMED)
    state.begin(data(before, customer=customer(limit="100", used="50")))
    assert state.credit_left == Decimal(50)
    state.order = replace(before, totals=Totals(total=Decimal(40)))
    assert state.credit_left == Decimal(40)
    state.customer = customer()
    assert state.credit_left is None


def test_a_new_order_counts_whole_against_the_credit() -> None:
    state = draft(line(1, LAMP, 3))
    state.customer = customer(limit="100", used="50")
    assert state.credit_left == Decimal(20)


def test_refused_scans_stay_below_each_other_and_each_once() -> None:
    state = draft()
    for code in ("1", "2", "1"):
        state.refuse_scan(NotFoundError("No product has the code {code}.", code=code))
    assert [error.arguments["code"] for error in state.refusals] == ["2", "1"]
    state.add_scanned(LAMP, "Lamp")
    assert [error.arguments["code"] for error in state.refusals] == ["2", "1"]
    for code in "345678":
        state.refuse_scan(NotFoundError("No product has the code {code}.", code=code))
    assert len(state.refusals) == MAX_REFUSALS
    state.add(LAMP, "Lamp", 1)
    assert state.refusals == ()


def test_a_scan_that_is_refused_takes_the_place_of_earlier_ones() -> None:
    state = draft(line(1, LAMP, MAX_QUANTITY))
    state.refuse_scan(NotFoundError("No product has the code {code}.", code="1"))
    assert state.add_scanned(LAMP, "Lamp") == LinesChange()
    [error] = state.refusals
    assert isinstance(error, RefusedError)
    assert error.arguments["sku"] == LAMP


def test_an_order_longer_than_one_may_be_says_so() -> None:
    lines = tuple(line(number, Sku(f"P-{number}")) for number in range(1, MOST_LINES + 2))
    assert not draft(line(1, LAMP)).has_too_many_lines
    assert placed(*lines).has_too_many_lines
