"""Connecting: failures are distinguished, and nothing hangs."""

import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.database.engines import open_engine
from smartclient.database.mssql import connecting
from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.connecting import check_reachable, connect, warn_if_insecure
from smartclient.database.mssql.raw_connection import Kind, RawConnection, Statement
from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import (
    OutOfReachError,
    PasswordRefusedError,
    SchemaError,
    SetUpError,
    SmartClientError,
)
from tests.live_sqlserver import LiveServer, new_server
from tests.slow_link import SlowLink
from tests.tls_greeter import TlsGreeter, self_signed


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    new = new_server()
    yield new
    new.clear()


def _heard() -> None:
    return


def _refusal(url: str) -> SmartClientError:
    with pytest.raises(SmartClientError) as caught:
        connect(address_of(url), autocommit=True)
    return caught.value


def test_an_unknown_server_is_out_of_reach_with_its_own_sentence() -> None:
    url = "mssql+pyodbc://linda@no-such-server.invalid/Sales"
    with pytest.raises(OutOfReachError, match=r"There is no server no-such-server\.invalid"):
        check_reachable(address_of(url))


def test_a_closed_port_is_reported_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    began = time.monotonic()
    with pytest.raises(OutOfReachError, match="can't be reached now"):
        check_reachable(address_of(f"mssql+pyodbc://linda@127.0.0.1:{port}/Sales"))
    assert time.monotonic() - began < 2


@pytest.mark.usefixtures("_driver")
def test_a_missing_instance_is_reported_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "LOGIN_SECONDS", 1)
    refused = _refusal("mssql+pyodbc://linda@127.0.0.1%5CNOWHERE/Sales?Encrypt=no")
    assert isinstance(refused, OutOfReachError)
    assert "127.0.0.1 did not report where its instance NOWHERE is" in refused.user_message


@pytest.mark.usefixtures("_driver")
def test_a_server_that_says_nothing_is_out_of_reach_in_the_end() -> None:
    with TlsGreeter(says_hello=False) as silent:
        reported = _refusal(f"mssql+pyodbc://linda@127.0.0.1:{silent.port}/Sales")
    assert type(reported) is OutOfReachError
    assert "in time" in reported.user_message


@pytest.mark.usefixtures("_driver")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with TlsGreeter(self_signed(tmp_path, "localhost")) as server:
        reported = _refusal(f"mssql+pyodbc://linda@127.0.0.1:{server.port}/Sales")
    assert type(reported) is SetUpError
    assert "certificate is not trusted" in reported.user_message


@pytest.mark.usefixtures("_driver")
def test_a_missing_driver_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        reported = _refusal(
            f"mssql+pyodbc://linda@127.0.0.1:{port}/Sales?driver=/no/such/driver.so"
        )
    assert type(reported) is SetUpError
    assert "no ODBC driver" in reported.user_message


@pytest.mark.parametrize(
    ("options", "warning"),
    [("", ""), ("?Encrypt=no", "not encrypted"), ("?TrustServerCertificate=yes", "not checked")],
)
def test_what_an_address_gives_up_is_visible_in_the_log(
    options: str, warning: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        warn_if_insecure(address_of(f"mssql+pyodbc://linda@db/Sales{options}"))
    assert warning in caplog.text
    assert bool(caplog.records) is bool(warning)


def test_live_an_engine_works_and_rolls_back(server: LiveServer) -> None:
    engine = open_engine(server.url)
    with writing(engine) as (connection, transaction):
        connection.exec_driver_sql("CREATE TABLE notes (text nvarchar(20))")
        transaction.commit()
    with writing(engine) as (connection, _):
        connection.exec_driver_sql("INSERT INTO notes VALUES (N'lost')")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM notes").scalar_one() == 0
    engine.dispose()


def test_live_a_login_that_is_not_accepted(server: LiveServer) -> None:
    reported = _refusal(server.url_of("sc_test_nobody"))
    assert type(reported) is PasswordRefusedError
    assert "sc_test_nobody" in reported.user_message


def test_live_a_wrong_password(server: LiveServer) -> None:
    login = server.make_login()
    try:
        connect(address_of(server.url_of(login, "wrong")), autocommit=True).close()
    except PasswordRefusedError:
        reported = _refusal(server.url_of(login, "wrong"))
        assert f"did not accept {login}" in reported.user_message
    else:
        pytest.skip("this server checks no passwords")


def test_live_a_database_that_is_not_there(server: LiveServer) -> None:
    reported = _refusal(server.url.replace(server.database, "sc_test_nowhere"))
    assert type(reported) is SetUpError
    assert "no database sc_test_nowhere" in reported.user_message


def test_live_a_login_without_rights_and_a_database_that_is_not_set_up(server: LiveServer) -> None:
    with server.administrator() as cursor:
        cursor.execute("CREATE TABLE secrets (text nvarchar(20))")
    wire = RawConnection(address_of(server.url_of(server.make_login())))
    with pytest.raises(SetUpError, match="no rights for this"):
        wire.call(Statement(text="SELECT text FROM secrets", parameters=()), (), _heard)
    if wire.broken:
        wire.close()
        wire = RawConnection(address_of(server.url_of(server.make_login())))
    with pytest.raises(SchemaError, match="headoffice init"):
        wire.call(Statement(text="EXEC sync.pulse_v1 ?", parameters=(Kind.LARGE,)), ("{}",), _heard)
    wire.close()


def test_live_every_result_set_is_read_to_its_end(server: LiveServer) -> None:
    wire = RawConnection(server.address)
    both = Statement(text="SELECT 1 AS a; SELECT 2 AS b UNION ALL SELECT 3", parameters=())
    for _ in range(3):
        assert wire.call(both, (), _heard) == (((1,),), ((2,), (3,)))
    wire.close()


def test_live_a_held_statement_costs_one_round_trip(server: LiveServer) -> None:
    address = server.address
    with SlowLink((address.server, address.port or 0)) as link:
        url = server.url.replace(f":{address.port}/", f":{link.port}/")
        wire = RawConnection(address_of(url))
        statement = Statement(text="SELECT LEN(?)", parameters=(Kind.LARGE,))
        wire.call(statement, ("one",), _heard)
        link.forget()
        assert wire.call(statement, ("three",), _heard) == (((5,),),)
        assert link.crossed().round_trips == 1
        wire.close()


def test_live_text_of_any_length_and_any_character_arrives(server: LiveServer) -> None:
    wire = RawConnection(server.address)
    length = Statement(text="SELECT DATALENGTH(?)", parameters=(Kind.LARGE,))
    for size in (1, 7_999, 8_001, 300_000):
        assert wire.call(length, ("x" * size,), _heard) == (((size,),),)
    read = Statement(text="SELECT JSON_VALUE(?, '$.a')", parameters=(Kind.LARGE,))
    assert wire.call(read, ('{"a": "\\u00d6\\u4e2d"}',), _heard) == ((("Ö中",),),)
    wire.close()


def test_live_a_connection_that_is_cut_is_broken_and_out_of_reach(server: LiveServer) -> None:
    address = server.address
    with SlowLink((address.server, address.port or 0)) as link:
        url = server.url.replace(f":{address.port}/", f":{link.port}/")
        wire = RawConnection(address_of(url))
        link.cut_now()
        with pytest.raises(OutOfReachError, match="link to head office broke"):
            wire.call(Statement(text="SELECT 1", parameters=()), (), _heard)
        assert wire.broken
        wire.close()
