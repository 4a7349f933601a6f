"""Texts of the conflict dialog: its subject, its place in the list, and what its button does."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from smartclient.domain.sales.customers import Customer
from smartclient.ui.dialogs.conflict.view_model import ConflictViewModel
from smartclient.ui.models.resolution_draft import ResolutionDraft
from smartclient.ui.text import formats, step_texts, wording
from smartclient.ui.text.labels import subject_label

translate = QCoreApplication.translate

Outcome = str | None
"""What an order's total becomes: "" while that is unknown, None where nothing of it is left."""


def subject(found: ConflictViewModel) -> str:
    """What a conflict is about."""
    return subject_label(found.conflict.subject.type, found.name)


def place(found: ConflictViewModel, currency: str, now: datetime) -> str:
    """The place of a conflict among the others, and the total of its order now."""
    counted = (
        translate("ConflictDialog", "Case {position} of {count}")
        if found.rep
        else translate("ConflictDialog", "Conflict {position} of {count}")
    )
    parts = [counted.format(position=found.position, count=found.count)]
    problems = len(found.conflict.problems)
    if problems > 1:
        parts.append(translate("ConflictDialog", "%Ln problems", "", problems))
    if found.since is not None:
        text = translate("ConflictDialog", "asked by {rep} {age}")
        parts.append(text.format(rep=found.rep, age=formats.age(found.since, now)))
    if found.order is not None:
        total = translate("ConflictDialog", "total now {total} {currency}")
        parts.append(total.format(total=formats.money(found.order.totals.total), currency=currency))
    return "  ·  ".join(parts)


def note(found: ConflictViewModel) -> str:
    """The last note, who had the customer checked out, what goes along; "" for none of these."""
    conflict = found.conflict
    lines = []
    if conflict.holder:
        held = translate("ConflictDialog", "{holder} had the customer checked out until {until}.")
        until = "" if conflict.held_until is None else formats.deadline(conflict.held_until)
        lines.append(held.format(holder=conflict.holder, until=until))
    by = conflict.note_by
    lines.append(f"{by}: {conflict.note}" if by and conflict.note else conflict.note)
    if conflict.together and not found.beside:
        lines.append(
            translate(
                "ConflictDialog",
                "It stands together with others: all of them are carried out, or none.",
            )
        )
    if found.beside:
        along = translate(
            "ConflictDialog",
            "It stands together with {others}: cancelling it takes all of them back.",
        )
        lines.append(along.format(others=step_texts.subjects_text(found.beside)))
    return "\n".join(filter(None, lines))


def account(customer: Customer, currency: str) -> str:
    """What an admin wants to know of a customer before deciding."""
    parts = [customer.number, wording.status_label(customer.status)]
    if customer.credit_limit is not None:
        limit = translate("ConflictDialog", "credit limit {amount} {currency}")
        parts.append(limit.format(amount=formats.money(customer.credit_limit), currency=currency))
    balance = translate("ConflictDialog", "balance {amount} {currency}")
    parts.append(balance.format(amount=formats.money(customer.balance), currency=currency))
    if customer.payment_terms:
        parts.append(customer.payment_terms)
    return "  ·  ".join(parts)


def effect(total: Decimal | None, now: Decimal) -> str:
    """What an option makes of an order's total."""
    if total is None:
        return translate("ConflictProblems", "the order is cancelled")
    if total == now:
        return translate("ConflictProblems", "total stays {total}").format(
            total=formats.money(total)
        )
    sign = "+" if total > now else "-"
    return translate("ConflictProblems", "total becomes {total} ({difference})").format(
        total=formats.money(total), difference=f"{sign}{formats.money(abs(total - now))}"
    )


def resolve_label(choices: ResolutionDraft, outcome: Outcome, *, by_admin: bool) -> str:
    """What the button does."""
    if choices.cancels or outcome is None:
        return translate("ConflictDialog", "Cancel the order")
    if choices.values:
        return _keep_text(choices)
    if len(choices.problems_to_answer) == 1:
        problem = choices.problems_to_answer[0]
        return wording.action_text(next(iter(choices.actions.values())), problem)
    if not outcome:
        return translate("ConflictDialog", "Resolve it this way")
    if by_admin:
        return translate("ConflictDialog", "Decide it this way, for {total}").format(total=outcome)
    return translate("ConflictDialog", "Order it this way, for {total}").format(total=outcome)


def _keep_text(choices: ResolutionDraft) -> str:
    if len(choices.values) > 1:
        return translate("ConflictDialog", "Keep these %Ln values", "", len(choices.values))
    value = next(iter(choices.values.values())).partition("\n")[0]
    if not value:
        return translate("ConflictDialog", "Leave it empty")
    return translate("ConflictDialog", "Keep {value}").format(value=_short(value))


def _short(value: str) -> str:
    longest = 32
    return value if len(value) <= longest else f"{value[:longest].rstrip()}…"
