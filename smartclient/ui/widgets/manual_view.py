"""The view of a page of the manual: its Markdown in the theme's colours, and its links.

This is the only place of the window that shows formatted text. Nothing that a person entered comes
here: the pages are the program's own, and what they link to is never loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDesktopServices,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from smartclient.documents.manual import ManualPage, anchor_of, topic_of
from smartclient.domain.text.searching import folded
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE, SPACE_PAGE

_LINE_HEIGHT = 125
_CODE_LINE_HEIGHT = 100
_WHOLE_WIDTH = 100
_MARKED_AS = "queued"
"""The state whose colours mark a word that was looked for."""
_OUTSIDE = frozenset({"https", "mailto"})


class ManualView(QTextBrowser):
    """Shows a page; ``link_chosen`` is emitted with a topic and an anchor ("" for the top)."""

    link_chosen = Signal(str, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("The page"))
        self.setOpenLinks(False)
        self._theme = theme
        self._page: ManualPage | None = None
        self._shown: QTextDocument | None = None
        self._words: tuple[str, ...] = ()
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._draw_again)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002, N802 (Qt's)
        """No resources: a page is text alone."""
        return None

    def show_page(self, page: ManualPage, *, anchor: str = "", words: tuple[str, ...] = ()) -> None:
        """Show a page from the heading that ``anchor`` names on, or from where ``words`` are."""
        self._page = page
        self._words = words
        self._draw()
        if anchor:
            self._scroll_to(self._heading(anchor))
        else:
            self._show_words()

    def _draw(self) -> None:
        if self._page is None:
            return
        # one that is shown would be laid out again with each change of its formats
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        dialect = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        document.setMarkdown(
            self._page.text, dialect | QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        document.setDocumentMargin(SPACE_GROUP)
        document.setIndentWidth(SPACE_PAGE)
        _format_text(document, self._theme)
        _format_tables(document, self._theme)
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document

    def _draw_again(self) -> None:
        """Draw the page in other colours, and leave it where it is."""
        place = self.verticalScrollBar().value()
        self._draw()
        self._mark_words()
        self.verticalScrollBar().setValue(place)

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if url.scheme() in _OUTSIDE:
            QDesktopServices.openUrl(url)
        elif not url.path():
            self._scroll_to(self._heading(url.fragment()))
        elif (topic := topic_of(link)) is not None:
            self.link_chosen.emit(topic.value, url.fragment())

    def _heading(self, anchor: str) -> QTextBlock | None:
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                return block
        return None

    def _scroll_to(self, block: QTextBlock | None) -> None:
        if block is None:
            return
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top) - SPACE_BETWEEN)
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(int(top) - SPACE_BETWEEN)

    def _show_words(self) -> None:
        self._mark_words()
        marked = self.extraSelections()
        if marked:
            cursor = QTextCursor(marked[0].cursor)
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        else:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.verticalScrollBar().setValue(0)

    def _mark_words(self) -> None:
        """Mark every place of a word that was searched for."""
        marked = []
        for block in _blocks(self.document()):
            text = folded(block.text())
            for word in self._words:
                start = text.find(word)
                while start >= 0:
                    marked.append(self._marked(block.position() + start, len(word)))
                    start = text.find(word, start + len(word))
        self.setExtraSelections(sorted(marked, key=lambda one: one.cursor.position()))

    def _marked(self, place: int, length: int) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(self.document())
        marked.cursor.setPosition(place)
        marked.cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        tint = self._theme.tokens.states[_MARKED_AS]
        marked.format.setForeground(QColor(tint.text))
        marked.format.setBackground(QColor(tint.ground))
        return marked


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _format_text(document: QTextDocument, theme: Theme) -> None:
    """Give paragraphs room, code its own ground, and links the accent."""
    for block in _blocks(document):
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(_block_format(block, theme))
        for place, length, char_format in list(_fragments(block)):
            cursor.setPosition(place)
            cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_char_format(char_format, theme, is_block=_is_code(block)))


def _block_format(block: QTextBlock, theme: Theme) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    height = _CODE_LINE_HEIGHT if _is_code(block) else _LINE_HEIGHT
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if _is_code(block):
        shape.setBackground(QBrush(QColor(theme.tokens.panel)))
        shape.setNonBreakableLines(False)
        shape.setTopMargin(0)
        shape.setBottomMargin(0 if _is_code(block.next()) else SPACE_GROUP)
    elif block.blockFormat().headingLevel():
        shape.setTopMargin(SPACE_GROUP if block.blockNumber() else 0)
        shape.setBottomMargin(SPACE_BETWEEN)
    return shape


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        yield fragment.position(), fragment.length(), fragment.charFormat()
        at += 1


def _char_format(now: QTextCharFormat, theme: Theme, *, is_block: bool) -> QTextCharFormat:
    merged = QTextCharFormat()
    if now.isAnchor():
        merged.setForeground(QColor(theme.tokens.accent))
        merged.setFontUnderline(True)
    if now.fontFixedPitch() or is_block:
        merged.setFontFamilies(
            QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
        )
        merged.setBackground(QColor(theme.tokens.panel))
    return merged


def _format_tables(document: QTextDocument, theme: Theme) -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _format_table(frame, theme)


def _format_table(table: QTextTable, theme: Theme) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderBrush(QColor(theme.tokens.border))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(SPACE_INSIDE + 2)
    shape.setCellSpacing(0)
    shape.setTopMargin(SPACE_BETWEEN)
    shape.setBottomMargin(SPACE_GROUP)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, _WHOLE_WIDTH))
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        header = cell.format()
        header.setBackground(QColor(theme.tokens.panel))
        cell.setFormat(header)
