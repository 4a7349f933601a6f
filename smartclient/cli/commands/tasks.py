"""The commands about tasks: what the rep asked for, step by step."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.tasks import task_details, task_shape
from smartclient.cli.options import Json, Limit
from smartclient.cli.references import resolve_reference
from smartclient.cli.render.tasks import effect_notes, task_page, tasks_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import TaskId
from smartclient.read_models.tasks import TaskView

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

app = typer.Typer(cls=ListingGroup, help="Show what you asked for, step by step; take it back.")

TaskReference = Annotated[
    str, typer.Argument(metavar="ID", help="The task's id, or a step's, or its start or end.")
]


@app.command("list")
def list_tasks(context: typer.Context, *, limit: Limit = None, as_json: Json = False) -> None:
    """List tasks; what “tasks” alone does.

    The newest come first. A task may have several steps, each a request to head office.
    """
    with use_cases_of(context) as use_cases:
        tasks = use_cases.tasks.newest(limit)
        if as_json:
            print_json([task_shape(task) for task in tasks])
        else:
            print_for_people(tasks_page(tasks))


@app.command("show")
def show_task(context: typer.Context, task: TaskReference, *, as_json: Json = False) -> None:
    """Show one task, and what taking it back would do.

    Each step with what it waits for.
    """
    with use_cases_of(context) as use_cases:
        found = _task(use_cases, task)
        if as_json:
            print_json(task_details(found))
        else:
            print_for_people(*task_page(found))


@app.command("undo")
def undo_task(context: typer.Context, task: TaskReference, *, as_json: Json = False) -> None:
    """Take a task back as a whole.

    What was not sent never is, and what head office has not answered is withdrawn. What it has
    confirmed is taken back by a request of its own, the newest first: an order is cancelled, a
    change is changed back, a cancelled order is placed again. “tasks show” says so beforehand.
    """
    with use_cases_of(context) as use_cases:
        before = _task(use_cases, task)
        taken_back = use_cases.tasks.take_back(before.id)
        with work_done():
            if as_json:
                print_json(task_details(taken_back))
            else:
                print_for_people(*effect_notes(before), *task_page(taken_back))


def _task(use_cases: "UseCases", reference: str) -> TaskView:
    with suppress(NotFoundError):
        return use_cases.tasks.get(TaskId(reference.strip().casefold()))
    return resolve_reference(
        reference,
        use_cases.tasks.newest(),
        names=lambda task: (task.id, *(step.id for step in task.steps)),
        what="task",
    )
