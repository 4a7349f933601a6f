"""An order on paper, by command line."""

import io
from pathlib import Path

from pypdf import PdfReader

from tests.cli.terminal import Terminal


def text_of(file: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


def test_an_order_is_printed_tentative_until_it_is_confirmed(
    shop: Terminal, tmp_path: Path
) -> None:
    placed = shop.gives("orders", "new", "--customer", "G-1007", "--line", "TR-100=6")
    number = placed["provisional_number"]
    file = tmp_path / "order.pdf"

    reported = shop.says("orders", "print", number, "--pdf", str(file))
    assert number in reported
    assert "TENTATIVE" in text_of(file)

    shop.says("sync")
    printed = shop.gives("orders", "print", number, "--pdf", str(file), "--paper", "letter")
    assert printed["tentative"] is False
    assert "TENTATIVE" not in text_of(file)
    assert f"{number}*" in text_of(file)


def test_characters_that_the_document_can_not_show_are_listed(
    shop: Terminal, tmp_path: Path
) -> None:
    words = ("orders", "new", "--customer", "G-1001", "--line", "TR-100=6")
    placed = shop.gives(*words, "--reference", "\U0010f0ff")
    file = tmp_path / "order.pdf"
    command = ("orders", "print", placed["provisional_number"], "--pdf", str(file))
    ended = shop.run(*command, "--json")
    assert ended.status == 0
    assert ended.document["not_shown"] == ["U+10F0FF"]
    assert "No font on this computer can show these characters" in ended.err
    assert "U+10F0FF" in text_of(file)


def test_a_place_that_can_not_be_written_is_refused_with_the_reason(
    shop: Terminal, tmp_path: Path
) -> None:
    placed = shop.gives("orders", "new", "--customer", "G-1002", "--line", "TR-100=6")
    number = placed["provisional_number"]
    said = shop.refuses("orders", "print", number, "--pdf", str(tmp_path / "no" / "order.pdf"))
    assert "can't be written" in said
