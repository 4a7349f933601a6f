"""Records of decisions: all follow one template, and the index lists each."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
TITLE = re.compile(r"# (?P<number>\d+)\. (?P<title>.+)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def headings(file: Path) -> list[str]:
    """Return the headings of a record below its title."""
    found = HEADING.findall(file.read_text("utf-8"))
    assert [level for level, _ in found] == ["#", *["##"] * (len(found) - 1)], file.name
    return [text for _, text in found[1:]]


TEMPLATE = headings(FOLDER / "template.md")
REQUIRED = {"Context", "Decision"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_follows_the_template(record: Path) -> None:
    found = headings(record)
    assert set(found) >= REQUIRED
    assert found == [heading for heading in TEMPLATE if heading in found]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_the_index_lists_a_record_by_its_number_and_title(record: Path) -> None:
    title = TITLE.match(record.read_text("utf-8"))
    assert title is not None
    assert int(record.name[:4]) == int(title["number"])
    index = (FOLDER / "README.md").read_text("utf-8")
    assert f"| [{title['number']}]({record.name}) | {title['title']} |\n" in index


def test_no_two_records_have_one_number() -> None:
    numbers = [record.name[:4] for record in RECORDS]
    assert len(numbers) == len(set(numbers))


def test_the_index_lists_no_record_that_is_not_there() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")
    listed = re.findall(r"\]\(([0-9][^)]*)\)", index)
    assert listed == [record.name for record in RECORDS]


def test_the_index_names_every_number_that_no_record_has() -> None:
    numbers = {int(record.name[:4]) for record in RECORDS}
    index = (FOLDER / "README.md").read_text("utf-8")
    unused = re.search(r"No record has the numbers ([\d, and]+)\.", index)
    assert unused is not None
    named = {int(number) for number in re.findall(r"\d+", unused[1])}
    assert named == set(range(1, max(numbers) + 1)) - numbers
