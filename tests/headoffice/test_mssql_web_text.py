"""The procedures of the web service, read without a server: who calls, and who may call them."""

import re

import pytest

from smartclient.contract.feed_versions import feed_version, fingerprints_version
from smartclient.contract.feeds import (
    FeedKind,
)
from smartclient.contract.messages import RequestKind
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.limits import CREDENTIAL_OLD, CREDENTIAL_UNSEEN
from smartclient.database.mssql import error_catalog
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.definition.constants import CONSTANTS
from smartclient.headoffice.database.mssql.definition.rights import rights_in
from smartclient.headoffice.database.mssql.definition.web import DEVICE
from tests.mssql_statements import defined

REP, ADMIN, WORKER, WEB = definition.ROLES
RIGHTS = rights_in(definition.grants())
PROCEDURES = defined("PROCEDURE")
SERVICES = {name: text for name, text in PROCEDURES.items() if name.startswith("sync.web_")}
OF_DEVICES = {name: text for name, text in SERVICES.items() if "@credential binary(32)" in text}
FOR_ADMINS = {
    "sync.enrol_v1",
    "sync.release_v1",
    "sync.revoke_device_v1",
    "sync.drop_handed_over_v1",
}
OPERATIONS = (
    *("submit_v1", "pulse_v2", "replies_v1"),
    f"fingerprints_v{fingerprints_version(LINK_VERSION)}",
    *(f"feed_{kind}_v{feed_version(kind, LINK_VERSION)}" for kind in FeedKind),
)
IN_TURN = re.compile(r"SELECT @room = \d+ FROM sync.rep_identity .*\n\s*WHERE .*;\n")
LAPTOPS_KEY = "@enrolled binary(16) = NULL"
"""What keeps the batches of one login one after the other that come with it."""


def body(procedure: str) -> str:
    """What a procedure does once it knows who calls; indentation left out."""
    text = re.sub(r"\n +", "\n", procedure)
    known = "THROW 51001, N'unknown login', 1;\n"
    text = text.partition(known)[2]
    contact = "AND (seen_on <> CAST(SYSUTCDATETIME() AS date) OR address <> @address);\n"
    return text.partition(f"{contact}COMMIT TRANSACTION;\nEND;\n")[2] or text


def test_the_service_may_execute_its_procedures_and_nothing_else() -> None:
    granted = {right for right in RIGHTS if right.role == WEB}
    assert {right.permission for right in granted} == {"EXECUTE"}
    assert {right.object for right in granted} == set(SERVICES)
    assert len(granted) == len(SERVICES) > 30


def test_what_the_service_may_execute_nobody_else_may() -> None:
    others = {right for right in RIGHTS if right.object in SERVICES and right.role != WEB}
    assert not others


def test_no_role_reads_the_hash_of_a_credential_and_workers_alone_that_of_a_code() -> None:
    read = {right[0::2] + right[3:] for right in RIGHTS if right.permission == "SELECT"}
    for hashed in ("sync.credentials", "sync.enrolments"):
        columns = {column for _, table, column in read if table == hashed}
        assert columns
        assert not columns & {"", "credential_hash"}
    assert {role for role, _, column in read if column == "code_hash"} <= {WORKER}
    assert {role for role, table, _ in read if table == "sync.guesses"} == {WORKER}


def test_nobody_changes_devices_but_by_procedures_or_as_an_admin_asked_a_worker() -> None:
    tables = {"enrolments", "enrolled_devices", "credentials", "guesses", "handed_over"}
    of_devices = {right for right in RIGHTS if right.object.removeprefix("sync.") in tables}
    changes = {right for right in of_devices if right.permission != "SELECT"}
    assert {right.role for right in changes} == {WORKER}
    # a worker makes no device of its own, and gives none a credential
    assert {right.object for right in changes} == {"sync.enrolments", "sync.enrolled_devices"}
    assert ("INSERT", "sync.enrolled_devices") not in {right[1:3] for right in changes}


def test_admins_and_owners_alone_administer_devices() -> None:
    found = {name for name, text in PROCEDURES.items() if "DECLARE @owns int" in text}
    assert found == FOR_ADMINS
    for name in found:
        assert {right.role for right in RIGHTS if right.object == name} == {ADMIN}
        refusing = "IF @owns = 0 AND COALESCE(@role, N'') <> N'admin'\n        THROW 51001"
        assert refusing in PROCEDURES[name]


def test_an_owner_alone_sends_in_the_name_of_a_device() -> None:
    """No signature can be checked there: a login that may execute it can send as anybody."""
    text = PROCEDURES["sync.accept_v1"]
    assert not [right for right in RIGHTS if right.object == "sync.accept_v1"]
    refusing = "IF @is_owner = 0\n        THROW 51001"
    assert refusing in text
    assert text.index(refusing) < text.index("INSERT INTO sync.inbox")


def test_a_worker_releases_only_what_was_carried_and_needs_nothing_more() -> None:
    text = PROCEDURES["sync.worker_release_held_v1"]
    assert {right.role for right in RIGHTS if right.object == "sync.worker_release_held_v1"} == {
        WORKER
    }
    assert set(re.findall(r"JSON_VALUE\(@call, '\$\.(\w+)'\)", text)) == {"after"}
    assert "SELECT @batch = h.request, @rep = h.sender" in text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("sync.worker_release_v1", RequestKind.RELEASE_HANDED_OVER),
        ("sync.worker_drop_v1", RequestKind.DROP_HANDED_OVER),
    ],
)
def test_a_worker_decides_only_what_an_admin_asks_for(name: str, kind: RequestKind) -> None:
    """Which device, and whose decision, is read from the request, not from what is passed."""
    text = PROCEDURES[name]
    assert {right.role for right in RIGHTS if right.object == name} == {WORKER}
    assert f"i.kind = N'{kind}' AND i.status = N'received'" in text
    assert "JOIN sales.reps AS r ON r.login = i.sender AND r.role = N'admin'" in text
    assert set(re.findall(r"JSON_VALUE\(@call, '\$\.(\w+)'\)", text)) <= {
        *("request", "after"),
    }
    assert text.index("THROW 51001") < text.index("sync.handed_over")


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_device_calls_the_same_text_as_a_laptop(name: str) -> None:
    laptops, devices = body(PROCEDURES[f"sync.{name}"]), body(PROCEDURES[f"sync.web_{name}"])
    for text in (laptops, devices):
        assert len(text) > 200
    laptops, devices = IN_TURN.sub("", laptops), IN_TURN.sub("", devices)
    # a device is not shown itself among those that were signed in lately, and its key is its own
    devices = devices.replace(DEVICE["BESIDES"], "")
    assert laptops == devices.replace(f"@enrolled binary(16) = {DEVICE['ENROLLED']}", LAPTOPS_KEY)


@pytest.mark.parametrize("name", ["submit_v1", "web_submit_v1", "release_v1"])
def test_batches_of_one_sender_come_one_after_the_other_whichever_way_they_come(name: str) -> None:
    text = " ".join(PROCEDURES[f"sync.{name}"].split())
    lock = "FROM sync.enrolled_devices WITH (UPDLOCK, ROWLOCK, FORCESEEK) WHERE login = @rep;"
    before, found, after = text.partition(lock)
    assert found
    assert "BEGIN TRANSACTION" in before
    assert "INSERT INTO sync.inbox" in after.partition("COMMIT TRANSACTION")[0]
    # nothing that the batch goes by is read before it
    assert "sync.inbox" not in before.partition("BEGIN TRANSACTION")[2]


def test_of_services_that_start_at_once_one_stores_its_address() -> None:
    text = " ".join(PROCEDURES["sync.web_set_address_v1"].split())
    compared, found, stored = text.partition("SELECT 0 AS is_stored; RETURN;")
    assert found
    read = compared.partition("BEGIN TRANSACTION;")[2]
    for name in ("public_url", "public_certificate"):
        assert f"FROM sync.info WITH (UPDLOCK, HOLDLOCK) WHERE name = N'{name}'" in read
    assert "UPDATE i SET value" in stored


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_of_the_service_goes_by_a_login_or_a_session(name: str) -> None:
    text = SERVICES[name].upper()
    for word in (
        *("SUSER_", "USER_NAME()", "ORIGINAL_LOGIN", "SESSION_CONTEXT", "CONTEXT_INFO"),
        *("EXECUTE AS", "SETUSER", "SP_EXECUTESQL", "IS_MEMBER("),
    ):
        assert word not in text, word
    assert not re.search(r"\bEXEC\b", text)


@pytest.mark.parametrize("name", [f"sync.web_{name}" for name in OPERATIONS])
def test_a_device_is_looked_up_before_anything_is_read_for_it(name: str) -> None:
    text = SERVICES[name]
    looked_up = text.index("WHERE c.credential_hash = @credential;")
    refused = [text.index(f"THROW {error}") for error in (51006, 51008, 51007, 51001)]
    assert [looked_up, *refused] == sorted([looked_up, *refused])
    before = text[:looked_up]
    assert set(re.findall(r"(?:FROM|JOIN) ((?:sync|sales)\.\w+)", before)) == {
        "sync.credentials",
        "sync.enrolled_devices",
    }


def test_a_sender_is_found_by_the_credential_alone() -> None:
    for name in OPERATIONS:
        text = SERVICES[f"sync.web_{name}"]
        assert re.findall(r"@rep = .*", text)[0] == (
            "@rep = r.login, @number = r.number, @title = r.title, @role = r.role"
        )
        assert "WHERE r.login = @holder_login;" in text


def test_every_procedure_for_a_device_looks_its_credential_up() -> None:
    signing_in = "sync.web_sign_in_v1"
    for name, text in OF_DEVICES.items():
        if name != signing_in:
            assert "WHERE c.credential_hash = @credential;" in text, name
            assert f"DATEADD(day, -{CREDENTIAL_UNSEEN.days}, SYSUTCDATETIME())" in text, name
    assert f"@issued_at < DATEADD(day, -{CREDENTIAL_OLD.days}," in SERVICES["sync.web_is_old_v1"]


def test_guesses_are_counted_one_after_the_other() -> None:
    """A row that every database has from the start stays locked until the guess is committed."""
    text = SERVICES["sync.web_sign_in_v1"]
    turn = "UPDATE sync.info WITH (ROWLOCK) SET value = value WHERE name = N'oldest_client';"
    counted = text.index("FROM sync.guesses")
    between = text[text.index(turn) : counted]
    assert "BEGIN TRANSACTION" in text[: text.index(turn)]
    assert "COMMIT" not in between
    stored = text[counted : text.index("INSERT INTO sync.guesses")]
    assert re.findall(r"COMMIT TRANSACTION;\n\s*(\w+)", stored) == ["THROW"]
    assert any("(N'oldest_client', " in row for row in definition.rows())


def test_snapshots_hold_what_everybody_may_read() -> None:
    shared = {name for name in SERVICES if "web_shared_" in name}
    assert shared == {
        f"sync.web_shared_feed_{kind}_v{feed_version(kind, LINK_VERSION)}"
        for kind in FeedKind
        if SCOPES[kind] is Scope.EVERYBODY
    }
    for name in shared:
        assert not re.search(r"@(?:rep|role)\b", SERVICES[name]), name


def test_the_errors_of_procedures_are_those_of_the_catalogue() -> None:
    ours = {
        name: value
        for name, value in vars(error_catalog).items()
        if isinstance(value, int) and 51000 <= value < 52000
    }
    names = {"WRONG_SCHEMA": "SCHEMA_MOVING"}
    assert {names.get(name, name): str(value) for name, value in ours.items()} == {
        name: value for name, value in CONSTANTS.items() if re.fullmatch(r"510\d\d", value)
    }


def test_news_are_read_below_the_bound_and_of_all_at_once() -> None:
    news = SERVICES["sync.web_news_v1"]
    # within a head, the rep's customers and those shared with the rep are joined by one of its own
    heads = news[news.index("'membership' AS kind") :].split("UNION ALL SELECT ")
    assert len(heads) == len(FeedKind)
    for kind, head in zip(FeedKind, heads, strict=True):
        assert f"'{kind}' AS kind" in head or kind is FeedKind.MEMBERSHIP
        assert head.count("f.row_version < @below") == head.count("SELECT MAX(f.") + head.count(
            "SELECT TOP (1)"
        )
        by_rep = SCOPES[kind] is not Scope.EVERYBODY
        assert ("FROM @reps AS w" in head) is by_rep, kind
        assert ("WHERE w.role = N'admin'" in head) is (SCOPES[kind] is Scope.ADMIN), kind
        assert "@rep " not in head
        assert "@role" not in head
