"""What the command line says of an order that was saved: as it is, and what it waits for."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from smartclient.cli.json_output.data_ages import age_shapes, age_warnings
from smartclient.cli.json_output.orders import (
    demand_shape,
    order_shape,
    waits_for_shape,
    warning_shapes,
)
from smartclient.cli.reasons import why_of_step
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.render.orders import demand_page, order_page, origins_page, warnings_page
from smartclient.cli.sentences import change_text, problem_text
from smartclient.cli.terminal.hints import Hints
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.number_supply import NumberSupply
from smartclient.read_models.records import OrderPreview, OrderRecord
from smartclient.read_models.tasks import StepView

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases


def report_saved(
    use_cases: "UseCases",
    record: OrderRecord,
    preview: OrderPreview,
    hints: Hints,
    *,
    as_json: bool,
) -> None:
    """Show an order that was saved, what head office may ask about it, and when it goes."""
    wait = waiting_step(use_cases, record)
    if as_json:
        warnings = [
            *warning_shapes(preview.problems, (*preview.changes, *preview.report)),
            *age_warnings(preview.ages),
        ]
        shape = order_shape(record, use_cases.catalog.currency())
        demand = demand_shape(preview.demand, use_cases.catalog.currency())
        more = {"ages": age_shapes(preview.ages), "waits_for": waits_for_shape(wait)}
        print_json({**shape, "warnings": warnings, **more, "tentative_demand": demand})
        return
    questions = [problem_text(problem) for problem in preview.problems]
    changes = [change_text(change) for change in preview.report]
    client_status = use_cases.status.current()
    print_for_people(
        *order_page(record, client_status.currency),
        *origins_page(preview.origins, preview.changes),
        *warnings_page(questions, changes),
        *demand_page(preview.demand, client_status.currency),
        *ages_page(preview.ages),
        "",
        *_where_it_is(record, wait, hints, offline=client_status.offline_by_choice),
        *_number_note(record, client_status.numbers),
    )


def waiting_step(use_cases: "UseCases", record: OrderRecord) -> StepView | None:
    """The step of an order that waits for another one, None for an order that does not."""
    return None if record.task_id is None else use_cases.tasks.waiting(record.task_id)


def _number_note(record: OrderRecord, numbers: Mapping[Numbered, NumberSupply]) -> Iterator[str]:
    supply, number = numbers.get(Numbered.ORDERS), record.order.provisional_number
    if supply is not None and not record.number and supply.replaced(number):
        yield (
            f"The numbers that were taken ahead are used up, so {number}* is provisional. The next "
            "sync brings more."
        )


def _where_it_is(
    record: OrderRecord, wait: StepView | None, hints: Hints, *, offline: bool
) -> Iterator[str]:
    if record.state is OrderState.DRAFT:
        yield "Saved as a draft, because it is not quoted as before. To place it as it is now:"
        yield hints.line("orders", "amend", record.order.provisional_number, "--accept-changes")
    elif wait is not None:
        yield f"Saved. {why_of_step(wait)}"
    else:
        when = "when you are back online." if offline else "with the next sync."
        yield f"Saved. It goes to head office {when}"
