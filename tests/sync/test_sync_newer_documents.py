"""A newer head office writes what this program can't read: it waits for the upgrade."""

from dataclasses import replace

import pytest

from smartclient.contract import document_versions
from smartclient.contract.feeds import COLUMNS, FeedKind, FeedPage
from smartclient.domain.errors import NewerVersionError
from smartclient.domain.tasks import TaskStatus
from tests.sync.sync_world import Company, Laptop


class Upgraded:
    """A program in which a kind of document has a second version."""

    def __init__(self, patch: pytest.MonkeyPatch, kind: str) -> None:
        self._patch, self._kind = patch, kind

    def __enter__(self) -> None:
        same = {(self._kind, 1): lambda document: document}
        self._patch.setattr(document_versions, "UPGRADES", same)

    def __exit__(self, *error: object) -> None:
        self._patch.setattr(document_versions, "UPGRADES", {})


def test_a_newer_reply_waits_for_the_upgrade_and_holds_up_no_other(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    newer = laptop.order()
    laptop.sync(answer_now=None)
    with Upgraded(monkeypatch, "answer"):
        company.office.answer_waiting()
    laptop.order()
    for _ in range(2):
        summary = laptop.sync()
        assert "Upgrade Smart Client" in summary.why
        (entry,) = laptop.use_cases.outbox.entries()
        assert (entry.subject.id, entry.status) == (newer.order.id, TaskStatus.RECEIVED)
    with Upgraded(monkeypatch, "answer"):
        summary = laptop.sync()
        assert (summary.confirmed, summary.why) == (1, "")
        assert not laptop.use_cases.outbox.entries()


def test_a_newer_order_in_a_feed_is_read_once_the_program_is_upgraded(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    placed = laptop.order()
    with Upgraded(monkeypatch, "order"):
        laptop.sync(answer_now=None)
        company.office.answer_waiting()
    waiting = laptop.order()
    with pytest.raises(NewerVersionError, match="Upgrade Smart Client"):
        laptop.sync()
    # what was entered has gone to head office all the same
    assert company.orders() == 2
    with Upgraded(monkeypatch, "order"):
        laptop.sync()
        for record in (placed, waiting):
            assert laptop.use_cases.orders.get(record.order.id).number


def test_a_newer_document_of_open_work_is_not_stored_before_the_upgrade(laptop: Laptop) -> None:
    columns = COLUMNS[FeedKind.OPEN_WORK]
    row = tuple('{"version":2}' if name == "answer" else "" for name in columns)

    def newer(page: FeedPage) -> FeedPage:
        return replace(page, rows=(row,)) if page.kind is FeedKind.OPEN_WORK else page

    laptop.sync()
    laptop.order()
    laptop.link.pages = newer
    laptop.link.pulses = lambda pulse: replace(
        pulse, heads={**pulse.heads, FeedKind.OPEN_WORK: pulse.watermark - 1}
    )
    with pytest.raises(NewerVersionError, match="Upgrade Smart Client"):
        laptop.sync()
    laptop.link.pages = lambda page: page
    laptop.link.pulses = lambda pulse: pulse
    assert laptop.sync().why == ""
