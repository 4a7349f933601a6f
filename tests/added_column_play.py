"""What becomes of an added column: a head office, a laptop and its screens; prints JSON.

A test runs it in a process of its own, on a copy of the program that has the column, in a folder
that holds a company's files in ``company``.
"""

import json
import sys
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path

from smartclient.cli.json_output.customers import added_fields
from smartclient.cli.program import run
from smartclient.cli.render.customers import customer_page
from smartclient.contract.customer_columns import ADDED_CUSTOMER_COLUMNS
from smartclient.contract.feeds import FeedKind
from smartclient.contract.fingerprints import WHOLE
from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import HeadOfficeClock, SystemClock
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.importers import import_folder
from smartclient.read_models.records import CustomerRecord
from smartclient.store.database.opening import create_store
from smartclient.store.unit_of_work import Store
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.ui.text.feed_values import added_facts
from smartclient.use_cases.use_cases import UseCases

REP, NUMBER = Login("north\\ann"), CustomerNumber("N-001")


class Play:
    """The two sides in one folder."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "company"
        self.clock = SystemClock()
        self.office = HeadOffice.open(f"sqlite:///{place / 'office.db'}", self.clock)
        self.office.init()
        import_folder(self.office.engine, self.folder, clock=self.clock)
        self.operations = self.office.operations(REP)
        self.store: Store = create_store(place / "store.db", bytes(range(32)))
        self.engine = SyncEngine(
            store=self.store,
            connect=lambda: self.operations,
            clock=HeadOfficeClock(self.clock),
            lock=SyncLock(place / "sync.lock", timeout=timedelta(0)),
            random=lambda: 0.5,
        )

    def bring(self) -> CustomerRecord:
        """Import the company's files; the customer as the laptop shows it then."""
        import_folder(self.office.engine, self.folder, clock=self.clock)
        self.engine.run(None, None, urgent=True)
        return UseCases(self.store, self.clock).customers.overview(NUMBER).record

    def change(self, was: str, becomes: str) -> None:
        """Change a word in the file of customers."""
        file = self.folder / "customers.csv"
        file.write_text(file.read_text("utf-8").replace(was, becomes), "utf-8")

    def change_by_hand(self, becomes: str, place: Path) -> None:
        """Change the value of the newest column by the command line."""
        option = f"--{ADDED_CUSTOMER_COLUMNS[-1].name.replace('_', '-')}"
        words = ("headoffice", "change", "customer", NUMBER, option, becomes)
        with redirect_stdout(sys.stderr):
            assert run([*words, "--url", f"sqlite:///{place / 'office.db'}"]) == 0

    def logged(self) -> list[list[object]]:
        """The change log of customers."""
        with self.office.engine.connect() as connection:
            rows = connection.exec_driver_sql(
                'SELECT field, "before", "after" FROM sync_change_log WHERE entity = \'customer\''
            )
            return [list(row) for row in rows]

    def agree(self) -> bool:
        """Whether both sides compute the same fingerprint of customers."""
        watermark = self.operations.pulse(PulseRequest()).watermark
        (theirs,) = self.operations.fingerprints(
            FeedKind.CUSTOMERS, watermark=watermark, width=WHOLE
        )
        with self.store.view() as view:
            ours = view.feeds.sums(FeedKind.CUSTOMERS, WHOLE)[0]
        return (theirs.rows, theirs.total) == (ours.rows, ours.total)


def main(place: Path) -> None:
    """Bring the customer, change it, and print what was seen."""
    play = Play(place)
    first = play.bring()
    play.change("GOLD", "SILVER")
    second = play.bring()
    agree = play.agree()
    play.change_by_hand("PLATINUM", place)
    seen = {
        "window": dict(added_facts(first.customer)),
        "terminal": [str(line) for line in customer_page(first, "USD")],
        "json": added_fields(second.customer, "USD"),
        "logged": play.logged(),
        "agree": agree,
        "mssql": [*MIGRATIONS["mssql"][-1](), *definition.statements()],
    }
    sys.stdout.write(json.dumps(seen))
    play.store.close()
    play.office.close()
