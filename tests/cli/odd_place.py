"""A head office and a laptop in one folder, run as a terminal runs them, in this process."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from smartclient.cli.program import run
from smartclient.database.engines import open_store

MARK = "Zqx"
"""What every text of the company has in it."""

FILES = {
    "territories.csv": [{"name": f"North {MARK}"}],
    "reps.csv": [
        {"number": "1", "login": "head", "role": "admin", "title": f"Boss {MARK}"},
        {"number": "2", "login": "anna", "territory": f"North {MARK}", "name": f"Anna {MARK}"},
    ],
    "products.csv": [
        {"sku": sku, "name": f"{name} {MARK}", "unit": f"U{MARK}", "list_price": "10.00"}
        for sku, name in (("P-1", "Pump"), ("P-2", "Hose"), ("P-3", "Nozzle"))
    ],
    "prices.csv": [
        {"sku": "P-1", "valid_from": "2020-01-01", "amount": "10.00", "currency": "USD"}
    ],
    "offers.csv": [
        {
            "code": f"V{MARK}",
            "description": f"Ten {MARK}",
            "discount_percent": "5",
            "valid_from": "2020-01-01",
        }
    ],
    "offer_products.csv": [{"offer_code": f"V{MARK}", "sku": "P-3"}],
    "stock.csv": [{"sku": "P-2", "on_hand": "100"}],
    "tax_rates.csv": [
        {"country": "US", "state": "WA", "applies_to": "all", "rate_percent": "10", "name": MARK}
    ],
    "ship_methods.csv": [{"name": f"Truck {MARK}", "base": "5", "rate": "1"}],
    "customers.csv": [
        {"number": number, "name": f"{name} {MARK}", "rep_login": "anna", "phone": f"5 {MARK}"}
        for number, name in (("C-1", "Alder"), ("C-2", "Birch"), ("C-3", "Cedar"))
    ],
    "addresses.csv": [
        {"customer_number": "C-1", "kind": "main", "city": MARK, "state": "WA", "country": "US"}
    ],
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command printed."""

    words: tuple[str, ...]
    status: int
    out: str
    err: str


class Capture(Protocol):
    """What is asked of pytest's capture."""

    def readouterr(self) -> tuple[str, str]:
        """What was printed and what was complained of since the last call."""
        ...


class Place:
    """A head office and a laptop in one folder, and what is said on their terminal."""

    def __init__(self, folder: Path, capture: Capture) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'office.db'}"
        self.home = folder / "home"
        self._capture = capture

    def says(self, *words: str, status: int | None = 0, in_its_home: bool = True) -> Said:
        self._capture.readouterr()
        ended = run(["--home", str(self.home), *words] if in_its_home else words)
        out, err = self._capture.readouterr()
        if status is not None:
            assert ended == status, (words, out, err)
        return Said(words=words, status=ended, out=out, err=err)

    def office(self, *words: str, status: int | None = 0) -> Said:
        return self.says("headoffice", *words, "--url", self.url, status=status)

    def order(self, customer: str, *lines: str, note: str = f"Note {MARK}") -> str:
        said = self.says(
            *("orders", "new", "--customer", customer, "--note", note, "--json"),
            *(word for line in lines for word in ("--line", line)),
            *("--reference", f"PO {MARK}", "--ship-via", f"truck {MARK}"),
        )
        return str(json.loads(said.out)["provisional_number"])


def write_files(folder: Path) -> Path:
    folder.mkdir()
    for name, rows in FILES.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def with_document(files: Path, title: str, *, sku: str = "P-1") -> Path:
    """Give a product of the files a document; return their folder."""
    content = b"%PDF-1.7\n" + bytes(range(256)) * 2_000 + b"\n%%EOF\n"
    (files / "documents").mkdir()
    (files / "documents" / "pump.pdf").write_bytes(content)
    listed = f"sku,title,file\n{sku},{title},pump.pdf\n"
    (files / "documents.csv").write_text(listed, encoding="utf-8")
    return files


def laptop_engine(place: Place) -> Engine:
    """What opens the laptop's database, past all that checks it."""
    from smartclient.bootstrap import open_session  # noqa: PLC0415 (brings everything)

    session = open_session(place.home, ask_passphrase=None, ask_password=None)
    key = session._key
    session.close()
    return open_store(place.home / "store.db", key)
