"""pulse: what is new, who is asking, and a watermark that nothing will ever appear below."""

from dataclasses import replace
from datetime import timedelta

import pytest

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.contract.operations import PulseRequest
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.errors import ClientTooOldError, SignInError
from smartclient.domain.ids import RequestId, new_id
from tests.office_company import ANN, BEN, BENS, HEAD, SHOP, Company, line


def test_the_bound_is_above_everything_committed_and_below_all_that_follows(
    company: Company,
) -> None:
    company.place(company.order())
    pulse = company.link(ANN).pulse(PulseRequest())
    newest = max(*pulse.heads.values(), *(r.row_version for r in company.rows("replies")))
    assert pulse.watermark > newest
    company.place(company.order(line("B", 2)))
    assert all(row.row_version >= pulse.watermark for row in company.rows("orders")[1:])
    assert company.rows("replies")[-1].row_version >= pulse.watermark


def test_the_heads_show_which_feeds_changed(company: Company) -> None:
    before = company.link(ANN).pulse(PulseRequest()).heads
    assert set(before) - FOR_ADMINS == set(FeedKind) - FOR_ADMINS
    assert before[FeedKind.ORDERS] == 0
    company.change_product("A", list_price=company.rows("products")[0].list_price + 1)
    after = company.link(ANN).pulse(PulseRequest()).heads
    assert {kind for kind, head in after.items() if head != before[kind]} == {FeedKind.PRODUCTS}


def test_what_others_do_raises_no_head_but_that_of_what_all_share(company: Company) -> None:
    before = company.link(ANN).pulse(PulseRequest()).heads
    company.place(company.order(line("D", 1), customer=BENS), BEN)
    # it becomes a conflict of his, and is decided about
    company.place(company.order(line("D", 50), customer=BENS), BEN)
    company.change_customer(BENS, phone="555-0199")
    company.change("addresses", {"customer": BENS}, city="Bend")
    company.add("customers", {"number": "B-2", "name": "Ben's Second", "rep": BEN})
    after = company.link(ANN).pulse(PulseRequest()).heads
    assert {kind for kind in FeedKind if kind in after and after[kind] != before[kind]} == {
        FeedKind.STOCK
    }
    raised = company.link(BEN).pulse(PulseRequest()).heads
    assert {kind for kind, head in raised.items() if head > max(before.values())} == {
        *(FeedKind.STOCK, FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.ORDERS),
        *(FeedKind.OPEN_WORK, FeedKind.MEMBERSHIP),
    }


def test_a_customer_that_leaves_or_enters_raises_the_head_of_membership(company: Company) -> None:
    company.place(company.order())
    before = {login: company.link(login).pulse(PulseRequest()).heads for login in (ANN, BEN)}
    company.change_customer(SHOP, rep=BEN)
    anns, bens = (company.link(login).pulse(PulseRequest()).heads for login in (ANN, BEN))
    assert anns[FeedKind.MEMBERSHIP] > before[ANN][FeedKind.MEMBERSHIP]
    # her only order left
    assert anns[FeedKind.ORDERS] == 0
    for kind in (FeedKind.MEMBERSHIP, FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.ORDERS):
        assert bens[kind] > before[BEN][kind]


def test_replies_are_counted_from_where_the_laptop_is(company: Company) -> None:
    company.place(company.order())
    company.place(company.order(line("B", 2)))
    first, second = sorted(row.row_version for row in company.rows("replies"))
    link = company.link(ANN)
    counts = [link.pulse(PulseRequest(replies_after=after)).replies for after in (0, first, second)]
    assert counts == [2, 1, 0]
    assert company.link(HEAD).pulse(PulseRequest()).replies == 0


def test_a_pulse_names_the_login_and_the_company(company: Company) -> None:
    company.office.describe(company="Northern Bikes", currency="EUR")
    company.change("reps", {"login": HEAD}, name="Zoë 🚲 Head")
    before = company.office_time()
    pulse = company.link(HEAD).pulse(PulseRequest())
    assert (pulse.identity.login, pulse.identity.rep_number) == (HEAD, "8")
    assert pulse.identity.is_admin
    assert (pulse.identity.name, company.link(ANN).pulse(PulseRequest()).identity.name) == (
        "Zoë 🚲 Head",
        "",
    )
    assert not company.link(ANN).pulse(PulseRequest()).identity.is_admin
    assert (pulse.company, pulse.currency) == ("Northern Bikes", "EUR")
    assert before <= pulse.clock <= company.office_time()
    assert pulse.link_version == LINK_VERSION
    assert pulse.generation == company.link(ANN).pulse(PulseRequest()).generation


def test_a_new_role_holds_from_the_next_pulse(company: Company) -> None:
    link = company.link(ANN)
    company.change("reps", {"login": ANN}, role="admin")
    assert link.pulse(PulseRequest()).identity.is_admin


def test_a_pulse_says_when_a_worker_was_last_alive(company: Company) -> None:
    assert company.link(ANN).pulse(PulseRequest()).worker_seen is None
    company.place(company.order())
    assert company.link(ANN).pulse(PulseRequest()).worker_seen == company.clock.now()


def test_a_client_that_is_too_old_is_refused(company: Company) -> None:
    company.change("info", {"name": "oldest_client"}, value="7")
    with pytest.raises(ClientTooOldError):
        company.link(ANN).pulse(PulseRequest(client_version=6))
    assert company.link(ANN).pulse(PulseRequest(client_version=7)).oldest_client == 7


def test_someone_who_may_not_sign_in_any_more_learns_nothing(company: Company) -> None:
    link = company.link(ANN)
    company.dismiss(ANN)
    with pytest.raises(SignInError):
        link.pulse(PulseRequest())


def test_a_laptop_is_remembered_with_its_clock(company: Company) -> None:
    before = company.office_time()
    company.link(ANN).pulse(PulseRequest(waiting=4, clock=before + timedelta(seconds=90)))
    took = company.office_time() - before
    (row,) = company.rows("laptops")
    assert (row.login, row.waiting) == (ANN, 4)
    assert 90 - took.total_seconds() - 1 <= row.clock_offset_seconds <= 90


def test_asking_often_writes_nothing(company: Company) -> None:
    link = company.link(ANN)
    link.pulse(PulseRequest())
    before = company.rows("laptops")
    company.clock.advance(timedelta(seconds=30))  # type: ignore[attr-defined]
    link.pulse(PulseRequest())
    assert company.rows("laptops") == before


def test_it_counts_what_is_gone_of_the_receipts_and_the_reply_that_a_laptop_names(
    company: Company,
) -> None:
    link = company.link(ANN)
    assert link.pulse(PulseRequest()).missing == 0
    here, _ = company.place(company.order())
    (reply,) = company.rows("replies")
    known = PulseRequest(receipts=(here.id,), last_reply=here.id, replies_after=reply.row_version)
    assert link.pulse(known).missing == 0
    gone = RequestId(new_id())
    assert link.pulse(replace(known, receipts=(here.id, gone))).missing == 1
    assert link.pulse(replace(known, last_reply=gone)).missing == 1
    later = link.pulse(known).watermark + 10
    assert link.pulse(replace(known, replies_after=later)).missing == 1
    # another rep's are as good as none
    assert company.link(BEN).pulse(replace(known, replies_after=0)).missing == 2


@pytest.mark.parametrize("is_over", [True, False])
def test_what_a_client_suspects_of_an_epoch_that_is_over_is_no_question(
    company: Company, *, is_over: bool
) -> None:
    link = company.link(ANN)
    known = new_id() if is_over else link.pulse(PulseRequest()).generation
    claim = DeviceClaim(id=new_id(), generation=known)
    link.pulse(PulseRequest(went_back="receipts", device=claim))
    assert len(company.rows("suspicions")) == (not is_over)


def test_what_clients_suspect_is_shown_to_admins_alone(company: Company) -> None:
    first = company.office_time()
    for login, claim in ((ANN, "receipts"), (ANN, "row_versions"), (BEN, "drop table")):
        company.link(login).pulse(PulseRequest(went_back=claim))
    (row,) = company.rows("suspicions")
    assert (row.login, row.why) == (ANN, "receipts")
    pulse = company.link(HEAD).pulse(PulseRequest())
    assert pulse.suspected_by == 1
    assert pulse.suspected_at is not None
    assert first <= pulse.suspected_at <= company.office_time()
    pulse = company.link(ANN).pulse(PulseRequest())
    assert (pulse.suspected_at, pulse.suspected_by) == (None, 0)
