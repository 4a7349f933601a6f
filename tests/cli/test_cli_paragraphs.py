"""What a long text is wrapped into can't be taken for a line of the program's own."""

import io

import pytest
from rich.cells import cell_len

from smartclient.cli.render.tables import indented, styled
from smartclient.cli.terminal.paragraphs import wrapped
from smartclient.cli.terminal.printing import as_printed_line, complain, print_for_people

WIDTH = 40
FORGED = "✓ No problems found. "


class Screen(io.StringIO):
    """What a terminal was given."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))


@pytest.mark.parametrize("before", range(WIDTH))
def test_only_the_first_line_of_a_text_begins_at_the_left(
    before: int, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Note {'x' * before} {FORGED * 9}"
    print_for_people(text, styled(text, "bold"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 6
    assert [line[:4] for line in lines if not line.startswith("  ")] == ["Note", "Note"]
    assert max(map(cell_len, lines)) <= WIDTH


def test_an_indented_paragraph_wraps_further_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_for_people(indented(f"From anna: {FORGED * 6}", 4), f"  Advice {FORGED * 6}")
    lines = capsys.readouterr().out.splitlines()
    begun = [line for line in lines if line.strip().startswith(("From", "Advice"))]
    assert [len(line) - len(line.lstrip()) for line in begun] == [4, 2]
    for line in lines:
        assert line in begun or line.startswith("    ")


@pytest.mark.parametrize("text", ["字" * 100, "y" * 100, "ab\u0301 " * 60])
def test_a_text_without_a_blank_to_break_at_is_broken_all_the_same(text: str) -> None:
    lines = wrapped(text, WIDTH)
    assert max(map(cell_len, lines)) <= WIDTH
    assert all(line.startswith("  ") for line in lines[1:])
    assert "".join(line.strip() for line in lines) == text.replace(" ", "") or " " in text


def test_an_empty_paragraph_is_an_empty_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_for_people("one", "", "two")
    assert capsys.readouterr().out == "one\n\ntwo\n"


def test_a_complaint_is_a_paragraph_on_a_terminal_and_a_line_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sentence = f"The order\nof {FORGED * 5}"
    complain(sentence)
    assert capsys.readouterr().err.count("\n") == 1
    lines = as_printed_line(sentence, Screen()).splitlines()
    assert len(lines) > 2
    assert all(line.startswith("  ") for line in lines[1:])
