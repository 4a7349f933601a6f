"""The calls of the page: each takes and gives JSON text, and raises nothing.

An answer is ``{"result": …}``; ``{"refused": sentence}`` where what was asked for can't be done; or
``{"newer": true}`` where only a newer page can read what head office sent.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from smartclient.contract.cases import Case
from smartclient.contract.document_versions import upgraded
from smartclient.contract.messages import Answer
from smartclient.domain.errors import NewerVersionError, RefusedError
from smartclient.domain.rules.problems import Action, Problem
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin
from smartclient.orderpad import cases, commands, conflicts, customers, replies, texts
from smartclient.orderpad.device_data import Device, DeviceData, HeldOrder
from smartclient.orderpad.freshness import freshness
from smartclient.orderpad.plain import plain, read
from smartclient.orderpad.quoting import hold_of, local_context, previewed
from smartclient.orderpad.work import Changes, Work
from smartclient.read_models.records import OrderPreview
from smartclient.reconcile.conflict import Conflict, Resolution

Json = Any


def call(name: str, text: str) -> str:
    """Do the call ``name`` with its arguments, and return its answer; both are JSON text."""
    try:
        answer: Json = {"result": CALLS[name](json.loads(text))}
    except NewerVersionError:
        answer = {"newer": True}
    except RefusedError as error:
        answer = {"refused": texts.of_error(error)}
    return json.dumps(answer, ensure_ascii=True, separators=(",", ":"))


def _data(asked: Json) -> DeviceData:
    """The data that comes with a call: ``device``, ``rows`` by feed and ``orders``."""
    return DeviceData(
        read(Device, asked["device"]),
        asked.get("rows", {}),
        [read(HeldOrder, each) for each in asked.get("orders", ())],
    )


def _work(asked: Json) -> Work:
    return read(Work, asked.get("work", {}))


def _quote(asked: Json) -> Json:
    """An order as its editor shows it."""
    origins = read(tuple[Origin, ...], asked.get("origins", ()))
    shown = previewed(read(Order, asked["order"]), _data(asked), origins=origins)
    return _preview(shown)


def _preview(shown: OrderPreview) -> Json:
    save = shown.save
    return {
        "order": plain(shown.order),
        "problems": [
            {
                "line": problem.line,
                "settled_by": plain(problem.settled_by),
                "said": texts.of_problem(problem),
            }
            for problem in shown.problems
        ],
        "report": texts.of_changes(shown.report),
        "products": plain(shown.products),
        "arrives": plain(shown.arrives),
        "changes": texts.of_changes(shown.changes),
        "ages": texts.of_ages(shown.ages),
        "may_save": save.possible,
        "why_not": texts.of_template(save.why, save.arguments),
        "unpriced": sorted(shown.unpriced),
        "demand": plain(shown.demand),
    }


def _place(asked: Json) -> Json:
    order = read(Order, asked["order"])
    return _changes(commands.place(order, _work(asked), _data(asked), count=asked["count"]))


def _take_back(asked: Json) -> Json:
    return _changes(commands.take_back(_work(asked), _data(asked)))


def _cancel(asked: Json) -> Json:
    return _changes(commands.cancel(asked["note"], _work(asked), _data(asked)))


def _edit_customer(asked: Json) -> Json:
    fields = read(dict[EditableField, str], asked["fields"])
    return _changes(customers.edit(asked["number"], fields, _work(asked), _data(asked)))


def _hold(asked: Json) -> Json:
    """Who has a customer checked out, null for nobody."""
    data = _data(asked)
    customer = data.customer(asked["number"])
    held = None if customer is None else hold_of(customer, data)
    if held is None:
        return None
    check_out, hold = held
    until = plain(check_out.until)
    return {
        "hold": hold,
        "holder": check_out.holder,
        "device": check_out.device,
        "until": until,
    }


def _resolve(asked: Json) -> Json:
    resolution = read(Resolution, asked["resolution"])
    return _changes(conflicts.resolve(resolution, _work(asked), _data(asked)))


def _escalate(asked: Json) -> Json:
    return _changes(conflicts.escalate(asked["note"], _work(asked), _data(asked)))


def _reply(asked: Json) -> Json:
    raw = asked["reply"]
    answer = upgraded("answer", json.loads(raw["answer"]))
    reply = replies.PadReply(
        request_id=raw["request_id"],
        row_version=raw["row_version"],
        answer=read(Answer, answer),
    )
    return _changes(replies.applied(reply, _work(asked), _data(asked).device))


def _lost(asked: Json) -> Json:
    return _changes(replies.lost(_work(asked), _data(asked).device))


def _freshness(asked: Json) -> Json:
    return plain(freshness(_data(asked)))


def _changes(changes: Changes) -> Json:
    return plain(changes)


def _conflict(asked: Json) -> Json:
    """A conflict as its dialog shows it, with what each choice makes of the total."""
    conflict = read(Conflict, asked["conflict"])
    chosen = read(Resolution, asked.get("chosen", {}))
    work, data = _work(asked), _data(asked)
    order = conflicts.order_in_conflict(work, conflict)
    if order is None:
        return _shown_conflict(conflict, None, None, conflicts.options(conflict))
    effects = conflicts.effects(conflict, order, chosen, local_context(order, data))
    outcome = conflicts.previewed(conflict, chosen, work, data)
    return _shown_conflict(conflict, order, outcome, effects)


def _case(asked: Json) -> Json:
    """A case as its dialog shows it, with what each choice makes of the total."""
    case, data = _read_case(asked), _data(asked)
    chosen = read(Resolution, asked.get("chosen", {}))
    conflict, order = case.conflict, case.order
    if order is None:
        options = conflicts.options(conflict, by_admin=True)
        return _shown_conflict(conflict, None, None, options)
    context = cases.context_of(case, order, data)
    effects = conflicts.effects(conflict, order, chosen, context, by_admin=True)
    return _shown_conflict(conflict, order, cases.previewed(case, chosen, data), effects)


def _decide(asked: Json) -> Json:
    action, resolution = read(Action, asked["action"]), read(Resolution, asked["resolution"])
    case, note = _read_case(asked), asked["note"]
    return _changes(
        cases.decide(case, action, resolution, _work(asked), _data(asked).device, note=note)
    )


def _read_case(asked: Json) -> Case:
    return read(Case, upgraded("case", json.loads(asked["case"])))


def _shown_conflict(
    conflict: Conflict,
    order: Order | None,
    outcome: Order | None,
    effects: Iterable[tuple[Problem, Action, Decimal | None]],
) -> Json:
    return {
        "problems": _problems(conflict, effects),
        "fields": [
            {**plain(field), "said": texts.of_field(field.field)} for field in conflict.fields
        ],
        "note": conflict.note,
        "note_by": conflict.note_by,
        "total": None if order is None else str(order.totals.total),
        "after": None if outcome is None else str(outcome.totals.total),
    }


def _problems(
    conflict: Conflict, effects: Iterable[tuple[Problem, Action, Decimal | None]]
) -> list[dict[str, Json]]:
    found: dict[tuple[str, int | None], dict[str, Json]] = {}
    for problem in conflict.problems:
        found[problem.code, problem.line] = {
            "code": problem.code,
            "line": problem.line,
            "said": texts.of_problem(problem),
            "settled_by": plain(problem.settled_by),
            "actions": [],
        }
    for problem, action, total in effects:
        found[problem.code, problem.line]["actions"].append(
            {
                "action": plain(action),
                "said": texts.of_action(action, problem),
                "total": None if total is None else str(total),
            }
        )
    return list(found.values())


def _report(asked: Json) -> Json:
    """What an answer says: what was changed, why something was refused, and notes."""
    answer = read(Answer, asked["answer"])
    return {
        "report": texts.of_changes(answer.report),
        "reasons": [texts.of_problem(problem) for problem in answer.reasons],
        "why": texts.of_template(answer.why, answer.arguments),
        "note": answer.note,
        "by": answer.by,
    }


CALLS: Mapping[str, Callable[[Json], Json]] = {
    "quote": _quote,
    "place": _place,
    "takeBack": _take_back,
    "cancel": _cancel,
    "editCustomer": _edit_customer,
    "hold": _hold,
    "case": _case,
    "decide": _decide,
    "resolve": _resolve,
    "escalate": _escalate,
    "reply": _reply,
    "lost": _lost,
    "conflict": _conflict,
    "report": _report,
    "freshness": _freshness,
}
"""What the page may ask for, by name."""
