"""The doctor on a head office: checks it with the rights of its administrator."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from smartclient.diagnostics.clock import file_clock_findings
from smartclient.diagnostics.finding import Check, Finding, driver_findings, failed
from smartclient.diagnostics.folders import office_disk_findings
from smartclient.diagnostics.office_service import office_service_findings
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.settings.model import Settings
from smartclient.settings.places import embedded_file, office_file_is_there
from smartclient.wording.command_line import restore_cause_labels
from smartclient.wording.waiting import lane_advice, lane_sentence, overdue_sentence

if TYPE_CHECKING:
    from smartclient.headoffice.admin.service import HeadOffice
    from smartclient.headoffice.admin.status import Status
    from smartclient.read_models.headoffice import WaitingRequest

_NONE_YET: Final = Finding(
    check=Check.OFFICE,
    ok=False,
    template="There is none yet.",
    advice="Correct the address, or make one: smartclient headoffice init --url URL.",
)
_SUSPECTED: Final = (
    "Since {since}, laptops report what only a restore from a backup explains (logins that do: "
    "{logins}), and head office knows of none."
)
_SUSPECTED_AGAIN: Final = (
    "Since {since}, laptops report what only another restore explains (logins that do: {logins}), "
    "and head office knows of none."
)
_WAS_IT_RESTORED: Final = (
    "Was it restored? Then run: smartclient headoffice restored --url URL. "
    "Otherwise: smartclient headoffice restored --dismiss --url URL."
)
_SILENT: Final = timedelta(minutes=1)
_IMPORT_IS_ALIVE: Final = timedelta(minutes=10)
"""Within which an import that runs has written a portion."""
_HELD_SECONDS: Final = 60


def head_office_findings(
    url: str, clock: Clock, open_office: Callable[[], "HeadOffice"]
) -> tuple[Finding, ...]:
    """Check driver, encryption, the database, its workers, and what holds back its feeds.

    ``open_office`` opens the head office at ``url``. Nothing is created or changed.
    """
    from smartclient.headoffice.admin.status import status  # noqa: PLC0415 (seldom wanted)

    file = embedded_file(url)
    findings = driver_findings(Settings(url=url, login="-"))
    try:
        if file is not None and not office_file_is_there(file):
            return (*findings, _NONE_YET)
        findings = (*findings, *office_disk_findings(url))
        with closing(open_office()) as office:
            found, known = status(office.engine), office.known_time()
            public = office.devices.public_address()
    except SmartClientError as error:
        return (*findings, failed(Check.OFFICE, error))
    now = clock.now()
    clocks = file_clock_findings(known, now)
    service = office_service_findings(*public, clock)
    return (*findings, _office(found), *service, *_trouble(found, now), *clocks)


def _office(found: "Status") -> Finding:
    return Finding(
        check=Check.OFFICE,
        ok=True,
        template="Head office answers. Requests that wait: {waiting}; stopped: {stopped}.",
        arguments={"waiting": str(found.inbox.received), "stopped": str(found.inbox.parked)},
    )


def _trouble(found: "Status", now: datetime) -> tuple[Finding, ...]:
    return (
        _worker(found, now),
        _stopped(found),
        _feeds(found),
        *_import(found, now),
        *_history(found),
    )


def _import(found: "Status", now: datetime) -> tuple[Finding, ...]:
    """That an import is not finished; nothing where there is none."""
    under_way = found.import_under_way
    if under_way is None:
        return ()
    return (
        Finding(
            check=Check.IMPORT,
            ok=abs(now - under_way.written_at) < _IMPORT_IS_ALIVE,
            template="An import that began on {day} is not finished: {done} of its {portions} "
            "portions are done.",
            arguments={
                "day": _day(under_way.began_at),
                "done": str(under_way.done),
                "portions": str(under_way.portions),
            },
            advice="If it is not running any more, import the same folder again, which finishes "
            "it: smartclient headoffice import FOLDER --url URL.",
        ),
    )


def _history(found: "Status") -> tuple[Finding, ...]:
    """What is known of restores, in one finding; nothing where there was none."""
    restores = found.restores
    sentences: list[str] = []
    if restores.restored_at is not None:
        sentences.append("It was restored from a backup, noticed on {day}: {why}.")
    if restores.suspected_at is not None:
        sentences.append(_SUSPECTED_AGAIN if sentences else _SUSPECTED)
    if not sentences:
        return ()
    return (
        Finding(
            check=Check.HISTORY,
            ok=restores.suspected_at is None,
            template=" ".join(sentences),
            arguments={
                "day": _day(restores.restored_at),
                "why": restore_cause_labels.get(restores.restored_why, restores.restored_why),
                "since": _day(restores.suspected_at),
                "logins": str(restores.suspected_by),
            },
            advice="" if restores.suspected_at is None else _WAS_IT_RESTORED,
        ),
    )


def _day(at: datetime | None) -> str:
    return "" if at is None else at.date().isoformat()


def _worker(found: "Status", now: datetime) -> Finding:
    seen = found.worker_seen
    # one seen in the future was seen before the clock was put back
    silent = seen is None or abs(now - seen) > _SILENT
    if silent and found.inbox.received:
        return Finding(
            check=Check.WORKER,
            ok=False,
            template="Requests wait, and no worker answers them.",
            advice="Start the service, or look at its log. What waits is safe.",
        )
    if found.overdue and not silent:
        return _overdue(found.overdue)
    sentence = "No worker runs, and nothing waits." if silent else "A worker answers."
    return Finding(check=Check.WORKER, ok=True, template=sentence)


def _overdue(requests: "Sequence[WaitingRequest]") -> Finding:
    oldest = requests[0]
    more = (
        f" It is the oldest of {len(requests)} customers whose requests wait so."
        if requests[1:]
        else ""
    )
    return Finding(
        check=Check.WORKER,
        ok=False,
        template="A worker is alive, but a request gets nowhere. {request} {lane}{more}",
        arguments={
            "request": overdue_sentence(oldest),
            "lane": lane_sentence(oldest),
            "more": more,
        },
        advice=f"{lane_advice(oldest)} See all that waits: smartclient headoffice inbox --url URL.",
    )


def _stopped(found: "Status") -> Finding:
    if not found.inbox.parked:
        return Finding(check=Check.STOPPED, ok=True, template="No request is stopped.")
    return Finding(
        check=Check.STOPPED,
        ok=False,
        template="Requests that could not be answered: {stopped}.",
        arguments={"stopped": str(found.inbox.parked)},
        advice="See each with its error: smartclient headoffice status --url URL.",
    )


def _feeds(found: "Status") -> Finding:
    held = found.held
    if held is None or (held.seconds or 0) < _HELD_SECONDS:
        return Finding(check=Check.FEEDS, ok=True, template="Nothing holds back the feeds.")
    holder = held.holder
    if holder is None:
        return Finding(
            check=Check.FEEDS,
            ok=False,
            template="An open transaction has held back the feeds for {minutes} min.",
            arguments={"minutes": str((held.seconds or 0) // 60)},
            advice="To see whose it is, the login needs the right VIEW SERVER STATE, on Azure SQL "
            "Database VIEW DATABASE STATE.",
        )
    return Finding(
        check=Check.FEEDS,
        ok=False,
        template="Session {session} of {login} on {host} has probably held back the feeds for "
        "{minutes} min.",
        arguments={
            "session": holder.session,
            "login": holder.login or "?",
            "host": holder.host or "?",
            "minutes": str((held.seconds or 0) // 60),
        },
        advice="See what it does. Let its program end its transaction, or run on the server: "
        f"KILL {holder.session};",
    )
