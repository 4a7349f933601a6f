"""Texts of the order editor, made from the codes of its state."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.domain.limits import too_many_lines
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin, OriginKind
from smartclient.read_models.number_supply import NumberSupply
from smartclient.read_models.records import OrderRecord
from smartclient.ui.dialogs.order.editor_state import OrderEditorState
from smartclient.ui.dialogs.order.editor_values import LinesHint
from smartclient.ui.text import formats, wording
from smartclient.ui.text.data_ages import warnings_texts

translate = QCoreApplication.translate
_MAX_CHANGES = 3


def title_text(order: Order | None, final_number: str) -> str:
    """The title of an order that is being edited."""
    provisional = "" if order is None else order.provisional_number
    number = formats.order_number(final_number, provisional)
    if not number:
        return translate("OrderEditor", "New order")
    return translate("OrderEditor", "Order {number}").format(number=number)


def place_text(*, was_placed: bool, count: int) -> str:
    """The button that saves the order, or one for each of several branches, for head office."""
    if was_placed:
        return translate("OrderEditor", "Save the c&hanges")
    if count > 1:
        return translate("OrderEditor", "P&lace {count} orders").format(count=count)
    return translate("OrderEditor", "P&lace order")


def hint_text(hint: LinesHint) -> str:
    """What to do next, while the order has no lines."""
    texts = {
        LinesHint.ADD_PRODUCT: translate(
            "OrderEditor", "Type a product's name or number above, or repeat an earlier order."
        ),
        LinesHint.CHOOSE_CUSTOMER: translate(
            "OrderEditor", "Choose a customer first: type a part of the name or the number."
        ),
    }
    return texts[hint]


def restored_text(*, is_restored: bool) -> str:
    """That the order is shown as it was last typed; "" where it is not."""
    if not is_restored:
        return ""
    return translate(
        "OrderEditor",
        "These are your last changes. They were autosaved, and are not saved to the order yet.",
    )


def autosaved_text(time: str, *, is_draft: bool) -> str:
    """When the order was last autosaved, and as what."""
    if is_draft:
        return translate("OrderEditor", "Saved as a draft, {time}").format(time=time)
    return translate("OrderEditor", "Changes autosaved, {time}").format(time=time)


def not_placed_text(state: OrderEditorState) -> str:
    """Why the order can't be placed as it is."""
    if state.is_placing:
        return translate("OrderEditor", "It is being saved.")
    if state.order is None:
        return translate("OrderEditor", "Choose the customer first.")
    if state.order.lines:
        return translate("OrderEditor", "Not every branch can be placed like this.")
    return translate("OrderEditor", "Enter what is ordered first.")


def saved_text(record: OrderRecord, supply: NumberSupply | None = None, *, is_offline: bool) -> str:
    """That the order is saved, when it goes to head office, and why its number is provisional."""
    if is_offline:
        text = translate(
            "OrderEditor", "{number} is saved. It goes to head office when you are back online."
        )
    else:
        text = translate(
            "OrderEditor", "{number} is saved. It goes to head office with the next sync."
        )
    number = formats.order_number(record.number, record.order.provisional_number)
    sentences = [text.format(number=number)]
    named = record.order.provisional_number
    if supply is not None and not record.number and supply.replaced(named):
        sentences.append(
            translate(
                "OrderEditor",
                "The numbers that were taken ahead are used up, so this one is provisional. The "
                "next sync brings more.",
            )
        )
    return " ".join(sentences)


def saved_as_task_text(orders: tuple[OrderRecord, ...], *, is_offline: bool) -> str:
    """That several orders are saved as one task, and when they go to head office."""
    numbers = ", ".join(
        formats.order_number(record.number, record.order.provisional_number) for record in orders
    )
    if is_offline:
        text = translate(
            "OrderEditor",
            "Saved as one task: {numbers}. It goes to head office when you are back online.",
        )
    else:
        text = translate(
            "OrderEditor",
            "Saved as one task: {numbers}. It goes to head office with the next sync.",
        )
    return text.format(numbers=numbers)


def account_order_kept_text(name: str) -> str:
    """That an order for a new account was kept when its editor was closed, and where it is."""
    text = translate(
        "OrderEditor",
        "The order for {name} is kept. Choose “For a new customer…” in a new order to go on with "
        "it.",
    )
    return text.format(name=name)


def draft_saved_text(record: OrderRecord) -> str:
    """That the order was saved as a draft when its editor was closed."""
    text = translate("OrderEditor", "Saved as draft {number}.")
    return text.format(number=formats.order_number("", record.order.provisional_number))


def refusals_text(state: OrderEditorState) -> str:
    """Why input was not accepted, one line each; "" for nothing."""
    return "\n".join(map(wording.error_text, state.refusals))


def warnings_text(state: OrderEditorState, now: datetime) -> str:
    """What is wrong with the order as a whole, one line each; "" for nothing."""
    texts = [wording.problem_text(problem) for problem in state.order_problems]
    preview = state.preview
    if preview is not None:
        texts += warnings_texts(preview.ages, now)
    if state.has_too_many_lines:
        texts.append(wording.error_text(too_many_lines()))
    return "\n".join(texts)


def origin_text(origin: Origin) -> str:
    """What a draft was made from, "" for one that was only saved."""
    texts = {
        OriginKind.REFUSED: translate("Origins", "Made from {order}, which was refused."),
        OriginKind.REPEATED: translate("Origins", "Made from {order}."),
        OriginKind.LINES_TAKEN: translate("Origins", "With the lines of {order}."),
        OriginKind.KEPT: "",
    }
    return texts[origin.kind].format(order=origin.label)


def origins_text(origins: tuple[Origin, ...], changes: tuple[Change, ...]) -> str:
    """What a draft was made from and the first of what changed since; "" for nothing.

    All changes are shown at their lines, too.
    """
    texts = [text for text in map(origin_text, origins) if text]
    texts += changes_texts(changes[:_MAX_CHANGES])
    if len(changes) > _MAX_CHANGES:
        more = len(changes) - _MAX_CHANGES
        texts.append(translate("Origins", "And %Ln more, each shown at its line.", "", more))
    return " ".join(texts)


def changes_texts(changes: tuple[Change, ...]) -> list[str]:
    """What is not as the customer was quoted it before, line by line; [] for nothing."""
    texts = [wording.change_text(change) for change in changes]
    return [translate("Origins", "Not as it was quoted before:"), *texts] if texts else []
