"""Head office on a terminal: its inbox, imports, decisions and policies."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from smartclient.cli.render.conflicts import case_label, open_conflict_label
from smartclient.cli.render.retention import retention_lines
from smartclient.cli.render.tables import Room, Row, TerminalColumn, count, moment, span, table
from smartclient.cli.terminal.escaping import one_line
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.contract.cases import Case
from smartclient.documents.manual import Topic
from smartclient.domain.failures import in_short
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.given_numbers import NumberWay
from smartclient.read_models.records import PolicySetting
from smartclient.wording.command_line import decision_labels, restore_cause_labels
from smartclient.wording.labels import setting_labels
from smartclient.wording.waiting import lane_sentence, overdue_sentence

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.headoffice.admin.numbering_status import NumberingStatus
    from smartclient.headoffice.admin.status import Status
    from smartclient.headoffice.database.backend import BlockedFeeds
    from smartclient.headoffice.database.import_under_way import ImportUnderWay
    from smartclient.headoffice.database.office_clock import KnownTime
    from smartclient.headoffice.database.restore_detection import RestoreStatus
    from smartclient.headoffice.importers import BadRow, ImportResult

_NAMED = 10
"""How many notes that say the same of a column are printed."""


def plain_file_page() -> Iterator[str]:
    """What a head office in a file is not, for whoever has just made one."""
    yield (
        "It is a plain file: it is not encrypted, no password is checked, and whoever can open it "
        "can sign in as anyone. That is fine for a trial. For the work of a company, use SQL "
        "Server: smartclient manual sqlserver"
    )


def status_page(status: "Status", hints: OfficeHints) -> Iterator[str]:
    """How head office stands."""
    inbox = status.inbox
    yield (f"Inbox: {inbox.received:,} waiting, {inbox.done:,} answered, {inbox.parked:,} stopped.")
    yield (
        f"{count(status.orders, 'order')}, {count(status.cases, 'open case')}, "
        f"{count(status.open_conflicts, 'conflict')} waiting for reps."
    )
    if status.oldest_waiting is not None:
        yield f"The oldest request waits since {moment(status.oldest_waiting)}."
    for request in status.overdue:
        yield on_one_line(f"{overdue_sentence(request)} {lane_sentence(request)}")
    seen = moment(status.worker_seen)
    yield f"A worker was last seen {seen}." if seen else "No worker was seen yet."
    for worker in status.workers:
        state = "silent since" if worker.silent else "serving, last seen"
        yield f"Worker {on_one_line(worker.name)}: {state} {moment(worker.seen_at)}."
    if status.import_under_way is not None:
        yield _import_sentence(status.import_under_way)
    if status.moved_customers:
        yield _moved_sentence(status.moved_customers)
    if status.held is not None:
        yield _held_sentence(status.held)
    yield from _restores(status, hints)
    for stopped in status.stopped:
        about = (
            f"{stopped.kind} {stopped.request_id} of {stopped.sender}: {in_short(stopped.error)}"
        )
        yield f"Stopped {moment(stopped.stopped_at)}: {on_one_line(about)}"
    for conflict in status.conflicts:
        about = (
            f"{open_conflict_label(conflict)} of {conflict.sender}, customer {conflict.customer}"
        )
        yield f"In conflict since {moment(conflict.since)}: {on_one_line(about)}"
    yield from numbering_lines(status.numbering)
    yield from retention_lines(status.retention, status.last_purge)
    if _is_something_wrong(status):
        yield f"What to do about it: smartclient manual {Topic.OPERATING}"


def _is_something_wrong(status: "Status") -> bool:
    return bool(
        status.held is not None
        or status.overdue
        or status.inbox.parked
        or status.restores.suspected_at is not None
        or any(worker.silent for worker in status.workers)
    )


def _restores(status: "Status", hints: OfficeHints) -> Iterator[str]:
    restores = status.restores
    if restores.restored_at is not None:
        why = restore_cause_labels.get(restores.restored_why, restores.restored_why)
        yield f"Restored from a backup, noticed {moment(restores.restored_at)}: {why}."
    yield from restore_question(restores, hints)


def restore_question(restores: "RestoreStatus", hints: OfficeHints) -> Iterator[str]:
    """What an admin is asked about a restore, nothing where nobody reports any."""
    if restores.suspected_at is not None:
        yield (
            f"Was head office restored from a backup? {count(restores.suspected_by, 'login')} "
            f"reported it first {moment(restores.suspected_at)}, and head office knows of none. "
            "Say that it was, or that it was not:"
        )
        yield hints.line("restored")
        yield hints.line("restored", "--dismiss")


def _import_sentence(found: "ImportUnderWay") -> str:
    return (
        f"An import began {moment(found.began_at)}; {found.done:,} of its {found.portions:,} "
        f"portions are done, the last {moment(found.written_at)}. If it is not running any more, "
        "import the same folder again, which finishes it."
    )


def numbering_lines(numbering: "NumberingStatus") -> Iterator[str]:
    """What explains gaps in the numbers of orders and customers."""
    if numbering.may_have_gaps:
        yield (
            "Numbers may have gaps, as the policy numbering says: a number that nobody has was not "
            f"needed, and no order is missing. More: smartclient manual {Topic.SQLSERVER}"
        )
    elif not numbering.in_blocks:
        yield "Numbers are given without gaps."
    for numbered, way in numbering.ways.items():
        if way is not NumberWay.TEMPORARY:
            yield f"Numbers of new {numbered}: {setting_labels[way]}."
    for numbered, taken in numbering.in_blocks.items():
        yield (
            f"Devices took {taken:,} numbers of {numbered} ahead. Those that they have not used "
            "are given to nobody else."
        )
    for counter, numbers in numbering.passed_over.items():
        yield (
            f"{_COUNTED[counter]} from {numbers[0]} to {numbers[-1]} were passed over when head "
            "office was restored: they may have been given since the backup."
        )


_COUNTED: Mapping[str, str] = {
    "order_number": "Order numbers",
    "customer_number": "Customer numbers",
}


def _moved_sentence(moved: int) -> str:
    return (
        f"{count(moved, 'customer')} changed hands: their earlier orders follow to the new reps "
        "while a worker runs."
    )


def _held_sentence(held: "BlockedFeeds") -> str:
    age = "" if held.seconds is None else f" for {span(held.seconds)}"
    if held.holder is None:
        return (
            f"Feeds are held back{age} by a transaction that is open. To see whose it is, the "
            "login needs the right VIEW SERVER STATE, on Azure SQL Database VIEW DATABASE STATE."
        )
    who = held.holder
    names = [
        f"login {who.login}" if who.login else "",
        f"computer {who.host}" if who.host else "",
        f"program {who.program}" if who.program else "",
    ]
    return (
        f"Feeds are held back{age}, probably by session {who.session} "
        f"({', '.join(filter(None, names))}), whose transaction wrote first of those that are "
        "open: laptops are given nothing newer until it ends."
    )


def clock_page(known: "KnownTime", now: datetime) -> Iterator[str]:
    """By which time a head office file goes, and what is odd about it."""
    from smartclient.diagnostics.clock import file_clock_findings  # noqa: PLC0415 (slow)

    if known.latest is None:
        yield "Nobody used this head office yet, or it is on a server, whose own clock counts."
        return
    found = file_clock_findings(known, now)
    if not found:
        yield "Head office goes by the clock of this computer."
    for finding in found:
        yield f"{finding.detail} {finding.advice}"
    if known.leap is not None:
        yield (
            f"The clock of {on_one_line(known.leap_by or '?')} said {moment(known.leap)}, which "
            "nothing bears out so far: others don't go by it."
        )


def on_one_line(text: str) -> str:
    """What somebody sent as one line that says nothing to the terminal itself."""
    return one_line(" ".join(text.split()))


def import_page(result: "ImportResult", *, dry_run: bool) -> Iterator["RenderableType"]:
    """What was imported, or would be, which rows are bad, and what was passed over."""
    numbers = ("New", "Changed", "Unchanged", "Removed", "Bad")
    columns = (
        TerminalColumn(title="Would be imported" if dry_run else "Imported"),
        *(TerminalColumn(title=name, right=True) for name in numbers),
    )
    rows = [
        Row(
            cells=(
                kind.replace("_", " "),
                *(
                    f"{number:,}"
                    for number in (one.new, one.changed, one.unchanged, one.removed, one.bad)
                ),
            )
        )
        for kind, one in result.tallies.items()
    ]
    yield table(columns, rows, empty="There was nothing to import.")
    if result.skipped:
        yield (
            f"{count(len(result.skipped), 'bad row')}:"
            if dry_run
            else (f"{count(len(result.skipped), 'bad row')} skipped:")
        )
        yield from map(str, result.skipped)
    yield from notes_page(result.notes)


def notes_page(notes: Sequence["BadRow"]) -> Iterator["RenderableType"]:
    """What an import ignored or rounded although its rows are good."""
    if notes:
        yield "Please note:"
    alike: dict[tuple[str, str, str], list[BadRow]] = defaultdict(list)
    for note in notes:
        alike[note.file, note.column, note.template].append(note)
    for (file, column, _), group in alike.items():
        yield from map(str, group[:_NAMED])
        if len(group) > _NAMED:
            more = count(len(group) - _NAMED, "more row")
            yield f"{file}, {column}: the same on {more}. --json lists them all."


def decision_page(case: Case, action: Action) -> Iterator[str]:
    """How a case was decided."""
    decided = decision_labels.get(action.kind, f"is decided: {action}")
    yield f"{case_label(case)} {decided}."
    yield f"{case.rep} learns of it with the next sync."


def _possible_settings(policy: PolicySetting) -> str:
    if policy.example:
        return f"such as {policy.example}"
    if policy.least is None or policy.most is None:
        return ", ".join(policy.choices)
    return f"{policy.least} to {policy.most}"


def policies_page(policies: Sequence[PolicySetting]) -> "RenderableType":
    """What each policy is set to, and what it may be."""
    columns = (
        TerminalColumn(title="Policy"),
        TerminalColumn(title="Setting"),
        TerminalColumn(title="May be", room=Room.WRAPPED),
    )
    rows = [
        Row(
            cells=(policy.key, policy.setting, _possible_settings(policy)),
            style="" if policy.setting == policy.default else "bold",
        )
        for policy in policies
    ]
    return table(columns, rows, empty="There are no policies.")
