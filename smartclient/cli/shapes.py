"""The JSON shapes of what commands print: amounts with the currency's decimals, instants in UTC."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from smartclient.contract.cases import OpenConflict
from smartclient.contract.messages import Answer
from smartclient.domain.customers import MAIN_ADDRESS, Customer
from smartclient.domain.money import decimal_text, exact_text
from smartclient.domain.office import StoppedRequest
from smartclient.domain.orders import OrderLine
from smartclient.domain.origins import Origin
from smartclient.domain.overview import CustomerEvent
from smartclient.domain.problems import Change, Problem
from smartclient.domain.progress import CacheState, Standing, SyncSummary
from smartclient.domain.records import (
    CatalogEntry,
    CustomerRecord,
    CustomerSummary,
    Life,
    LifeEvent,
    OrderRecord,
    OutboxEntry,
    PolicySetting,
)
from smartclient.domain.restores import Restore
from smartclient.domain.tasks import Subject, TaskStatus
from smartclient.domain.text import same_name
from smartclient.reconcile.actions import actions_for
from smartclient.reconcile.conflict import Conflict, FieldConflict
from smartclient.reconcile.wording import Sentence, change_sentence, problem_sentence

if TYPE_CHECKING:
    from smartclient.headoffice.dialect import HeldFeeds
    from smartclient.headoffice.importers import BadRow, Tally
    from smartclient.headoffice.status import Status

_PERCENT_DECIMALS = 2

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def amount(value: Decimal | None, currency: str) -> str | None:
    """Return an amount as text with the currency's decimals, or more if it has; None for none."""
    return None if value is None else exact_text(value, currency)


def percent(value: Decimal) -> str:
    """Return a percentage as text with at least two decimals."""
    return decimal_text(value, _PERCENT_DECIMALS)


def instant(value: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in UTC, to the millisecond."""
    if value is None:
        return None
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day(value: date | None) -> str | None:
    """Return a day as ISO 8601."""
    return None if value is None else value.isoformat()


def _known(text: str | None) -> str | None:
    return text or None


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)


# orders -------------------------------------------------------------------------------------------


def order_shape(record: OrderRecord, currency: str) -> dict[str, Json]:
    """Return an order as every command that shows one prints it."""
    order = record.order
    return {
        "order_id": order.id,
        "provisional_number": _known(order.provisional_number),
        "number": _known(record.number),
        "state": str(record.state),
        "task": _word(record.task),
        "adjusted": record.adjusted,
        "fulfilment": _word(record.fulfilment),
        "customer": order.customer,
        "order_date": day(order.order_date),
        "net": amount(order.totals.net, currency),
        "tax": amount(order.totals.tax, currency),
        "freight": amount(order.totals.freight, currency),
        "total": amount(order.totals.total, currency),
        "lines": [_line_shape(line, currency) for line in order.lines],
    }


def _line_shape(line: OrderLine, currency: str) -> Json:
    return {
        "line": line.line,
        "sku": line.sku,
        "quantity": line.quantity,
        "unit_price": amount(line.unit_price, currency),
        "discount_percent": percent(line.discount_percent),
        "amount": amount(line.amount, currency),
    }


def warning_shapes(problems: tuple[Problem, ...], report: tuple[Change, ...]) -> list[Json]:
    """Return what head office is going to say of an order, as far as the laptop can tell."""
    return [
        *(
            _warning(str(problem.code), problem.line, problem_sentence(problem))
            for problem in problems
        ),
        *(_warning(change.rule, change.line, change_sentence(change)) for change in report),
    ]


def _warning(code: str, line: int | None, sentence: Sentence) -> Json:
    return {"code": code, "line": line, "message": sentence.text}


def life_shapes(life: Life) -> dict[str, Json]:
    """Return a record's history and report, to stand beside the record."""
    return {
        "history": [_event_shape(event) for event in life.events],
        "report": [change_shape(change) for change in life.report],
        "made_from": [_origin_shape(origin) for origin in life.made_from],
        "changes": [change_shape(change) for change in life.changes],
    }


def _origin_shape(origin: Origin) -> dict[str, Json]:
    return {"kind": str(origin.kind), "order_id": origin.order_id, "order": origin.label}


def customer_history(story: Sequence[CustomerEvent]) -> list[Json]:
    """Return what happened with a customer, newest first, with the fields each step changed."""
    return [
        {
            **_event_shape(step.event),
            "subject": {"type": str(step.subject.type), "id": step.subject.id},
            "changes": [
                {"field": str(change.field), "base": change.base, "mine": change.mine}
                for change in step.changes
            ],
        }
        for step in story
        if step.event is not None
    ]


def _event_shape(event: LifeEvent) -> dict[str, Json]:
    return {
        "task": str(event.task),
        "status": str(event.status),
        "at": instant(event.at),
        "cause": event.cause,
        "by": event.by,
        "note": event.note,
        "why": reason_of(event),
    }


def reason_of(event: LifeEvent) -> str:
    """Return why head office refused or stopped something, "" for any other step."""
    return _reason(event.why, event.arguments, event.reasons)


def refusal_words(answer: Answer) -> str:
    """Return why head office refused what was asked."""
    return _reason(answer.why, answer.arguments, answer.reasons) or "Head office refused it."


def _reason(template: str, arguments: Mapping[str, str], reasons: Sequence[Problem]) -> str:
    if template:
        return _filled(template, arguments)
    return " ".join(problem_sentence(problem).text for problem in reasons)


def _filled(template: str, arguments: Mapping[str, str]) -> str:
    return template.format(**arguments) if arguments else template


def change_shape(change: Change) -> Json:
    """Return one thing that head office changed."""
    return {
        "rule": change.rule,
        "field": change.field,
        "line": change.line,
        "sku": change.sku,
        "before": change.before,
        "after": change.after,
        "by": change.by,
        "message": change_sentence(change).text,
    }


# customers and catalog ----------------------------------------------------------------------------


def customer_shape(customer: CustomerSummary, currency: str) -> dict[str, Json]:
    """Return one row of the list of customers."""
    return {
        "number": customer.number,
        "name": customer.name,
        "contact": customer.contact,
        "phone": customer.phone,
        "email": customer.email,
        "city": customer.city,
        "status": str(customer.status),
        "credit_limit": amount(customer.credit_limit, currency),
        "credit_used": amount(customer.credit_used, currency),
        "tentative": customer.tentative,
        "task": _word(customer.task),
        "deleted": customer.deleted,
    }


def summary_of(record: CustomerRecord) -> CustomerSummary:
    """Return the row of the list that a customer's record makes."""
    customer = record.customer
    return CustomerSummary(
        number=customer.number,
        name=customer.name,
        contact=customer.contact,
        phone=customer.phone,
        email=customer.email,
        city=_city(customer),
        status=str(customer.status),
        credit_limit=customer.credit_limit,
        credit_used=record.credit_used,
        tentative=record.tentative,
        task=record.task,
        deleted=record.deleted,
    )


def _city(customer: Customer) -> str:
    main = [address for address in customer.addresses if same_name(address.kind, MAIN_ADDRESS)]
    return next((address.city for address in (*main, *customer.addresses)), "")


def catalog_shape(entry: CatalogEntry, currency: str) -> dict[str, Json]:
    """Return one row of the catalog."""
    return {
        "sku": entry.sku,
        "name": entry.name,
        "category": entry.category,
        "price": amount(entry.price, currency),
        "offer": _known(entry.offer),
        "stock": entry.stock,
        "stock_as_of": instant(entry.stock_as_of),
        "on_sale": entry.on_sale,
        "replaced_by": entry.replaced_by,
    }


# outbox and conflicts -----------------------------------------------------------------------------


def outbox_shape(entry: OutboxEntry) -> dict[str, Json]:
    """Return one request that is not yet answered."""
    return {
        "request_id": entry.request_id,
        "kind": str(entry.kind),
        "subject": subject_shape(entry.subject),
        "status": str(entry.status),
        "since": instant(entry.since),
        "attempts": entry.attempts,
        "next_try": instant(entry.next_try),
        "why": _known(why_of(entry)),
    }


def why_of(entry: OutboxEntry) -> str:
    """Return why a request is not further on, "" when there is nothing to say."""
    return _filled(entry.why, entry.arguments)


def subject_shape(subject: Subject) -> dict[str, Json]:
    """Return the record that something is about."""
    return {"type": str(subject.type), "id": subject.id, "label": subject.label}


def conflict_shape(conflict: Conflict) -> dict[str, Json]:
    """Return a conflict with everything that is needed to settle it."""
    return {"conflict_id": conflict.id, **_what_collides(conflict, by_admin=False)}


def _what_collides(conflict: Conflict, *, by_admin: bool) -> dict[str, Json]:
    return {
        "kind": str(conflict.kind),
        "subject": subject_shape(conflict.subject),
        "problems": [_problem_shape(problem, by_admin=by_admin) for problem in conflict.problems],
        "fields": [_field_shape(field) for field in conflict.fields],
    }


def _problem_shape(problem: Problem, *, by_admin: bool) -> Json:
    return {
        "code": str(problem.code),
        "line": problem.line,
        "message": problem_sentence(problem).text,
        "before": problem.before,
        "after": problem.after,
        "actions": [str(action) for action in actions_for(problem, by_admin=by_admin)],
    }


def _field_shape(field: FieldConflict) -> Json:
    return {
        "field": field.field,
        "base": field.base,
        "mine": field.mine,
        "theirs": field.theirs,
        "by": field.by,
        "at": instant(field.at),
    }


def case_shape(conflict: Conflict, *, rep: str, note: str) -> dict[str, Json]:
    """Return a conflict that waits for an admin."""
    return {
        "case": conflict.id,
        **_what_collides(conflict, by_admin=True),
        "rep": rep,
        "note": note,
    }


def stopped_shape(one: StoppedRequest) -> dict[str, Json]:
    """Return a request that head office has set aside."""
    return {
        "request": one.request_id,
        "login": one.sender,
        "kind": one.kind,
        "customer": one.customer,
        "error": one.error,
        "stopped_at": instant(one.stopped_at),
    }


def open_conflict_shape(one: OpenConflict) -> dict[str, Json]:
    """Return a conflict that waits for its rep."""
    return {
        "conflict": one.id,
        **_what_collides(one.conflict, by_admin=True),
        "login": one.sender,
        "customer": one.customer,
        "since": instant(one.since),
    }


# the link -----------------------------------------------------------------------------------------

_COUNTED = (
    TaskStatus.CONFIRMED,
    TaskStatus.ADJUSTED,
    TaskStatus.IN_CONFLICT,
    TaskStatus.AWAITING_DECISION,
    TaskStatus.REJECTED,
    TaskStatus.PARKED,
)


def sync_shape(summary: SyncSummary) -> dict[str, Json]:
    """Return what one sync did."""
    return {
        "link": str(summary.link),
        "sent": summary.sent,
        **{str(status): getattr(summary, status) for status in _COUNTED},
        "waiting": summary.waiting,
        "pulled": summary.pulled,
    }


def standing_shape(standing: Standing) -> dict[str, Json]:
    """Return how the laptop stands."""
    return {
        "link": str(standing.link),
        "offline": standing.offline_by_choice,
        "to_send": standing.to_send,
        "at_head_office": standing.at_head_office,
        "stopped": standing.stopped,
        "conflicts": standing.conflicts,
        "last_sync": instant(standing.last_sync),
        "no_answer_since": None if standing.silence is None else instant(standing.silence.since),
        "restored": None if standing.restore is None else _restore_shape(standing.restore),
        "cache": _cache_shape(standing.cache),
    }


def _restore_shape(restore: Restore) -> dict[str, Json]:
    return {
        "noticed_at": instant(restore.noticed_at),
        "by": str(restore.sign),
        "offered_again": restore.offered,
    }


def _cache_shape(cache: Mapping[str, CacheState]) -> dict[str, Json]:
    return {
        kind: {"rows": state.rows, "as_of": instant(state.as_of)} for kind, state in cache.items()
    }


def policy_shape(policy: PolicySetting) -> dict[str, Json]:
    """Return one policy: what it is set to, and what it may be set to."""
    return {
        "key": policy.key,
        "setting": policy.setting,
        "default": policy.default,
        "choices": list(policy.choices),
    }


# head office --------------------------------------------------------------------------------------


def head_office_shape(status: "Status") -> dict[str, Json]:
    """Return how head office stands."""
    return {
        "inbox": {
            "received": status.inbox.received,
            "done": status.inbox.done,
            "parked": status.inbox.parked,
        },
        "orders": status.orders,
        "cases": status.cases,
        "worker_seen": instant(status.worker_seen),
        "workers": [
            {"name": one.name, "seen_at": instant(one.seen_at), "silent": one.silent}
            for one in status.workers
        ],
        "oldest_waiting": instant(status.oldest_waiting),
        "held": None if status.held is None else _held_shape(status.held),
        "stopped": [
            {
                "id": one.request_id,
                "login": one.sender,
                "kind": one.kind,
                "error": one.error,
                "stopped_at": instant(one.stopped_at),
            }
            for one in status.stopped
        ],
        "open_conflicts": status.open_conflicts,
        "conflicts": [open_conflict_shape(one) for one in status.conflicts],
        "restored_at": instant(status.restores.restored_at),
        "restored_why": status.restores.restored_why if status.restores.restored_at else None,
        "restore_suspected_at": instant(status.restores.suspected_at),
    }


def _held_shape(held: "HeldFeeds") -> dict[str, Json]:
    holder = held.holder
    return {
        "seconds": held.seconds,
        "session": None
        if holder is None
        else {
            "id": holder.session,
            "login": holder.login,
            "host": holder.host,
            "program": holder.program,
        },
    }


def import_shape(
    tallies: Mapping[str, "Tally"],
    *,
    skipped: Sequence["BadRow"],
    notes: Sequence["BadRow"],
    dry_run: bool,
) -> dict[str, Json]:
    """Return what was imported, or would be, the bad rows, and what else is to be said."""
    return {
        "dry_run": dry_run,
        "imported": {} if dry_run else {kind: tally.taken for kind, tally in tallies.items()},
        "changes": {
            kind: {
                "new": tally.new,
                "changed": tally.changed,
                "unchanged": tally.unchanged,
                "removed": tally.removed,
                "bad": tally.bad,
            }
            for kind, tally in tallies.items()
        },
        "skipped": [_bad_row_shape(bad) for bad in skipped],
        "notes": [_bad_row_shape(note) for note in notes],
    }


def _bad_row_shape(bad: "BadRow") -> dict[str, Json]:
    return {"file": bad.file, "line": bad.line, "column": bad.column, "reason": bad.reason}
