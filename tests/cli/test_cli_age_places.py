"""The age of each kind of data, at each command that shows the kind, for people and as JSON."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.domain.clock import SystemClock
from smartclient.domain.freshness_kinds import DEFAULT_FRESHNESS
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.wording.command_line import feed_labels
from tests.cli.odd_place import with_document
from tests.cli.terminal import PASSPHRASE, Terminal

CATALOG = ("products", "prices", "offers", "offer_products", "stock")
CUSTOMERS = ("customers", "addresses")
PLACES = {
    ("catalog", "trowel"): CATALOG,
    ("documents", "TR-100"): ("documents",),
    ("customers", "alder"): CUSTOMERS,
    ("customers", "show", "G-1085"): (*CUSTOMERS, "orders"),
    ("orders",): ("orders",),
    ("orders", "show", "SO-8001"): ("orders",),
    ("conflicts",): ("open_work",),
    ("take-along",): ("take_along",),
    ("customers", "pinned"): ("pinned_customers",),
}
SAYS = {
    "mark": ": as of 20",
    "warn": ": old data, as of 20",
    "refuse": ": too old to be used, as of 20",
}
DAY = timedelta(days=1)
OFFICE_ONLY = {"cases", "reps", "laptops", "stopped", "policy_history", "enrolled_devices"}
"""What the command line shows from head office itself."""
ELSEWHERE = {"tax_rates", "ship_methods", "policies", "photos"}
"""What an order is quoted from besides, and what the command line does not show."""


@pytest.fixture(scope="module")
def office(shop: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The terminal of a laptop that has everything, each kind of which ages by the same policy."""
    files = tmp_path_factory.mktemp("sample")
    shutil.copytree(sample_folder(), files, dirs_exist_ok=True)
    with_document(files, "Data sheet", sku="TR-100")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
        shop.says(*shop.at_head_office("import", str(files)))
        for kind in DEFAULT_FRESHNESS:
            policy = f"freshness.{kind}", "1d mark, 3d warn, 5d refuse"
            shop.says(*shop.at_head_office("policy", *policy), "--as", "anna")
        shop.says("sync")
    return shop


@pytest.fixture
def after(office: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Terminal]]:
    """What gives the terminal so many days after its last sync, on a machine restarted since."""
    in_time = SystemClock()

    def later(days: int) -> Terminal:
        monkeypatch.setattr(MachineClock, "uptime", lambda _self: None)
        monkeypatch.setattr(MachineClock, "now", lambda _self: in_time.now() + days * DAY)
        return office

    yield later
    monkeypatch.undo()


@pytest.mark.parametrize(("days", "consequence"), [(2, "mark"), (4, "warn"), (6, "refuse")])
@pytest.mark.parametrize("words", PLACES, ids=" ".join)
def test_the_age_of_each_kind_stands_where_it_is_shown(
    after: Callable[[int], Terminal], words: tuple[str, ...], days: int, consequence: str
) -> None:
    terminal, kinds = after(days), PLACES[words]
    page = " ".join(terminal.says(*words).split())
    said = ", ".join(feed_labels[kind] for kind in kinds)
    assert said[:1].upper() + said[1:] + SAYS[consequence] in page

    shown = terminal.gives(*words)
    for row in shown if isinstance(shown, list) else [shown]:
        assert {age["kind"]: age["consequence"] for age in row["ages"]} == dict.fromkeys(
            kinds, consequence
        )


def test_each_kind_of_data_is_shown_with_its_age_somewhere() -> None:
    shown = {kind for kinds in PLACES.values() for kind in kinds}
    assert shown | OFFICE_ONLY | ELSEWHERE == set(DEFAULT_FRESHNESS)


def test_a_document_that_is_too_old_is_not_saved_and_an_old_one_says_so(
    after: Callable[[int], Terminal], tmp_path: Path
) -> None:
    file = tmp_path / "sheet.pdf"
    words = ("documents", "save", "TR-100", "Data sheet", "--to", str(file))
    refusal = after(6).refuses(*words)
    assert "documents. Sync, then do it again." in refusal
    assert not file.exists()

    saved = after(4).gives(*words)
    assert [age["consequence"] for age in saved["ages"]] == ["warn"]
    file.unlink()
    assert "Documents: as of" in after(2).says(*words)
    assert file.exists()
