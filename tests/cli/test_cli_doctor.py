"""The doctor asks a person for what it needs and no keyring holds."""

import json
from pathlib import Path

import pytest

from smartclient.bootstrap import sign_in
from smartclient.cli import asking
from smartclient.cli.program import run
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.office import HeadOffice


def test_a_person_is_asked_for_the_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, url = tmp_path / "home", f"sqlite:///{(tmp_path / 'office.db').as_posix()}"
    office = HeadOffice.at(url, SystemClock())
    office.init()
    import_folder(office.engine, sample_folder(), clock=SystemClock())
    office.close()
    sign_in(home, url=url, login="anna").close()
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    monkeypatch.setattr(asking, "_somebody_there", lambda: True)
    asked = []

    def answer(text: str, *, twice: bool) -> str:
        asked.append((text, twice))
        return "a passphrase for tests"

    monkeypatch.setattr(asking, "_asked", answer)
    assert run(["doctor", "--json", "--home", str(home)]) == 0
    found = {row["check"]: row["ok"] for row in json.loads(capsys.readouterr().out)}
    assert asked == [("Passphrase", False)]
    assert found["key"]
    assert found["store"]
    assert found["link"]
