"""The JSON shapes of orders, of what is going to be said of them, and of a record's life."""

from smartclient.cli.json_output.values import Json, amount, day, instant, known, percent, word
from smartclient.cli.reasons import reason_of, why_of_step
from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.sales.given_numbers import Numbered, is_final
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.sales.origins import Origin
from smartclient.read_models.demand import TentativeDemand
from smartclient.read_models.records import History, HistoryEvent, OrderRecord
from smartclient.read_models.tasks import StepView
from smartclient.wording.sentences import Sentence, change_sentence, problem_sentence


def order_shape(record: OrderRecord, currency: str) -> dict[str, Json]:
    """An order as every command that shows one prints it."""
    order = record.order
    return {
        "order_id": order.id,
        "provisional_number": known(order.provisional_number),
        "number": known(record.number or _given_for_good(order.provisional_number)),
        "state": str(record.state),
        "task": word(record.task),
        "adjusted": record.adjusted,
        "fulfilment": word(record.fulfilment),
        "customer": order.customer,
        "ship_to": known(order.ship_to),
        "order_date": day(order.order_date),
        "net": amount(order.totals.net, currency),
        "tax": amount(order.totals.tax, currency),
        "freight": amount(order.totals.freight, currency),
        "total": amount(order.totals.total, currency),
        "lines": [_line_shape(line, currency) for line in order.lines],
    }


def _given_for_good(number: str) -> str:
    return number if is_final(Numbered.ORDERS, number) else ""


def _line_shape(line: OrderLine, currency: str) -> Json:
    return {
        "line": line.line,
        "sku": line.sku,
        "quantity": line.quantity,
        "unit_price": amount(line.unit_price, currency),
        "discount_percent": percent(line.discount_percent),
        "amount": amount(line.amount, currency),
    }


def waits_for_shape(step: StepView | None) -> Json:
    """What an order waits for: the steps that it needs, what they are about, and the reason."""
    if step is None:
        return None
    return {
        "needs": list(step.needs),
        "label": step.arguments.get("blocking", ""),
        "why": why_of_step(step),
    }


def warning_shapes(problems: tuple[Problem, ...], report: tuple[Change, ...]) -> list[Json]:
    """What head office is going to answer to an order, as far as is known here."""
    return [
        *(
            _warning(str(problem.code), problem.line, problem_sentence(problem))
            for problem in problems
        ),
        *(_warning(change.rule, change.line, change_sentence(change)) for change in report),
    ]


def demand_shape(demand: TentativeDemand, currency: str) -> Json:
    """What other orders that are not confirmed take of the stock and the credit."""
    return {
        "stock": [
            {
                "line": stock.line,
                "sku": stock.sku,
                "in_stock": stock.in_stock,
                "in_own_orders": stock.in_own_orders,
            }
            for stock in demand.stock
        ],
        "credit": amount(demand.credit, currency),
    }


def _warning(code: str, line: int | None, sentence: Sentence) -> Json:
    return {"code": code, "line": line, "message": sentence.text}


def history_shapes(life: History) -> dict[str, Json]:
    """A record's history and report, to stand beside the record."""
    return {
        "history": [event_shape(event) for event in life.events],
        "report": [change_shape(change) for change in life.report],
        "made_from": [_origin_shape(origin) for origin in life.origins],
        "changes": [change_shape(change) for change in life.changes],
    }


def _origin_shape(origin: Origin) -> dict[str, Json]:
    return {"kind": str(origin.kind), "order_id": origin.order_id, "order": origin.label}


def event_shape(event: HistoryEvent) -> dict[str, Json]:
    """One step of a record's life."""
    return {
        "task": str(event.task),
        "status": str(event.status),
        "at": instant(event.at),
        "cause": event.cause,
        "by": event.by,
        "note": event.note,
        "why": reason_of(event, lambda problem: problem_sentence(problem).text),
    }


def change_shape(change: Change) -> Json:
    """One thing that head office changed."""
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
