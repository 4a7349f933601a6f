"""open_work: what is open of a rep's is for the rep's every device, for admins, for nobody else."""

import pytest

from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind
from smartclient.contract.fingerprints import WHOLE
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from tests.office_company import ANN, BEN, BENS, HEAD, Company, line

OPEN = FeedKind.OPEN_WORK
WHOSE = COLUMNS[OPEN].index("sender")
FAR = 2**62


@pytest.fixture
def open_items(company: Company) -> int:
    """Leave one conflict open of Ann's and one of Ben's, and set aside a request of Ben's."""
    broken = line("NONE", 1), line("A", 1, 2)
    company.place(company.order(*broken))
    company.place(company.order(*broken, customer=BENS), BEN)
    unknown = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    company.send(BEN, unknown)
    company.change("inbox", {"request_id": unknown.id}, version=99)
    company.office.answer_waiting()
    return company.count("open_work")


@pytest.mark.parametrize("by_key", [True, False])
def test_each_is_given_what_is_open_of_the_reps_own(
    company: Company, open_items: int, *, by_key: bool
) -> None:
    given = {}
    for login in (ANN, BEN, HEAD):
        link = company.link(login)
        page = link.feed(OPEN, cursor=Cursor(), watermark=FAR, limit=10, by_key=by_key)
        given[login] = sorted(str(row[WHOSE]) for row in page.rows)
    assert open_items == 3
    assert given == {ANN: [ANN], BEN: [BEN, BEN], HEAD: [ANN, BEN, BEN]}


def test_the_head_of_open_work_rises_with_what_is_open(company: Company, open_items: int) -> None:
    newest = {ANN: 0, BEN: 0}
    for row in company.rows("open_work"):
        newest[row.sender] = max(newest[row.sender], row.row_version)
    newest[HEAD] = max(newest.values())
    assert open_items == 3
    for login, version in newest.items():
        assert company.link(login).pulse(PulseRequest()).heads[OPEN] >= version


def test_fingerprints_count_what_is_open_of_the_reps_own(company: Company, open_items: int) -> None:
    counted = {}
    for login in (ANN, BEN, HEAD):
        link = company.link(login)
        counted[login] = sum(
            fingerprint.rows for fingerprint in link.fingerprints(OPEN, watermark=FAR, width=WHOLE)
        )
    assert counted == {ANN: 1, BEN: 2, HEAD: open_items}
