"""An order as a PDF file, made without a window, so that head office can make it too."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

from smartclient.documents.paper import OrderPaper, PaperWords
from smartclient.domain.customers import Address
from smartclient.domain.orders import OrderLine

FONT_FILES = {
    "": "DejaVuSans.ttf",
    "B": "DejaVuSans-Bold.ttf",
    "I": "DejaVuSans-Oblique.ttf",
    "BI": "DejaVuSans-BoldOblique.ttf",
}
"""The fonts that are embedded, by style; they cover Latin, Greek and Cyrillic."""

_FONT = "DejaVu"
_MARGIN = 18
_SMALL, _NORMAL, _LARGE = 8, 9.5, 18
_LINE = 5
_TEXT, _MUTED, _RULE, _STAMP = (27, 31, 36), (90, 100, 114), (216, 221, 227), (250, 236, 205)
_STAMP_SIZE = 84
_STAMP_ANGLE = 52
_COLUMNS = (9, 27, 62, 20, 24, 20, 26)
_SUMS_WIDTH = 80
_NO_PERCENT = ""


class PaperSize(StrEnum):
    """The sheets an order can be printed on."""

    A4 = "A4"
    LETTER = "letter"


def order_pdf(
    paper: OrderPaper,
    *,
    fonts: Path,
    words: PaperWords | None = None,
    size: PaperSize = PaperSize.A4,
) -> bytes:
    """Return ``paper`` as a PDF file; ``fonts`` is the folder that holds ``FONT_FILES``.

    The same order gives the same bytes: the file is dated as the order, not as it was made.
    """
    sheet = _Sheet(paper, words or PaperWords(), size, fonts)
    sheet.write()
    return bytes(sheet.output())


class _Sheet(FPDF):
    """The pages of one order."""

    def __init__(self, paper: OrderPaper, words: PaperWords, size: PaperSize, fonts: Path) -> None:
        super().__init__(format=str(size))
        self._paper, self._words = paper, words
        for style, name in FONT_FILES.items():
            self.add_font(_FONT, style, fonts / name)
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(True, _MARGIN + _LINE)  # noqa: FBT003 (fpdf2's own)
        self.set_creation_date(datetime.combine(paper.order.order_date, time(), UTC))
        self.set_title(f"{words.order} {paper.label}, {paper.customer_name}")
        self.set_author(paper.company)
        self.set_draw_color(*_RULE)

    def header(self) -> None:
        """Stamp the page below everything else, then name the company and the order."""
        self._stamp()
        self._style("B", _NORMAL, _MUTED)
        self.cell(0, _LINE, self._paper.company, align=Align.L)
        self.ln(_LINE + 4)

    def footer(self) -> None:
        """Name the order and the page below it."""
        self.set_y(-_MARGIN)
        self._style("", _SMALL, _MUTED)
        named = f"{self._words.order} {self._paper.label}"
        self.cell(0, _LINE, named, align=Align.L)
        self.set_x(self.l_margin)
        told = self._words.page.format(page=self.page_no(), pages="{nb}")
        self.cell(0, _LINE, told, align=Align.R)

    def write(self) -> None:  # type: ignore[override]
        """Write the whole order."""
        self.add_page()
        self._write_heading()
        self._write_parties()
        self._write_facts()
        self._write_lines()
        self._write_sums()
        self._write_note()

    def _stamp(self) -> None:
        text = self._words.across(self._paper)
        if not text:
            return
        self._style("B", _STAMP_SIZE, _STAMP)
        middle = (self.w / 2, self.h / 2)
        # the height of capitals is about 0.73 of the size, and a point is 0.353 mm
        drop = _STAMP_SIZE * 0.353 * 0.73 / 2
        with self.rotation(_STAMP_ANGLE, *middle):
            self.text(middle[0] - self.get_string_width(text) / 2, middle[1] + drop, text)

    def _write_heading(self) -> None:
        self._style("BI" if self._paper.tentative else "B", _LARGE)
        self.cell(0, 9, f"{self._words.order} {self._paper.label}")
        self.ln(12)

    def _write_parties(self) -> None:
        top, width = self.get_y(), self.epw / 2
        lowest = top
        for at, (title, lines) in enumerate(self._parties()):
            self.set_xy(self.l_margin + at * width, top)
            self._write_block(title, lines, width - 6)
            lowest = max(lowest, self.get_y())
        self.set_xy(self.l_margin, lowest + 4)

    def _parties(self) -> Iterator[tuple[str, list[str]]]:
        paper, words = self._paper, self._words
        who = [paper.customer_name, str(paper.order.customer)]
        if paper.customer is not None:
            who += [paper.customer.contact, paper.customer.phone, paper.customer.email]
        yield words.customer, [line for line in who if line]
        if paper.ship_to is not None:
            yield words.ship_to, [paper.customer_name, *_address(paper.ship_to)]

    def _write_block(self, title: str, lines: list[str], width: float) -> None:
        left = self.get_x()
        self._style("", _SMALL, _MUTED)
        self.cell(width, _LINE, title, new_x=XPos.LEFT, new_y=YPos.NEXT)
        self._style("", _NORMAL)
        for line in lines:
            self.set_x(left)
            self.multi_cell(width, _LINE, line, align=Align.L, new_x=XPos.LEFT, new_y=YPos.NEXT)

    def _write_facts(self) -> None:
        facts = [(title, text) for title, text in self._facts() if text]
        width = self.epw / max(1, min(4, len(facts)))
        for start in range(0, len(facts), 4):
            top, lowest = self.get_y(), self.get_y()
            for at, (title, text) in enumerate(facts[start : start + 4]):
                self.set_xy(self.l_margin + at * width, top)
                self._write_block(title, [text], width - 4)
                lowest = max(lowest, self.get_y())
            self.set_xy(self.l_margin, lowest + 2)
        self.ln(3)

    def _facts(self) -> Iterator[tuple[str, str]]:
        paper, order, words = self._paper, self._paper.order, self._words
        yield words.ordered_on, words.day(order.order_date)
        yield words.reference, order.reference
        yield words.ship_via, order.ship_via
        yield words.deliver_on, words.day(order.deliver_on) if order.deliver_on else ""
        yield words.terms, paper.customer.payment_terms if paper.customer is not None else ""
        yield words.delivery, self._delivery()
        if paper.number and order.provisional_number:
            yield words.entered_as, f"{order.provisional_number}*"

    def _delivery(self) -> str:
        paper, words = self._paper, self._words
        if paper.fulfilment is None:
            return ""
        said = words.fulfilments[paper.fulfilment]
        return f"{said}, {words.day(paper.fulfilled_on)}" if paper.fulfilled_on else said

    def _write_lines(self) -> None:
        words = self._words
        self._style("", _NORMAL)
        titles = (
            words.line,
            words.product,
            "",
            words.quantity,
            words.price,
            words.discount,
            words.amount,
        )
        with self.table(
            [titles, *(self._cells(line) for line in self._paper.order.lines)],
            col_widths=_COLUMNS,
            text_align=("LEFT", "LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT"),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="", size_pt=_SMALL, color=_MUTED),
            line_height=_LINE,
            padding=(1.2, 1, 1.2, 1),
        ):
            pass
        self.ln(4)

    def _money(self, amount: Decimal) -> str:
        return self._words.money(amount, self._paper.currency)

    def _cells(self, line: OrderLine) -> tuple[str, ...]:
        words = self._words
        percent = line.discount_percent
        return (
            str(line.line),
            str(line.sku),
            self._paper.products.get(line.sku, ""),
            str(line.quantity),
            "" if line.unit_price is None else self._money(line.unit_price),
            words.percent(percent) if percent else _NO_PERCENT,
            "" if line.amount is None else self._money(line.amount),
        )

    def _write_sums(self) -> None:
        words, totals = self._words, self._paper.order.totals
        # the sums stay together with what is said of them
        if self.will_page_break(_LINE * 7):
            self.add_page()
        left = self.w - self.r_margin - _SUMS_WIDTH
        for title, amount in (
            (words.net, totals.net),
            (words.tax, totals.tax),
            (words.freight, totals.freight),
        ):
            self._style("", _NORMAL, _MUTED)
            self.set_x(left)
            self.cell(_SUMS_WIDTH / 2, _LINE + 0.5, title)
            self._style("", _NORMAL)
            self.cell(_SUMS_WIDTH / 2, _LINE + 0.5, self._money(amount), align=Align.R)
            self.ln(_LINE + 0.5)
        self.line(left, self.get_y() + 1, self.w - self.r_margin, self.get_y() + 1)
        self.ln(2)
        self._write_total(left)

    def _write_total(self, left: float) -> None:
        paper, words = self._paper, self._words
        self._style("BI" if paper.tentative else "B", 12)
        self.set_x(left)
        self.cell(_SUMS_WIDTH / 2, 7, f"{words.total}, {paper.currency}")
        self.cell(_SUMS_WIDTH / 2, 7, self._money(paper.order.totals.total), align=Align.R)
        self.ln(7)
        across, remark = words.across(paper), words.remark(paper)
        told = "  ".join(part for part in (across, remark) if part)
        if told:
            self._style("BI" if paper.tentative else "", _SMALL, _MUTED)
            self.set_x(left)
            self.multi_cell(_SUMS_WIDTH, 4, told, align=Align.L)
        self.ln(4)

    def _write_note(self) -> None:
        if self._paper.order.note:
            self.set_x(self.l_margin)
            self._write_block(self._words.note, [self._paper.order.note], self.epw)

    def _style(self, style: str, size: float, color: tuple[int, int, int] = _TEXT) -> None:
        self.set_font(_FONT, style, size)
        self.set_text_color(*color)


def _address(address: Address) -> list[str]:
    place = " ".join(part for part in (address.city, address.state, address.postal_code) if part)
    return [part for part in (address.line1, address.line2, place, address.country) if part]
