"""The commands by which admins decide what waits: cases, reps' conflicts, stopped requests."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.conflicts import case_shape, open_conflict_shape, stopped_shape
from smartclient.cli.options import As, Json, Limit, Note, Take, Url
from smartclient.cli.reasons import refusal_text
from smartclient.cli.references import resolve_reference
from smartclient.cli.render.conflicts import cases_page, open_work_page
from smartclient.cli.render.headoffice import decision_page, restore_question
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import RefusedError
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.reconcile.actions import parse_action
from smartclient.settings.places import is_server

if TYPE_CHECKING:
    from smartclient.headoffice.admin.service import HeadOffice

StoppedReference = Annotated[
    str, typer.Argument(metavar="REQUEST", help="The request's id, or its start or end.")
]


def hints_for(office: "HeadOffice", url: str) -> OfficeHints:
    """Return what makes the command lines for whoever looks after head office."""
    from smartclient.database.transactions import reading  # noqa: PLC0415 (slow; help does without it)
    from smartclient.headoffice.database.stored_states import ADMIN  # noqa: PLC0415 (as above)
    from smartclient.headoffice.inbox.identity import logins  # noqa: PLC0415 (as above)

    with reading(office.engine) as connection:
        admins = logins(connection, ADMIN)
    if is_server(url):
        from smartclient.database.mssql.address import url_with  # noqa: PLC0415 (as above)

        # a password that came with the address is not shown
        url = url_with(url, password="")
    return OfficeHints(url=url, admin=admins[0] if admins else "LOGIN")


def cases(*, url: Url, limit: Limit = None, as_json: Json = False) -> None:
    """List the cases that wait for an admin, and what waits for reps and for support."""
    with office_at(url) as office:
        found = office.cases()[:limit]
        waiting, stopped = office.open_conflicts()[:limit], office.stopped()[:limit]
        restores, hints = office.restores(), hints_for(office, url)
    if as_json:
        print_json(
            [
                *(case_shape(case.conflict, rep=case.rep, note=case.note) for case in found),
                *map(open_conflict_shape, waiting),
                *map(stopped_shape, stopped),
            ]
        )
    else:
        print_for_people(
            *restore_question(restores, hints),
            *cases_page(found, hints),
            *open_work_page(waiting, stopped, hints),
        )


def decide(
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="The case, or the start or end of its id.")
    ],
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="approve, refuse, hand_back or an action.")
    ],
    *,
    url: Url,
    as_login: As,
    take: Take = None,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Decide a case as an admin.

    approve takes it as the rep entered it, refuse refuses it, hand_back returns it to the rep;
    the actions a rep has may be taken too. For fields that both sides changed, approve takes the
    rep's values and refuse keeps head office's; approve with --take chooses for each.
    """
    with office_at(url) as office:
        found = resolve_reference(
            case,
            office.cases(),
            names=lambda waiting: (waiting.conflict.id,),
            what="case that waits for a decision",
        )
        wanted = parse_action(action, found.conflict.problems, by_admin=True)
        answer = office.decisions.decide(
            found.conflict.id, wanted, choices=take or (), note=note, as_login=as_login
        )
    if not answer.status.succeeded:
        raise RefusedError(refusal_text(answer))
    with work_done():
        if as_json:
            print_json({"case": found.conflict.id, "status": str(answer.status)})
        else:
            print_for_people(*decision_page(found, wanted))


def take_over(
    conflict: Annotated[
        str, typer.Argument(metavar="CONFLICT", help="The conflict's id, or its start or end.")
    ],
    *,
    url: Url,
    as_login: As,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Decide a conflict that waits for its rep: it becomes a case."""
    with office_at(url) as office:
        found = resolve_reference(
            conflict,
            office.open_conflicts(),
            names=lambda waiting: (waiting.id,),
            what="conflict that waits for its rep",
        )
        answer = office.decisions.take_over(found.id, note=note, as_login=as_login)
    _tell_asked(answer, found.id, "It is a case now.", as_json=as_json)


def retry(
    request: StoppedReference,
    *,
    url: Url,
    as_login: As,
    confirm: Annotated[
        bool,
        typer.Option("--confirm", help="Its rep still wants it, whatever was withdrawn there."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Have a stopped request tried again."""
    with office_at(url) as office:
        found = _stopped_one(office, request)
        answer = office.decisions.retry_stopped(
            found.sender, found.request_id, confirmed=confirm, as_login=as_login
        )
    _tell_asked(answer, found.request_id, "It is tried again.", as_json=as_json)


def close(
    request: StoppedReference,
    *,
    url: Url,
    as_login: As,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Refuse a stopped request: its rep learns of it."""
    with office_at(url) as office:
        found = _stopped_one(office, request)
        answer = office.decisions.close_stopped(
            found.sender, found.request_id, note=note, as_login=as_login
        )
    _tell_asked(answer, found.request_id, "It is closed.", as_json=as_json)


def _stopped_one(office: "HeadOffice", request: str) -> StoppedRequest:
    return resolve_reference(
        request,
        office.stopped(),
        names=lambda stopped: (stopped.request_id,),
        what="stopped request",
    )


def _tell_asked(answer: Answer, about: str, done: str, *, as_json: bool) -> None:
    if answer.status is not AnswerStatus.CONFIRMED:
        raise RefusedError(refusal_text(answer))
    with work_done():
        if as_json:
            print_json({"id": about, "status": str(answer.status)})
        else:
            print_for_people(done)


def add_to(app: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    app.command("cases")(cases)
    app.command("decide")(decide)
    app.command("take-over")(take_over)
    app.command("retry")(retry)
    app.command("close")(close)
