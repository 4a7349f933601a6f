"""The tour of the README, walked word for word in an empty folder."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.documented import Step, run_line, steps_of

README = Path(__file__).parents[2] / "README.md"
CODE = "7K2Q"
"""What stands in the README for the code of the laptop."""

DAY = "2026-11-21"
"""What stands there for today."""


def tour() -> Iterator[Step]:
    """Yield the commands of the tour."""
    return steps_of(README.read_text("utf-8").partition("## A quick tour")[2].partition("\n## ")[0])


@pytest.fixture
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PWD", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    # a block of the README sets these
    monkeypatch.setenv("SMARTCLIENT_HOME", "")
    monkeypatch.setenv("SAMPLE", "")


@pytest.mark.usefixtures("_empty_folder")
def test_every_command_of_the_tour_does_what_the_readme_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ids: dict[str, str] = {}
    code = ""

    def own(text: str) -> str:
        """A text of the README with the reader's own ids, code and day in it."""
        today = time.strftime("%Y-%m-%d")
        text = text.replace("$(date +%F)", today).replace(DAY, today).replace(CODE, code or CODE)
        for written, known in ids.items():
            text = text.replace(written, known)
        return text

    def printed(line: str) -> str:
        capsys.readouterr()
        run_line(line)
        return capsys.readouterr().out

    walked = 0
    for step in tour():
        if step.line == "smartclient conflicts":
            ids = ids_of(json.loads(printed("smartclient conflicts --json")))
        out = printed(own(step.line))
        walked += step.line.startswith("smartclient")
        lines = [line.split() for line in out.splitlines()]
        assert not [line for line in step.shown if line != "…" and own(line).split() not in lines]
        if step.line.startswith("smartclient orders new"):
            code = json.loads(printed("smartclient orders --json"))[0]["provisional_number"].split(
                "-"
            )[1]
    assert walked > 20
    assert "Confirmed" in out
    assert json.loads(printed("smartclient status --json"))["conflicts"] == 0


def ids_of(conflicts: list[dict[str, str]]) -> dict[str, str]:
    """The ids that stand for those of the README: of the product, the phone, the price."""
    by_kind = {
        "66e89846": "discontinued",
        "442ba171": "phone",
        "a9b0f691": "price_changed",
    }
    return {
        written: next(
            conflict["conflict_id"][-len(written) :]
            for conflict in conflicts
            if word in json.dumps(conflict)
        )
        for written, word in by_kind.items()
    }
