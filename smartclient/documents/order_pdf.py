"""An order as a PDF file, written without a window, so that head office can write it too."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace
from fpdf.line_break import Fragment

from smartclient.documents.fonts import Cover, Face, cover
from smartclient.documents.languages import language_in, language_of
from smartclient.documents.order_content import Block, OrderContent, order_content
from smartclient.documents.order_document import DocumentLabels, OrderDocument

FONT_FILES = {
    "": "DejaVuSans.ttf",
    "B": "DejaVuSans-Bold.ttf",
    "I": "DejaVuSans-Oblique.ttf",
    "BI": "DejaVuSans-BoldOblique.ttf",
}
"""The fonts that are carried, by style; they cover Latin, Greek and Cyrillic."""

_FONT = "DejaVu"
_MARGIN = 18
_SMALL, _NORMAL, _LARGE = 8, 9.5, 18
_LINE = 5
_TEXT, _MUTED, _RULE, _STAMP = (27, 31, 36), (90, 100, 114), (216, 221, 227), (250, 236, 205)
_STAMP_SIZE = 84
_STAMP_ANGLE = 52
_COLUMNS = (9, 27, 62, 20, 24, 20, 26)
_SUMS_WIDTH = 80
_SIGNATURE_ROOM = 14
_SIGNATURE_WIDTHS = (45, 75)


class PaperSize(StrEnum):
    """The sheets an order can be printed on."""

    A4 = "A4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSheet:
    """An order that is ready to be printed, and what of it no font here can show.

    ``language`` is whose forms of Chinese characters a text has that could be in several languages.
    """

    document: OrderDocument
    content: OrderContent
    carried: Path
    cover: Cover
    language: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that can't be shown; the document has their codes instead."""
        return self.cover.missing


def order_sheet(document: OrderDocument, *, fonts: Path, labels: DocumentLabels) -> OrderSheet:
    """Choose the fonts for a document; ``fonts`` is the folder that holds ``FONT_FILES``."""
    content = order_content(document, labels)
    found = cover(content.texts(), fonts / FONT_FILES[""])
    texts = " ".join(content.texts())
    language = language_of(texts, language_in(document.country))
    return OrderSheet(
        document=document, content=content, carried=fonts, cover=found, language=language
    )


def order_pdf(sheet: OrderSheet, size: PaperSize = PaperSize.A4) -> bytes:
    """An order as a PDF file.

    The same order gives the same bytes: the file is dated as the order.
    """
    pages = _Pages(sheet, size)
    pages.write()
    return bytes(pages.output())


class _Pages(FPDF):
    """The pages of one order."""

    def __init__(self, sheet: OrderSheet, size: PaperSize) -> None:
        super().__init__(format=str(size))
        self._content = sheet.content
        self._tentative = sheet.document.tentative
        self._named = {ord(char): f"[U+{ord(char):04X}]" for char in sheet.missing}
        self._language = sheet.language
        self._last_fallback = ""
        for style, name in FONT_FILES.items():
            self.add_font(_FONT, style, sheet.carried / name)
        self._add_faces(sheet.cover.faces)
        self.set_text_shaping(bool(sheet.cover.faces))
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(True, _MARGIN + _LINE)  # noqa: FBT003 (fpdf2's own)
        self.set_creation_date(datetime.combine(sheet.document.order.order_date, time(), UTC))
        self.set_title(f"{sheet.content.title}, {sheet.document.customer_name}")
        self.set_author(sheet.document.company)
        self.set_draw_color(*_RULE)

    def _add_faces(self, faces: Sequence[Face]) -> None:
        names = [f"Face{place}" for place in range(len(faces))]
        for name, face in zip(names, faces, strict=True):
            weight = None if face.is_regular else {"wght": 400.0}
            self.add_font(name, "", face.path, variations=weight)
        self.set_fallback_fonts(names, exact_match=False)

    def normalize_text(self, text: str) -> str:
        """A text as it is drawn: what no font shows is named by its code."""
        return super().normalize_text(text.translate(self._named))

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:  # noqa: FBT001
        """Have a paragraph shaped in its language: Chinese characters have several forms."""
        if self.text_shaping:
            self.text_shaping["language"] = language_of(text, self._language)
        return super()._preload_bidirectional_text(text, markdown)

    def _render_styled_text_line(self, *line: Any, **how: Any) -> bool:  # noqa: ANN401
        """Name the font first: fpdf2 forgets it after a line that is all in another one."""
        if not self.current_font_is_set_on_page and self.current_font is not None:
            self._out(self._set_font_for_page(self.current_font, self.font_size_pt))
        return super()._render_styled_text_line(*line, **how)

    def get_fallback_font(self, char: str, style: str = "") -> str | None:
        """The font for a character; marks and joiners stay with the character before them."""
        last = self._last_fallback
        is_joined = unicodedata.category(char)[0] == "M" or unicodedata.category(char) == "Cf"
        if is_joined and last and ord(char) in self.fonts[last].cmap:  # type: ignore[union-attr]
            return last
        found = super().get_fallback_font(char, style)
        self._last_fallback = found or last
        return found

    def header(self) -> None:
        """Stamp the page below everything else, then name the company."""
        self._stamp()
        self._style("B", _NORMAL, _MUTED)
        self.cell(0, _LINE, self._content.company, align=Align.L)
        self.ln(_LINE + 4)

    def footer(self) -> None:
        """Name the order and the page below it."""
        self.set_y(-_MARGIN)
        self._style("", _SMALL, _MUTED)
        self.cell(0, _LINE, self._content.title, align=Align.L)
        self.set_x(self.l_margin)
        page = self._content.page.format(page=self.page_no(), pages="{nb}")
        self.cell(0, _LINE, page, align=Align.R)

    def write(self) -> None:  # type: ignore[override]
        """Write the whole order."""
        self.add_page()
        self._write_heading()
        self._write_beside(self._content.parties, 2)
        self.ln(2)
        self._write_beside(self._content.details, 4)
        self.ln(3)
        self._write_lines()
        self._write_sums()
        self._write_paragraphs(self._content.report)
        self._write_paragraphs(self._content.note)
        self._write_signatures()

    def _stamp(self) -> None:
        text = self._content.stamp
        if not text:
            return
        self._style("B", _STAMP_SIZE, _STAMP)
        middle = (self.w / 2, self.h / 2)
        # the height of capitals is about 0.73 of the size, and a point is 0.353 mm
        drop = _STAMP_SIZE * 0.353 * 0.73 / 2
        with self.rotation(_STAMP_ANGLE, *middle):
            self.text(middle[0] - self.get_string_width(text) / 2, middle[1] + drop, text)

    def _write_heading(self) -> None:
        self._style("BI" if self._tentative else "B", _LARGE)
        self.cell(0, 9, self._content.title)
        self.ln(12)

    def _write_beside(self, blocks: Sequence[Block], most: int) -> None:
        """Write blocks beside each other, at most so many in a row."""
        width = self.epw / max(1, min(most, len(blocks)))
        for start in range(0, len(blocks), most):
            top, lowest = self.get_y(), self.get_y()
            for index, block in enumerate(blocks[start : start + most]):
                self.set_xy(self.l_margin + index * width, top)
                self._write_block(block, width - 4)
                lowest = max(lowest, self.get_y())
            self.set_xy(self.l_margin, lowest + 2)

    def _write_block(self, block: Block, width: float) -> None:
        left = self.get_x()
        self._style("", _SMALL, _MUTED)
        self.cell(width, _LINE, block.title, new_x=XPos.LEFT, new_y=YPos.NEXT)
        self._style("", _NORMAL)
        for line in block.lines:
            self.set_x(left)
            self.multi_cell(width, _LINE, line, align=Align.L, new_x=XPos.LEFT, new_y=YPos.NEXT)

    def _write_paragraphs(self, block: Block) -> None:
        """Write a block over the whole width; what is read from right to left begins there."""
        if not block.lines:
            return
        # its title stays together with what follows it
        if self.will_page_break(_LINE * 3):
            self.add_page()
        self.set_x(self.l_margin)
        self._style("", _SMALL, _MUTED)
        self.cell(self.epw, _LINE, block.title, new_x=XPos.LEFT, new_y=YPos.NEXT)
        self._style("", _NORMAL)
        for line in block.lines:
            side = Align.R if _is_right_to_left(line) else Align.L
            self.set_x(self.l_margin)
            self.multi_cell(self.epw, _LINE, line, align=side, new_x=XPos.LEFT, new_y=YPos.NEXT)
        self.ln(3)

    def _write_lines(self) -> None:
        self._style("", _NORMAL)
        with self.table(
            [self._content.titles, *self._content.rows],
            col_widths=_COLUMNS,
            text_align=("LEFT", "LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT"),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="", size_pt=_SMALL, color=_MUTED),
            line_height=_LINE,
            padding=(1.2, 1, 1.2, 1),
        ):
            pass
        self.ln(4)

    def _write_sums(self) -> None:
        # the sums stay together with their remark
        if self.will_page_break(_LINE * 7):
            self.add_page()
        left = self.w - self.r_margin - _SUMS_WIDTH
        for title, amount in self._content.sums:
            self._style("", _NORMAL, _MUTED)
            self.set_x(left)
            self.cell(_SUMS_WIDTH / 2, _LINE + 0.5, title)
            self._style("", _NORMAL)
            self.cell(_SUMS_WIDTH / 2, _LINE + 0.5, amount, align=Align.R)
            self.ln(_LINE + 0.5)
        self.line(left, self.get_y() + 1, self.w - self.r_margin, self.get_y() + 1)
        self.ln(2)
        self._write_total(left)

    def _write_total(self, left: float) -> None:
        title, amount = self._content.total
        self._style("BI" if self._tentative else "B", 12)
        self.set_x(left)
        self.cell(_SUMS_WIDTH / 2, 7, title)
        self.cell(_SUMS_WIDTH / 2, 7, amount, align=Align.R)
        self.ln(7)
        if self._content.remark:
            self._style("BI" if self._tentative else "", _SMALL, _MUTED)
            self.set_x(left)
            self.multi_cell(_SUMS_WIDTH, 4, self._content.remark, align=Align.L)
        self.ln(4)

    def _write_signatures(self) -> None:
        if self.will_page_break(_SIGNATURE_ROOM + _LINE):
            self.add_page()
        top, left = self.get_y() + _SIGNATURE_ROOM, self.l_margin
        self._style("", _SMALL, _MUTED)
        for text, width in zip(self._content.signatures, _SIGNATURE_WIDTHS, strict=True):
            self.line(left, top, left + width, top)
            self.set_xy(left, top)
            self.cell(width, _LINE, text)
            left += width + 10

    def _style(self, style: str, size: float, color: tuple[int, int, int] = _TEXT) -> None:
        self.set_font(_FONT, style, size)
        self.set_text_color(*color)


def _is_right_to_left(text: str) -> bool:
    """Whether a paragraph begins with a script that is read from right to left (UAX 9, P2)."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
