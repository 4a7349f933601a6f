"""The tour of the README, walked word for word in an empty folder."""

import json
import os
import re
import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.cli.program import run
from smartclient.headoffice.importers.sample import sample_folder

README = Path(__file__).parents[2] / "README.md"
CODE = "7K2Q"
"""What stands in the README for the code of the laptop."""

DAY = "2026-11-21"
"""What stands there for today."""


def blocks() -> list[str]:
    tour = README.read_text("utf-8").partition("## A quick tour")[2].partition("\n## ")[0]
    return re.findall(r"```console\n(.*?)```", tour, re.DOTALL)


def steps() -> Iterator[tuple[list[str], list[str]]]:
    """Return the words of each command of the tour, and the lines that are shown below it."""
    for block in blocks():
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = step.splitlines()
            yield shlex.split(command.replace("$(date +%F)", DAY)), shown


@pytest.fixture
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PWD", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.usefixtures("_empty_folder")
def test_every_command_of_the_tour_does_what_the_readme_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids: dict[str, str] = {}
    code = ""

    def own(text: str) -> str:
        """Return a text of the README with the reader's own ids, code, day and folders in it."""
        today = time.strftime("%Y-%m-%d")
        text = text.replace("PATH/TO/resources/sample", str(sample_folder()))
        text = text.replace(DAY, today).replace("$PWD", os.environ["PWD"])
        text = text.replace(CODE, code or CODE)
        return ids.get(text, text)

    def told(*words: str) -> str:
        capsys.readouterr()
        assert run(words) == 0, (words, capsys.readouterr().err)
        return capsys.readouterr().out

    walked = 0
    for words, shown in steps():
        program, *rest = words
        if program == "export":
            name, _, value = own(rest[0]).partition("=")
            monkeypatch.setenv(name, value)
            continue
        assert program == "smartclient"
        out = told(*map(own, rest))
        walked += 1
        for line in shown:
            if line != "…":
                assert own(line).split() in [one.split() for one in out.splitlines()], out
        if rest[:2] == ["orders", "new"]:
            code = json.loads(told("orders", "--json"))[0]["provisional_number"].split("-")[1]
        if rest == ["conflicts"]:
            ids = ids_of(json.loads(told("conflicts", "--json")))
    assert walked > 20
    assert "Confirmed" in out
    assert json.loads(told("status", "--json"))["conflicts"] == 0


def ids_of(conflicts: list[dict[str, str]]) -> dict[str, str]:
    """Return the ids that stand for those of the README: of the product, the phone, the price."""
    by_kind = {
        "66e89846": "discontinued",
        "442ba171": "phone",
        "a9b0f691": "price_changed",
    }
    return {
        written: next(one["conflict_id"] for one in conflicts if word in json.dumps(one))
        for written, word in by_kind.items()
    }
