"""Whatever is stored, no command steers the terminal or forges a line on it.

The texts are put straight into both databases, as an older version, another program or somebody
who means harm may have left them there.
"""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from sqlalchemy import Connection, Engine

from smartclient.cli.program import app
from smartclient.contract.web.codes import read_code
from smartclient.database.transactions import reading, writing
from smartclient.domain.clock import SystemClock
from smartclient.domain.text.hidden_characters import HIDDEN
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.opening import open_database
from smartclient.settings.places import LOG_FILE
from tests.cli.odd_place import MARK, Place, Said, laptop_engine, with_document, write_files

HOSTILE = "\x1b[2J\x1b]0;owned\x07\u202e\u200b\x9b31m\x7f\r\nForged: all is well"
LONG = "Forged: all is well. " * 7
"""What would forge a line, were it wrapped to the beginning of one."""

NARROW = 60
PASSPHRASE = "a passphrase for tests"


@pytest.fixture
def place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("COLUMNS", "4000")
    logger = logging.getLogger("smartclient")
    before, propagates = logger.handlers[:], logger.propagate
    yield Place(tmp_path, capsys)
    for handler in logger.handlers[:]:
        if handler not in before:
            logger.removeHandler(handler)
            handler.close()
    logger.propagate = propagates


def poison(connection: Connection, hostile: str) -> int:
    """Put a hostile text wherever the mark is; return in how many rows."""
    count = 0
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%index%'"
    ).scalars()
    in_json = json.dumps(hostile)[1:-1]
    for table in list(tables):
        columns = connection.exec_driver_sql(f"PRAGMA table_info('{table}')").all()
        for column in (row[1] for row in columns):
            for text, where in ((in_json, "LIKE '{%'"), (hostile, "NOT LIKE '{%'")):
                count += connection.exec_driver_sql(
                    f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) '
                    f'WHERE "{column}" LIKE ? AND "{column}" {where}',
                    (MARK, text, f"%{MARK}%"),
                ).rowcount
    return count


def poison_engine(engine: Engine, hostile: str) -> int:
    with writing(engine) as (connection, transaction):
        count = poison(connection, hostile)
        transaction.commit()
    engine.dispose()
    return count


def commands(group: typer.Typer) -> set[tuple[str, ...]]:
    """Every command there is, by its words."""
    found: set[tuple[str, ...]] = set()
    for command in group.registered_commands:
        assert command.name is not None
        found.add((command.name,))
    for item in group.registered_groups:
        assert item.typer_instance is not None
        found |= {(str(item.name), *words) for words in commands(item.typer_instance)}
    return found


def enrolled_device(place: Place) -> str:
    """A device of Anna's that has the mark in its name, and is to be wiped."""
    code = json.loads(place.office("enrol", "anna", "--json").out)["code"]
    gate = FileGate(open_database(place.url), SystemClock())
    device = gate.sign_in(
        code=read_code(code).digest,
        credential=b"c" * 32,
        name=f"Tablet {MARK}",
        kind="laptop",
        login="",
        address=f"10.0.0.1 {MARK}",
    ).device
    gate.close()
    return device


def stopped_request(place: Place) -> str:
    """A request that head office stopped, beside another that failed before."""
    with writing(open_database(place.url)) as (connection, transaction):
        connection.exec_driver_sql(
            "UPDATE sync_inbox SET status = 'parked', error = ? WHERE id = 1", (f"Error {MARK}",)
        )
        stopped = str(
            connection.exec_driver_sql("SELECT request_id FROM sync_inbox WHERE id = 1").scalar()
        )
        connection.exec_driver_sql(
            "UPDATE sync_inbox SET status = 'received', error = ? WHERE id = 2", (f"Error {MARK}",)
        )
        connection.exec_driver_sql("UPDATE sync_workers SET worker = ?", (f"worker {MARK}",))
        transaction.commit()
    return stopped


def written_mail(place: Place) -> str:
    """A mail of Anna's that waits for the link."""
    words = ("--subject", f"Subject {MARK}", "--text", f"Text {MARK}", "--to", "a@example.com")
    return str(json.loads(place.says("mail", "send", "C-1", *words, "--json").out)["mail"])


def take_along(place: Place) -> None:
    """Give Anna a data set, and let her read a customer of another's."""
    as_admin = ("--as", "head")
    content = ("--optional", "--category", f"Pumps {MARK}", "--for", f"territory:North {MARK}")
    place.office("data-set", "set", f"Set {MARK}", *content, "--anyway", *as_admin)
    place.office("policy", "pinned_customers", "all", *as_admin)
    place.office("policy", "mail_recipients", "any", *as_admin)
    place.office("mail", "set", "--server", f"mail{MARK}", "--from", f"office@{MARK}")
    with writing(open_database(place.url)) as (connection, transaction):
        connection.exec_driver_sql(
            "INSERT INTO sales_customers (number, name, rep, phone) VALUES (?, ?, 'head', ?)",
            ("C-9", f"Elder {MARK}", f"9 {MARK}"),
        )
        transaction.commit()
    place.says("offline", "off")
    place.says("sync")
    place.says("customers", "pin", "C-9")
    place.says("sync")


def office_commands(
    hostile: str, *, files: str, case: str, conflict: str, stopped: str, device: str
) -> list[tuple[str, ...]]:
    """Head office's commands, about what is stored and about what is not."""
    return [
        ("init", "--company", "Company"),
        ("upgrade",),
        ("status",),
        ("cases",),
        ("decide", case, "approve", "--as", "head"),
        ("take-over", conflict, "--as", "head"),
        ("take-over", hostile, "--as", "head"),
        ("retry", stopped, "--as", "head"),
        ("retry", hostile, "--as", "head"),
        ("close", stopped, "--as", "head"),
        ("policy",),
        ("import", files, "--dry-run"),
        ("import", files),
        ("import", hostile),
        ("change", "product", "P-2", "--stock", "7"),
        ("change", "customer", "C-2", "--status", "on_hold"),
        ("change", "customer", hostile, "--phone", "1"),
        ("change", "rep", "anna", "--role", "rep"),
        ("change", "order", "SO-10001", "--fulfilment", "shipped"),
        ("serve", "--once"),
        ("purge", "--dry-run"),
        ("forget", hostile, "--yes"),
        ("forget", "C-2", "--yes"),
        ("whoami",),
        ("grant", "--login", hostile, "--rep", "2"),
        ("revoke", hostile),
        ("clock",),
        ("restored",),
        ("enrol", "anna"),
        ("enrol", hostile),
        ("data-set", "list"),
        ("data-set", "set", f"Other {hostile}", "--category", hostile, "--as", "head"),
        ("data-set", "set", "X", "--photos", "--for", f"territory:{hostile}", "--as", "head"),
        ("data-set", "set", "X", "--photos", "--for", f"rep:{hostile}", "--as", "head"),
        ("data-set", "load", files, "--as", "head"),
        ("data-set", "load", hostile, "--as", "head"),
        ("data-set", "remove", hostile, "--as", "head"),
        ("mail", "set", "--server", hostile, "--from", f"a@{hostile}", "--login", hostile),
        ("mail", "list"),
        ("mail", "test", hostile),
        ("mail", "cases", hostile),
        ("mail", "off"),
        ("accept", str(Path(files).parent / "work"), "--wait", "0"),
        ("accept", f"{files}{hostile}", "--answers", hostile),
        ("bundle-key", "list"),
        ("bundle-key", "rotate"),
        ("check-outs", "list"),
        ("check-outs", "break", "C-1", "--as", "head"),
        ("check-outs", "break", hostile, "--as", "head"),
        ("devices", "list"),
        ("devices", "revoke", device, "--wipe"),
        ("devices", "revoke", hostile),
        ("devices", "release", device),
        ("devices", "drop", device),
    ]


FORGED = ("Forged", "all is", "is well", "well.")


def assert_harmless(said: Said) -> None:
    for stream in (said.out, said.err):
        loose = [char for char in HIDDEN.findall(stream) if char != "\n"]
        assert not loose, (said.words, loose, stream)
        begun = [line for line in stream.splitlines() if line.startswith(FORGED)]
        assert not begun, (said.words, begun, stream)
    if "--json" in said.words and said.status == 0:
        json.loads(said.out)


ELSEWHERE = {
    ("demo",),  # opens the window
    ("headoffice", "serve"),  # with --once below
    ("headoffice", "web"),  # prints its own address, and what a worker says
    ("headoffice", "script"),  # prints nothing that is stored
    ("manual",),  # nor does this
}


def assert_within(said: Said, width: int) -> None:
    """Nothing is left to the terminal to wrap but what is to be copied."""
    if "--json" not in said.words:
        wide = [line for line in said.out.splitlines() if cell_len(line) > width]
        assert all(line.startswith("  smartclient ") for line in wide), (said.words, wide)


@pytest.mark.parametrize(("hostile", "columns"), [(HOSTILE, 4000), (LONG, NARROW)])
def test_no_command_prints_a_hidden_character_or_a_line_that_is_stored(
    place: Place, monkeypatch: pytest.MonkeyPatch, hostile: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    files = with_document(write_files(place.folder / "data"), f"Sheet {MARK}")
    place.office("init", "--company", f"Company {MARK}")
    place.office("import", str(files))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    place.says("offline", "on")
    clean, doubtful, passed_on = (
        place.order(*what) for what in (("C-1", "P-2=1"), ("C-2", "P-1=2"), ("C-3", "P-1=3"))
    )
    place.says("customers", "edit", "C-1", "--phone", f"555 {MARK}", "--contact", f"Lee {MARK}")
    place.says("customers", "new", "--name", f"New {MARK}", "--notes", f"one {MARK}\ntwo {MARK}")
    place.office("change", "product", "P-1", "--discontinue", "2020-01-01", "--replaced-by", "P-2")
    place.office("change", "customer", "C-1", "--phone", f"777 {MARK}", "--as", "head")
    take_along(place)
    conflicts = json.loads(place.says("conflicts", "--json").out)
    ours = [conflict for conflict in conflicts if conflict["subject"]["type"] == "order"]
    place.says("conflicts", "resolve", ours[0]["conflict_id"], "--ask", f"Please {MARK}")
    place.says("sync")
    place.says("offline", "on")
    place.order("C-1", "P-3=1")
    unsent = json.loads(place.says("outbox", "--json").out)[0]["request_id"]
    unsent_task = json.loads(place.says("tasks", "--json").out)[0]["task"]
    written = written_mail(place)
    stopped = stopped_request(place)
    device = enrolled_device(place)

    assert poison_engine(open_database(place.url), hostile) > 30
    assert poison_engine(laptop_engine(place), hostile) > 20

    data = next(conflict for conflict in conflicts if conflict["subject"]["type"] == "customer")
    everything: list[tuple[str, ...]] = [
        ("status",),
        ("link", "list"),
        ("link", "costly", "auto"),
        ("headoffice", "inbox"),
        ("headoffice", "status"),
        ("doctor", "--url", place.url),
        ("customers", "list"),
        ("customers", "list", "alder"),
        ("customers", "show", "C-1"),
        ("customers", "edit", "C-2", "--phone", "1"),
        ("customers", "delete", "C-3"),
        ("customers", "new", "--name", "Fern"),
        ("customers", "pinned"),
        ("customers", "pin", hostile),
        ("customers", "unpin", "C-9"),
        ("customers", "check-out", "C-1", "C-2", hostile),
        ("customers", "check-in", "C-1", hostile),
        ("take-along",),
        ("take-along", f"Set {hostile}", "on"),
        ("take-along", hostile, "off"),
        ("catalog",),
        ("catalog", "--customer", "C-1"),
        ("documents", "list", "P-1"),
        ("documents", "save", "P-1", f"Sheet {hostile}", "--to", str(place.folder / "sheet.pdf")),
        ("documents", "save", "P-1", hostile, "--to", str(place.folder / "sheet.pdf")),
        ("orders", "list"),
        ("orders", "show", clean),
        ("orders", "show", doubtful),
        ("orders", "show", passed_on),
        ("orders", "amend", clean, "--line", "P-3=4"),
        ("orders", "new", "--customer", "C-2", "--line", "P-3=1"),
        ("orders", "new", "--customer", "C-2", "--line", "P-3=1", "--ship-via", hostile),
        ("orders", "cancel", clean),
        ("orders", "print", clean, "--pdf", str(place.folder / "order.pdf")),
        ("mail", "list"),
        ("mail", "show", written),
        ("mail", "show", hostile),
        ("mail", "send", "C-1", "--subject", hostile, "--text", hostile, "--preview"),
        ("mail", "send", "C-1", "--subject", "S", "--text", "T", "--preview"),
        ("mail", "order", clean, "--preview", "--to", "a@example.com"),
        ("mail", "order", hostile),
        (*("mail", "send", "C-1", "--subject", "S", "--text", "T"), "--attach", f"P-1:{hostile}"),
        ("mail", "answer", written, "arrived"),
        ("mail", "mailbox"),
        ("mail", "set", "--server", hostile, "--from", f"a@{hostile}", "--login", hostile),
        ("mail", "test", hostile),
        ("mail", "off"),
        ("outbox", "list"),
        ("outbox", "send", unsent),
        ("outbox", "not-after", unsent, "4h"),
        ("outbox", "export", str(place.folder / hostile.replace("/", ""))),
        ("outbox", "export", str(place.folder / "work")),
        ("outbox", "import", str(place.folder / hostile)),
        ("outbox", "import", str(place.folder / "work")),
        ("outbox", "retry", unsent),
        ("outbox", "undo", unsent),
        ("tasks", "list"),
        ("tasks", "show", unsent_task),
        ("tasks", "undo", unsent_task),
        ("tasks", "show", hostile),
        ("conflicts", "list"),
        ("conflicts", "resolve", data["conflict_id"], "--take", "phone=theirs"),
        ("conflicts", "resolve", hostile, "--ask", "x"),
        ("offline", "off"),
        ("sync",),
        ("sync", "--check"),
        ("orders", "show", clean),
        ("sign-in", "--url", place.url, "--login", "anna"),
        ("sign-in", "--url", f"sqlite:///{place.folder}/{hostile}", "--login", "anna"),
        ("address", "--url", place.url),
        ("address", "--url", f"sqlite:///{place.folder}/{hostile}"),
        ("doctor",),
        ("doctor", "--url", place.url),
        (hostile,),
        ("orders", "list", "--state", hostile),
    ]
    at_office = office_commands(
        hostile,
        files=str(files),
        case=json.loads(place.office("cases", "--json").out)[0]["case"],
        conflict=data["conflict_id"],
        stopped=stopped,
        device=device,
    )
    seen: set[tuple[str, ...]] = set()
    known = commands(app)
    shown = 0
    for words in everything + [("headoffice", *words) for words in at_office]:
        url = ("--url", place.url) if words[0] == "headoffice" else ()
        # JSON is not wrapped
        for more in ((), ("--json",)) if hostile == HOSTILE else ((),):
            said = place.says(*words, *url, *more, status=None)
            assert_harmless(said)
            assert_within(said, columns)
            assert "went wrong" not in said.err, said
            shown += ascii(said.out).count("u001b") + said.out.count("\\x1b")
            shown += said.out.count("Forged") if hostile == LONG else 0
        seen |= {item for item in known if words[: len(item)] == item}
    # the texts were there, and were shown
    assert shown > 50
    log = (place.home / LOG_FILE).read_text(encoding="utf-8")
    assert not [char for char in HIDDEN.findall(log) if char != "\n"]
    missing = known - seen - ELSEWHERE
    assert not missing, missing
    with reading(open_database(place.url)) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sales_orders").scalar()


def test_a_line_break_that_is_stored_forges_no_line(place: Place) -> None:
    files = write_files(place.folder / "data")
    place.office("init")
    place.office("import", str(files))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    place.says("customers", "edit", "C-1", "--notes", "first\nCustomer C-2, Forged")
    shown = place.says("customers", "show", "C-1").out.splitlines()
    assert "Notes    first" in shown
    assert not any(line.startswith("Customer C-2") for line in shown)


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u200b", "\n", "\u202e"])
def test_no_command_takes_a_hidden_character(place: Place, hidden: str) -> None:
    files = write_files(place.folder / "data")
    place.office("init")
    place.office("import", str(files))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    evil = f"Ev{hidden}il"
    for words in (
        ("customers", "new", "--name", evil),
        ("customers", "new", "--name", "Good", "--city", evil),
        ("customers", "edit", "C-1", "--phone", evil),
        ("orders", "new", "--customer", "C-1", "--line", "P-2=1", "--reference", evil),
        ("orders", "new", "--customer", evil, "--line", "P-2=1"),
        ("headoffice", "change", "customer", "C-1", "--email", evil, "--url", place.url),
        ("headoffice", "init", "--company", evil, "--url", place.url),
        ("headoffice", "change", "product", f"P{hidden}-2", "--stock", "1", "--url", place.url),
    ):
        said = place.says(*words, status=1)
        assert "can't be seen" in said.err, said
        assert_harmless(said)
