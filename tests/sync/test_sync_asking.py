"""Asking head office at once: over a link that breaks, and where no answer comes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smartclient.contract.messages import Request
from smartclient.contract.operations import Operations, PulseRequest, Receipt
from smartclient.contract.versions import CHECK_OUTS_SINCE
from smartclient.domain.check_out import Hold
from smartclient.domain.clock import Clock
from smartclient.domain.errors import OutOfReachError, RefusedError, WorkingOfflineError
from smartclient.domain.sales.customers import EditableField
from smartclient.gateway.gateway import Gateway
from smartclient.headoffice.admin.maintenance import change_customer
from smartclient.sync.asking import Asking, NotAnsweredError
from smartclient.sync.backoff import Backoff
from smartclient.sync.check_outs import check_in, check_out, due, renew
from smartclient.sync.context import SyncContext
from smartclient.sync.link_quality import MeasuredQuality
from smartclient.sync.stats import SyncStats
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, BEN, SHOP, Company, found_company


@pytest.fixture
def company(tmp_path: Path, clock: Clock) -> Iterator[Company]:
    made = found_company(tmp_path, clock)
    made.change_customer(SHOP, more_reps=BEN)
    yield made
    made.office.close()


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(company, tmp_path / "laptop")
    made.sync()
    yield made
    made.store.close()


@dataclass
class CutLink:
    """A link that is cut at calls of its own choice, before or after head office got them."""

    operations: Operations
    before: set[int] = field(default_factory=set)
    after: set[int] = field(default_factory=set)
    calls: int = 0
    submitted: list[tuple[str, ...]] = field(default_factory=list)

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        self.submitted.append(tuple(request.id for request in batch))
        receipts: tuple[Receipt, ...] = self._call(self.operations.submit, batch)
        return receipts

    def close(self) -> None:
        pass

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *given, **named: self._call(getattr(self.operations, name), *given, **named)

    def _call(self, act: Callable[..., Any], *given: object, **named: object) -> Any:  # noqa: ANN401 (whatever it returns)
        self.calls += 1
        if self.calls in self.before:
            raise OutOfReachError("cut")
        answer = act(*given, **named)
        if self.calls in self.after:
            raise OutOfReachError("cut")
        return answer


@contextmanager
def asking(
    laptop: SyncedLaptop, link: CutLink, *, answered: bool = True, offline: bool = False
) -> Iterator[Asking]:
    waited = [0.0]

    def wait(seconds: float) -> bool:
        waited[0] += seconds
        return False

    gateway = Gateway(lambda: link, offline=lambda: offline)
    context = SyncContext(
        store=laptop.store,
        gateway=gateway,
        clock=laptop.clock,
        backoff=Backoff(random=lambda: 0.5),
        stats=SyncStats(),
        stopped=lambda: False,
        quality=MeasuredQuality(laptop.store, gateway),
    )
    yield Asking(
        context,
        wait=wait,
        answer_now=laptop._answer_now if answered else None,
        stopwatch=lambda: waited[0],
    )
    gateway.close()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("call", [2, 3, 4])
def test_a_link_that_is_cut_anywhere_after_the_handshake_changes_nothing(
    company: Company,
    laptop: SyncedLaptop,
    call: int,
    after: bool,  # noqa: FBT001 (which side of the call)
) -> None:
    link = CutLink(laptop.link, **{"after" if after else "before": {call}})  # type: ignore[arg-type]
    with asking(laptop, link) as one:
        (outcome,) = check_out(one, laptop.store, laptop.clock, [SHOP], days=2)
    assert outcome.is_done
    # every try has the same id
    assert len(set(link.submitted)) == 1
    (held,) = company.office.check_outs()
    assert (held.check_out.holder, held.check_out.counter) == (ANN, 1)
    (known,) = laptop.use_cases.customers.check_outs()
    assert known.check_out == held.check_out


def test_where_no_answer_comes_it_is_not_known_and_the_next_sync_shows_it(
    company: Company, laptop: SyncedLaptop
) -> None:
    link = CutLink(laptop.link)
    with (
        asking(laptop, link, answered=False) as one,
        pytest.raises(NotAnsweredError, match="not known what became of this"),
    ):
        check_out(one, laptop.store, laptop.clock, [SHOP], days=None)
    assert laptop.use_cases.customers.check_outs() == ()
    assert laptop.use_cases.outbox.entries() == ()
    company.office.answer_waiting()
    laptop.sync()
    (known,) = laptop.use_cases.customers.check_outs()
    assert known.hold is not Hold.OTHERS


def test_offline_nothing_is_called(laptop: SyncedLaptop) -> None:
    link = CutLink(laptop.link)
    with asking(laptop, link, offline=True) as one, pytest.raises(WorkingOfflineError):
        check_out(one, laptop.store, laptop.clock, [SHOP], days=None)
    assert link.calls == 0


def test_a_renewal_makes_it_last_on_and_one_that_ended_is_not_begun_again(
    company: Company, laptop: SyncedLaptop
) -> None:
    link = CutLink(laptop.link)
    with asking(laptop, link) as one:
        check_out(one, laptop.store, laptop.clock, [SHOP], days=2)
    assert due(laptop.store, laptop.clock, lambda _view: 14) == ()
    company.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
    found = due(laptop.store, laptop.clock, lambda _view: 14)
    assert [each.number for each in found] == [SHOP]
    with asking(laptop, link) as one:
        (renewed,) = renew(one, laptop.store, laptop.clock, found)
    assert renewed.check_out is not None
    assert renewed.check_out.until - found[0].check_out.until == timedelta(days=1)
    with asking(laptop, link) as one:
        check_in(one, laptop.store, laptop.clock, [SHOP])
        (late,) = renew(one, laptop.store, laptop.clock, found)
    assert not late.is_done
    assert company.office.check_outs() == ()


def test_a_head_office_that_knows_no_check_outs_is_sent_none(laptop: SyncedLaptop) -> None:
    link = CutLink(laptop.link)
    pulse = link.operations.pulse
    older = replace(pulse(PulseRequest()), link_version=CHECK_OUTS_SINCE - 1)
    with asking(laptop, link) as one, pytest.MonkeyPatch.context() as patch:
        patch.setattr(link.operations, "pulse", lambda _hello: older)
        with pytest.raises(RefusedError, match="too old to check customers out"):
            check_out(one, laptop.store, laptop.clock, [SHOP], days=None)
    assert link.submitted == []


def test_what_another_holds_is_not_renewed_from_here(
    company: Company, laptop: SyncedLaptop, tmp_path: Path
) -> None:
    other = SyncedLaptop(company, tmp_path / "other", BEN)
    other.sync()
    with asking(other, CutLink(other.link)) as one:
        check_out(one, other.store, other.clock, [SHOP], days=2)
    other.store.close()
    laptop.sync()
    company.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
    assert [each.hold for each in laptop.use_cases.customers.check_outs()] == [Hold.OTHERS]
    assert due(laptop.store, laptop.clock, lambda _view: 14) == ()


def test_a_check_out_leaves_what_the_rep_typed_and_did_not_send(
    company: Company, laptop: SyncedLaptop
) -> None:
    laptop.use_cases.customers.edit(SHOP, {EditableField.PHONE: "mine"})
    change_customer(company.office.engine, SHOP, email="new@example.com", clock=company.clock)
    with asking(laptop, CutLink(laptop.link)) as one:
        (outcome,) = check_out(one, laptop.store, laptop.clock, [SHOP], days=2)
    assert outcome.is_done
    (shown,) = [each for each in laptop.use_cases.customers.search() if each.number == SHOP]
    assert shown.phone == "mine"
    there = laptop.use_cases.customers.get(SHOP).customer
    assert (there.phone, there.email) == ("mine", "new@example.com")
