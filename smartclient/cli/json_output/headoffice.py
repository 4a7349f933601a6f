"""The JSON shapes of how head office stands, of its policies, and of imports."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from smartclient.cli.json_output.conflicts import open_conflict_shape
from smartclient.cli.json_output.values import Json, instant
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.read_models.headoffice import WaitingRequest
from smartclient.read_models.records import PolicySetting

if TYPE_CHECKING:
    from smartclient.headoffice.admin.numbering_status import NumberingStatus
    from smartclient.headoffice.admin.status import Status
    from smartclient.headoffice.database.backend import BlockedFeeds
    from smartclient.headoffice.database.import_under_way import ImportUnderWay
    from smartclient.headoffice.database.office_clock import KnownTime
    from smartclient.headoffice.importers import BadRow, ImportCounts
    from smartclient.headoffice.retention.last_purge import LastPurge


def policy_shape(policy: PolicySetting) -> dict[str, Json]:
    """One policy: what it is set to, and what it may be set to."""
    return {
        "key": policy.key,
        "setting": policy.setting,
        "default": policy.default,
        "choices": list(policy.choices),
        "least": policy.least,
        "most": policy.most,
        "example": policy.example or None,
    }


def head_office_shape(status: "Status") -> dict[str, Json]:
    """How head office stands."""
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
            {"name": worker.name, "seen_at": instant(worker.seen_at), "silent": worker.silent}
            for worker in status.workers
        ],
        "oldest_waiting": instant(status.oldest_waiting),
        "overdue": [waiting_shape(request) for request in status.overdue],
        "held": None if status.held is None else _held_shape(status.held),
        "stopped": [
            {
                "id": item.request_id,
                "login": item.sender,
                "kind": item.kind,
                "error": item.error,
                "stopped_at": instant(item.stopped_at),
            }
            for item in status.stopped
        ],
        "open_conflicts": status.open_conflicts,
        "conflicts": [open_conflict_shape(conflict) for conflict in status.conflicts],
        "import_under_way": _import_under_way_shape(status.import_under_way),
        "moved_customers": status.moved_customers,
        "numbering": _numbering_shape(status.numbering),
        "retention": {str(kind): days for kind, days in status.retention.items()},
        "last_purge": _last_purge_shape(status.last_purge),
        "restored_at": instant(status.restores.restored_at),
        "restored_why": status.restores.restored_why if status.restores.restored_at else None,
        "restore_suspected_at": instant(status.restores.suspected_at),
    }


def _numbering_shape(numbering: "NumberingStatus") -> dict[str, Json]:
    return {
        "setting": str(numbering.setting),
        "may_have_gaps": numbering.may_have_gaps or bool(numbering.in_blocks),
        "ways": {numbered: str(way) for numbered, way in numbering.ways.items()},
        "in_blocks": {numbered: numbering.in_blocks.get(numbered, 0) for numbered in Numbered},
        "passed_over": {
            counter: [numbers[0], numbers[-1]] for counter, numbers in numbering.passed_over.items()
        },
    }


def _last_purge_shape(purge: "LastPurge | None") -> Json:
    if purge is None:
        return None
    return {
        "at": instant(purge.at),
        "worker": purge.worker,
        "rows": purge.rows,
        "bytes": purge.saved,
    }


def _import_under_way_shape(found: "ImportUnderWay | None") -> Json:
    if found is None:
        return None
    return {
        "began_at": instant(found.began_at),
        "written_at": instant(found.written_at),
        "done": found.done,
        "portions": found.portions,
    }


def waiting_shape(request: WaitingRequest) -> dict[str, Json]:
    """A request that waits for the worker, and what holds its customer's requests."""
    return {
        "request": request.request_id,
        "login": request.sender,
        "kind": request.kind,
        "customer": request.customer,
        "label": request.label,
        "received_at": instant(request.received_at),
        "attempts": request.attempts,
        "error": request.error,
        "leased_by": request.leased_by,
        "leased_until": instant(request.leased_until),
        "deferred_until": instant(request.deferred_until),
    }


def clock_shape(known: "KnownTime", now: datetime) -> dict[str, Json]:
    """By which time a head office file goes."""
    return {
        "latest": instant(known.latest),
        "by": known.by,
        "not_borne_out": instant(known.leap),
        "not_borne_out_by": known.leap_by,
        "this_computer": instant(now),
        "this_computer_is_behind": known.is_ahead_of(now),
    }


def _held_shape(held: "BlockedFeeds") -> dict[str, Json]:
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
    tallies: Mapping[str, "ImportCounts"],
    *,
    skipped: Sequence["BadRow"],
    notes: Sequence["BadRow"],
    dry_run: bool,
) -> dict[str, Json]:
    """What was imported, or would be, the bad rows, and what else is to be said."""
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
