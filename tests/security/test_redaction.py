"""Redaction: what may never stand in a log."""

import io
import logging

import pytest

from smartclient.contract.web.codes import new_code
from smartclient.security.device_credentials import new_credential
from smartclient.security.redaction import Redaction, redacted

SECRET = "hunter2"


@pytest.mark.parametrize(
    "text",
    [
        f"mssql+pyodbc://anna:{SECRET}@server/db?driver=x",
        f"DRIVER={{x}};UID=anna;PWD={SECRET};SERVER=s",
        f"DRIVER={{x}};UID=anna;PWD={{{SECRET};more}};SERVER=s",
        f"password={SECRET}",
        f"{{'password': '{SECRET}'}}",
        f'"passphrase": "{SECRET} with blanks"',
        f"Secret: {SECRET}",
    ],
)
def test_a_secret_is_put_out_of_sight(text: str) -> None:
    assert SECRET not in redacted(text)
    assert "•" in redacted(text)


def test_a_raw_key_is_put_out_of_sight() -> None:
    key = bytes(range(32)).hex()
    assert key not in redacted(f"PRAGMA key = \"x'{key}'\"")


def test_a_credential_and_a_code_are_put_out_of_sight() -> None:
    credential, code = new_credential(), new_code(b"f" * 32)
    plain = str(code).replace("-", "")
    for text in (
        f"Authorization: Bearer {credential}",
        f"https://orders.example.com/#code={code}",
        f"smartclient sign-in --url https://a.b --code {plain}",
        f"{{'code': '{plain}'}}",
        f"the code {code} was refused",
    ):
        shown = redacted(text)
        assert credential not in shown
        assert code.secret not in shown.replace("-", ""), text


@pytest.mark.parametrize(
    "text",
    ["code: what head office calls it", "device 0b6a1c2e-1111-4222-8333-123456789abc"],
)
def test_what_only_looks_like_a_code_stays(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "text",
    ["sqlite:////srv/garden/office.db", "pulled 20 rows in 3 ms", "task 4f: queued -> sending"],
)
def test_everything_else_stays(text: str) -> None:
    assert redacted(text) == text


def fail() -> None:
    raise ValueError(f"no server at mssql://anna:{SECRET}@server")


def test_a_handler_writes_no_secret_in_message_arguments_or_traceback() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redaction())
    logger = logging.getLogger("redaction-test")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        fail()
    except ValueError:
        logger.exception("can't reach %s", f"mssql://anna:{SECRET}@server")
    finally:
        logger.removeHandler(handler)
    written = stream.getvalue()
    assert SECRET not in written
    assert "can't reach mssql://anna:•••@server" in written
    assert "ValueError: no server at mssql://anna:•••@server" in written
