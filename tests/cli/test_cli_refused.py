"""A password that head office's server refused: the cause of the refusal is kept for the log."""

import pytest

import smartclient.bootstrap
from smartclient.cli.invocation import new_office_at
from smartclient.domain.errors import PasswordRefusedError


class _Office:
    password = "wrong"

    def close(self) -> None:
        """Close nothing."""


@pytest.mark.parametrize("variable", ["", "wrong"])
def test_a_refused_password_keeps_the_message_of_the_driver(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    driver_says = RuntimeError("28000")
    refused = PasswordRefusedError("Check both, then sign in again.")
    monkeypatch.setenv("SMARTCLIENT_PASSWORD", variable)
    monkeypatch.setattr(smartclient.bootstrap, "open_head_office", lambda *_: _Office())
    with pytest.raises(PasswordRefusedError) as raised, new_office_at("mssql+pyodbc://S/D"):
        raise refused from driver_says
    assert raised.value.__cause__ is (refused if variable else driver_says)
    assert refused.__cause__ is driver_says
