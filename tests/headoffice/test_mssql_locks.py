"""No statement on SQL Server locks a whole table, and a batch is found in the inbox row by row.

From some 5,000 locks of one statement on one table, the server locks the table instead. What the
engine at hand can't show of that is read in the text of procedures and triggers.
"""

import re
from pathlib import Path

import pytest

from smartclient.headoffice.database import mssql
from smartclient.headoffice.database.mssql import definition
from tests.schema_model import tables_of

_ONE = "one row"
_AS_MANY_AS_CHANGED = "as many rows as the statement changed"
_PORTION = "a portion of the purge"
_FEW = "a history of at most ten rows"
_BATCH = "a batch of one device"

BOUNDED = {
    ("advance_order_v1", "sales.orders"): _ONE,
    ("pulse_v1", "sync.laptops"): _ONE,
    ("pulse_v1", "sync.info"): "a row for each counter",
    ("pulse_v2", "sync.laptops"): _ONE,
    ("pulse_v2", "sync.devices"): _ONE,
    ("pulse_v2", "sync.signing_keys"): _ONE,
    ("pulse_v2", "sync.suspicions"): _ONE,
    ("pulse_v2", "sync.info"): "a row for each counter",
    ("purge_v1", "sync.replies"): _PORTION,
    ("purge_v1", "sync.conflicts"): _PORTION,
    ("purge_v1", "sync.cases"): _PORTION,
    ("purge_v1", "sales.customers"): _PORTION,
    ("purge_v1", "sync.lanes"): _PORTION,
    ("purge_v1", "sync.change_log"): _PORTION,
    ("purge_v1", "sync.tombstones"): _PORTION,
    ("purge_v1", "sync.membership"): _PORTION,
    ("purge_v1", "sync.laptops"): _PORTION,
    ("purge_v1", "sync.devices"): _PORTION,
    ("purge_v1", "sync.guesses"): _PORTION,
    ("purge_v1", "sync.enrolments"): _PORTION,
    ("purge_v1", "sync.handed_over"): _PORTION,
    ("purge_v1", "sync.credentials"): _PORTION,
    ("purge_v1", "sync.enrolled_devices"): _PORTION,
    ("purge_v1", "sync.info"): _ONE,
    ("customers_membership", "sync.membership"): _AS_MANY_AS_CHANGED,
    ("customers_membership", "sync.moved_customers"): _AS_MANY_AS_CHANGED,
    ("customers_membership", "sales.addresses"): _FEW,
    ("customers_membership", "sales.orders"): _FEW,
    ("log", "sync.change_log"): _AS_MANY_AS_CHANGED,
    ("policies_history", "sync.policy_history"): _AS_MANY_AS_CHANGED,
    ("tombstone", "sync.tombstones"): _AS_MANY_AS_CHANGED,
    ("enrol_v1", "sync.enrolments"): _ONE,
    ("revoke_device_v1", "sync.enrolled_devices"): _ONE,
    ("release_v1", "sync.handed_over"): _ONE,
    ("release_v1", "sync.enrolled_devices"): _ONE,
    ("drop_handed_over_v1", "sync.handed_over"): "a thousand rows",
    ("drop_handed_over_v1", "sync.enrolled_devices"): _ONE,
    ("worker_release_held_v1", "sync.held_requests"): _ONE,
    ("worker_release_held_v1", "sync.held_needs"): "the prerequisites of one",
    ("worker_release_v1", "sync.handed_over"): _ONE,
    ("worker_release_v1", "sync.enrolled_devices"): _ONE,
    ("worker_drop_v1", "sync.handed_over"): "a thousand rows",
    ("worker_drop_v1", "sync.enrolled_devices"): _ONE,
    ("web_sign_in_v1", "sync.enrolments"): _ONE,
    ("web_sign_in_v1", "sync.guesses"): "five hundred rows",
    ("web_sign_in_v1", "sync.info"): _ONE,
    ("web_hand_over_v1", "sync.handed_over"): _BATCH,
    ("web_set_address_v1", "sync.info"): "two rows",
}
"""What bounds the rows that a procedure or trigger writes of a table which may be locked whole."""

OF_A_DEVICE = {"sync.credentials", "sync.enrolled_devices"}
"""What each procedure writes of the device for which the web service calls it: a row or two."""

_NAME = re.compile(r"CREATE (?:PROCEDURE|TRIGGER) \w+\.(\w+)")
_WRITTEN = re.compile(
    r"\b(?:INSERT INTO|UPDATE(?: TOP \(\d+\))?|DELETE(?: FROM)?) (?!\()(@?[\w.]+)"
)
_NAMED = re.compile(r"(?:FROM|JOIN) (@?[\w.]+) AS (\w+)")
_NEVER_WHOLE = re.compile(r"ALTER TABLE (\S+) SET \(LOCK_ESCALATION = DISABLE\)")


def file_of(statement: str) -> str:
    """The file of the definition that a procedure or trigger comes from."""
    found = _NAME.search(statement)
    assert found, statement[:80]
    name = found[1]
    return next((kind for kind in ("tombstone", "log") if name.endswith(f"_{kind}")), name)


def written_tables(definition_: str) -> set[str]:
    """The tables that a procedure or trigger writes, with the aliases resolved."""
    body = definition_.partition("\nAS\n")[2] or definition_.partition(" AS\n")[2]
    found = set()
    for statement in body.split(";"):
        tables = {alias: table for table, alias in _NAMED.findall(statement)}
        found |= {tables.get(name, name) for name in _WRITTEN.findall(statement)}
    return {name for name in found if name.startswith(("sales.", "sync."))}


def never_locked_whole() -> set[str]:
    return {found[1] for item in definition.tables() if (found := _NEVER_WHOLE.match(item))}


def test_every_table_that_is_written_in_sets_is_bounded_or_never_locked_whole() -> None:
    found = {
        (file_of(statement), table)
        for statement in (*definition.procedures(), *definition.triggers())
        if not re.match(r"CREATE PROCEDURE sync\.(?:web_)?(?:feed|fingerprints)_", statement)
        for table in written_tables(statement)
        if table not in never_locked_whole()
    }
    of_devices = {(name, table) for name, table in found if name.startswith("web_")}
    its_own = {(name, table) for name, table in of_devices if table in OF_A_DEVICE}
    # the operations are those of laptops
    operations = {
        (f"web_{name}", table) for name, table in BOUNDED if name in {"pulse_v2", "submit_v1"}
    }
    assert found - its_own == BOUNDED.keys() | operations


def test_a_batch_locks_its_own_rows_however_many_they_are() -> None:
    (submit,) = (item for item in definition.procedures() if "sync.submit_v1" in item)
    assert written_tables(submit) == {"sync.inbox", "sync.withdrawn"}
    # what was set aside leaves these when it is sent again
    assert never_locked_whole() >= written_tables(submit) | {"sync.stopped", "sync.open_work"}


@pytest.mark.parametrize("table", ["inbox", "withdrawn", "replies"])
def test_a_batch_is_found_by_whole_keys_whatever_its_size(table: str) -> None:
    (submit,) = (item for item in definition.procedures() if "sync.submit_v1" in item)
    # a plan is kept for batches of every size, and the first one may have been small
    read = re.findall(rf"(?:FROM|JOIN) sync\.{table} AS (\w+) ?(WITH \(.*\))?", submit)
    assert read
    for alias, hints in read:
        assert "FORCESEEK" in hints, alias


def test_a_batch_is_joined_to_the_inbox_by_loops_alone() -> None:
    (submit,) = (item for item in definition.procedures() if "sync.submit_v1" in item)
    whole_key = "FORCESEEK (uq_sync_inbox_sender_request_id (sender, request_id))"
    inserting = submit[submit.index("INSERT INTO sync.inbox") :]
    assert "OPTION (LOOP JOIN);" in inserting[: inserting.index("UPDATE held")]
    assert "INNER LOOP JOIN sync.inbox AS held" in submit
    assert submit[submit.index("INSERT INTO sync.withdrawn") :].count(whole_key) == 2
    assert "CONSTRAINT uq_sync_inbox_sender_request_id UNIQUE (sender, request_id)" in "".join(
        definition.tables()
    )


def test_a_customer_that_moves_locks_what_is_its_own_alone() -> None:
    """A scan waits for every order that a worker is writing, and locks those that it reads."""
    (moves,) = (item for item in definition.triggers() if "sales.customers_membership" in item)
    body = moves.partition(" AS\n")[2]
    read = re.findall(r"(?:FROM|JOIN) ((?:sync|sales)\.\w+) AS \w+ ?(WITH \(.*\))?", body)
    assert {table for table, _ in read} == {
        "sync.membership",
        "sync.moved_customers",
        "sales.customer_reps",
        "sales.orders",
        "sales.addresses",
    }
    for table, hints in read:
        assert "FORCESEEK" in hints, table
    assert len(re.findall(r" (?:sync|sales)\.\w+ AS ", body)) == len(read)


def test_a_purge_looks_each_row_up_by_its_key() -> None:
    """A scan of the inbox waits for every request that arrives, and locks it."""
    (purge,) = (item for item in definition.procedures() if "sync.purge_v1" in item)
    read = re.findall(
        r"(FROM|(?:INNER )?(?:LOOP )?JOIN) ((?:sync|sales)\.\w+) AS \w+ ?(WITH \([^)]*\))?", purge
    )
    assert len(read) > 20
    assert {table for _, table, hint in read if hint != "WITH (FORCESEEK)"} == set()
    tables = tables_of(definition.tables())
    for table in re.findall(
        r"((?:sync|sales)\.\w+) AS (\w) WITH \(FORCESEEK\) ON \2\.id = ", purge
    ):
        assert "PRIMARY KEY (id)" in tables[table[0]].constraints.values(), table
    # a join with a hint keeps the order in which it is written: the portion first
    assert {how for how, *_ in read} == {"FROM", "INNER LOOP JOIN"}
    assert not re.search(r"(?:UPDATE|DELETE) \w (?:SET [^;]*?)?\s*FROM sync\.", purge)
    # what is asked for each row has no join that could be given a hint
    asking = [text for text in purge.split(";") if re.search(r"EXISTS \([^)]*FORCESEEK", text)]
    assert len(asking) > 3
    assert {text.strip().endswith("OPTION (LOOP JOIN)") for text in asking} == {True}


def test_every_lock_that_the_program_takes_is_for_its_own_people() -> None:
    """A lock for everybody can be taken, and kept, by any rep's login."""
    for file in Path(mssql.__file__).parent.rglob("*.*"):
        if file.suffix in {".py", ".sql"} and "sp_getapplock" in (text := file.read_text("utf-8")):
            assert re.search(r"@DbPrincipal = N'(dbo|smartclient_admin)'", text), file
