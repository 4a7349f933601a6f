"""The doctor asks a person for what it needs and no keyring holds."""

# ruff: noqa: ANN401 (whatever a path's method takes)

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartclient.bootstrap import sign_in
from smartclient.cli.program import run
from smartclient.cli.terminal import prompts
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.odd_place import Place, write_files


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    place = Place(tmp_path, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "company")))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    return place


@pytest.fixture
def shut(place: Place, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """What shuts a folder, so that this user may not look at what is in it."""

    def shut(folder: Path) -> None:
        for name in ("stat", "open"):
            really = getattr(Path, name)

            def refuse(self: Path, *words: Any, really: Any = really, **more: Any) -> Any:
                if folder in self.parents:
                    raise PermissionError(13, "Permission denied", str(self))
                return really(self, *words, **more)

            monkeypatch.setattr(Path, name, refuse)

    return shut


def test_a_laptops_folder_that_is_shut_is_explained(
    place: Place, shut: Callable[[Path], None]
) -> None:
    shut(place.home.parent)
    for words in (("status",), ("orders",), ("orders", "cancel", "1")):
        assert "Check the rights" in place.says(*words, status=1).err
    found = json.loads(place.says("doctor", "--json").out)
    reported = {row["check"]: row for row in found if not row["ok"]}
    assert set(reported) == {"settings", "folder", "store", "key"}
    assert "may not be written to" in reported["folder"]["detail"]
    assert "Check the rights" in reported["key"]["detail"]
    assert "copy" not in str(reported)
    assert "not where it was" not in str(reported)


def test_a_head_office_whose_folder_is_shut_is_out_of_reach(
    tmp_path: Path, place: Place, shut: Callable[[Path], None]
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    url = f"sqlite:///{Path(tmp_path / 'office.db').rename(away / 'office.db')}"
    place.says("address", "--url", url)
    shut(away)
    for words in (("status",), ("cases",), ("serve", "--once")):
        said = place.says("headoffice", *words, "--url", url, status=1)
        assert "may not be opened. Check the rights on it." in said.err
    assert "may not be opened" in " ".join(place.says("doctor", "--url", url).out.split())
    assert "may not be opened" in " ".join(place.says("sync").out.split())


def test_a_person_is_asked_for_the_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, url = tmp_path / "home", f"sqlite:///{(tmp_path / 'office.db').as_posix()}"
    office = HeadOffice.open(url, SystemClock())
    office.init()
    import_folder(office.engine, sample_folder(), clock=SystemClock())
    office.close()
    sign_in(home, url=url, login="anna").close()
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    monkeypatch.setattr(prompts, "_somebody_there", lambda: True)
    asked = []

    def answer(text: str, *, twice: bool) -> str:
        asked.append((text, twice))
        return "a passphrase for tests"

    monkeypatch.setattr(prompts, "_asked", answer)
    assert run(["doctor", "--json", "--home", str(home)]) == 0
    found = {row["check"]: row["ok"] for row in json.loads(capsys.readouterr().out)}
    assert asked == [("Passphrase", False)]
    assert found["key"]
    assert found["store"]
    assert found["link"]
