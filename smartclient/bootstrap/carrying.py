"""Carrying: this device's unsent work goes to a file, and the answers are taken in from one."""

from dataclasses import dataclass
from pathlib import Path

from smartclient.bootstrap.bundle_paths import read_bundle, write_bundle
from smartclient.bootstrap.signing import signing_key
from smartclient.contract.bundles import AnswerBundle, bundle_bytes, bundle_from
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.read_models.sync_progress import Report, no_report
from smartclient.security.bundle_files import answer_key, opened_answers_file, work_file
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.commands.carrying import (
    ImportedAnswers,
    export_work,
    import_answers,
)
from smartclient.use_cases.replies.delivery import park_overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file of work: how many requests it holds, and how many of them wait for another.

    ``awaited`` are requests sent before to which it asks for the answers.
    """

    path: Path
    requests: int
    held_back: int
    awaited: int


class Carrying:
    """What this device gives somebody to carry, and takes in; not one byte goes over a link."""

    def __init__(self, home: Path, key: bytes, store: Store, clock: Clock) -> None:
        """``key`` is the store's."""
        self._home = home
        self._key = key
        self._store = store
        self._clock = clock

    def export(self, path: Path, report: Report = no_report) -> ExportedFile:
        """Write all unsent work to a new file for head office: from now on it may have it.

        Raises RefusedError where nothing is unsent, head office does not know this device's key
        yet, or there is a file already.
        """
        if path.exists():
            raise RefusedError(
                "There is a file {path} already. Name another; no file was written.", path=path
            )
        signing = signing_key(self._home, self._key, self._store)
        park_overdue(self._store.work(), self._clock)
        exported = export_work(
            self._store.work(),
            self._clock,
            signing_key=signing.public,
            answer_key=answer_key(signing).hex(),
            report=report,
        )
        bundle = exported.bundle
        content = work_file(bundle_bytes(bundle), key=signing, recipient=exported.bundle_key)
        write_bundle(path, content)
        return ExportedFile(
            path=path,
            requests=exported.requests,
            held_back=exported.held_back,
            awaited=len(bundle.awaited),
        )

    def take_in(self, path: Path, report: Report = no_report) -> ImportedAnswers:
        """Take in the answers that head office wrote to a file; again changes nothing.

        Raises RefusedError, with nothing changed, for any other file.
        """
        file = read_bundle(path)
        signing = signing_key(self._home, self._key, self._store)
        content = opened_answers_file(file, signing)
        bundle = bundle_from(content, AnswerBundle)
        return import_answers(self._store, self._clock, bundle, report)
