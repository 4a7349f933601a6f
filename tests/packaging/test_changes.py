"""What users notice: every file of packaging/changes is a list, named by its subject."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging" / "changes"
FILES = sorted(file for file in FOLDER.iterdir() if file.name != "README.md")
HOW = "packaging/changes/README.md says how a change is written"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_change_is_a_list_in_a_file_named_by_its_subject(file: Path) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.md", file.name), HOW
    lines = file.read_text("utf-8").splitlines()
    assert lines, HOW
    assert [line for line in lines if not re.fullmatch(r"\* \S.*[.)“”`]", line)] == [], HOW
