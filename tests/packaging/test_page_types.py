"""The check of the order pad's types: what it knows of the contract, and what it needs for that."""

import json
from pathlib import Path

import pytest

import check_types
import libraries
from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.wire import Failure


@pytest.mark.parametrize("manifest", [libraries.ORDER_PAD, libraries.DEVELOPMENT])
def test_a_library_is_named_with_its_version_and_hash(manifest: libraries.Manifest) -> None:
    for library in json.loads(manifest.file.read_text()).values():
        assert library["version"][0].isdigit()
        assert library["integrity"].startswith("sha512-")
        assert library["files"]


def test_what_checks_types_is_not_among_what_the_page_loads() -> None:
    page, development = libraries.ORDER_PAD.folder, libraries.DEVELOPMENT.folder
    assert not development.is_relative_to(page.parent)
    ignored = (libraries.ROOT / ".gitignore").read_text().splitlines()
    for folder in (page, development):
        assert f"{folder.relative_to(libraries.ROOT).as_posix()}/" in ignored


def test_the_types_name_what_the_contract_holds() -> None:
    types = check_types.contract_types()
    for name in (*(kind.name for kind in FeedKind), *(failure.name for failure in Failure)):
        assert f"readonly {name}: string;" in types
    assert "readonly columns: Readonly<Record<string, readonly string[]>>;" in types
    assert "readonly linkVersion: number;" in types
    assert "readonly feeds: readonly string[];" in types


def test_without_a_connection_one_sentence_says_that_nothing_is_checked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    away = libraries.DEVELOPMENT._replace(folder=tmp_path / "development")

    def unreachable(*_: object) -> libraries.Tool:
        raise libraries.FetchError("no connection")

    monkeypatch.setattr(libraries, "tool_of_node", unreachable)
    monkeypatch.setattr(check_types, "DEVELOPMENT", away)
    assert check_types.main() == 0
    printed, said = capfd.readouterr()
    assert printed == ""
    assert len(said.splitlines()) == 1
    assert "not checked" in said
    assert "no connection" in said
    assert away.command in said
