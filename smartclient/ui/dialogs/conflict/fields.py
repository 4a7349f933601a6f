"""Fields two people changed: what was, yours, head office's, and what it shall be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smartclient.domain.sales.customers import EditableField
from smartclient.reconcile.conflict import Conflict, FieldConflict
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.text import formats, wording
from smartclient.ui.text.plain_text import button_text, set_tip
from smartclient.ui.widgets.collapsible import CollapsibleSection
from smartclient.ui.widgets.factories import label

_SHORT = 26
_NOTES_HEIGHT = 84
_DOWN_TO_TEXT = 6
"""How far the text in a field lies below the field's edge, to align what is beside it."""

_TOP = Qt.AlignmentFlag.AlignTop


class ConflictFields(QWidget):
    """One row per field with a choice and an editable result; ``chosen`` carries each change.

    ``others`` are the customer's other fields, for whoever wants to see them too; ``rep`` is
    whose values they are, "" for the one who looks; ``changed_at`` is when they were entered.
    """

    chosen = Signal(str, object)

    def __init__(
        self,
        context: AppContext,
        conflict: Conflict,
        others: Mapping[str, str],
        rep: str,
        *,
        changed_at: datetime | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._changed = formats.moment(changed_at, context.clock.now())
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(SPACE_GROUP)
        self._results: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_GROUP)
        self._grid.setVerticalSpacing(SPACE_GROUP)
        for index, stretch in enumerate((0, 2, 3, 3, 4)):
            self._grid.setColumnStretch(index, stretch)
        outside.addLayout(self._grid)
        self._put_headers(rep)
        for index, field in enumerate(conflict.fields, start=1):
            self._put_field(index, field)
        self._put_folded(outside, conflict, others)
        outside.addStretch(1)

    def first_without(self, chosen: Mapping[str, str]) -> QWidget | None:
        """Where the first value is typed that is not chosen yet; None if all are."""
        return next((edit for name, edit in self._results.items() if name not in chosen), None)

    def _put_headers(self, rep: str) -> None:
        mine = self.tr("What {rep} wants").format(rep=rep) if rep else self.tr("Yours")
        texts = ("", self.tr("Was"), mine, self.tr("Head office"), self.tr("Result"))
        for index, text in enumerate(texts):
            self._grid.addWidget(label(text, muted=True), 0, index)

    def _put_field(self, line: int, field: FieldConflict) -> None:
        name = wording.field_label(field.field)
        mine = self._radio(f"mine_{field.field}", field.mine)
        mine.setAccessibleName(
            self.tr("{field}: keep yours, {value}").format(
                field=name, value=self._accessible_text(field.mine)
            )
        )
        theirs = self._radio(f"theirs_{field.field}", field.theirs)
        theirs.setAccessibleName(
            self.tr("{field}: take head office's, {value}").format(
                field=name, value=self._accessible_text(field.theirs)
            )
        )
        group = QButtonGroup(self)
        group.addButton(mine)
        group.addButton(theirs)
        result, put = self._result(field, name, lambda text: self._value_typed(field, group, text))
        mine.clicked.connect(lambda: self._take(field.field, put, field.mine))
        theirs.clicked.connect(lambda: self._take(field.field, put, field.theirs))
        was = label(self._shown(field.base), wraps=True, muted=True)
        called = label(name)
        for text in (called, was):
            text.setContentsMargins(0, _DOWN_TO_TEXT, 0, 0)
        parts = (
            called,
            was,
            _option(mine, field.mine, self._changed),
            _option(theirs, field.theirs, self._by(field)),
            result,
        )
        for column, part in enumerate(parts):
            self._grid.addWidget(part, line, column, _TOP)

    def _radio(self, name: str, value: str) -> QRadioButton:
        button = QRadioButton(button_text(_in_short(self._shown(value))))
        button.setObjectName(name)
        set_tip(button, value)
        return button

    def _result(
        self, field: FieldConflict, name: str, on_typed: Callable[[str], None]
    ) -> tuple[QWidget, Callable[[str], None]]:
        """Where the result is typed, and what puts a text there."""
        hint = self.tr("Select or type a value")
        edit: QLineEdit | QPlainTextEdit
        if field.field == EditableField.NOTES:
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(_NOTES_HEIGHT)
            edit.textChanged.connect(lambda: on_typed(edit.toPlainText()))
            put: Callable[[str], None] = edit.setPlainText
        else:
            edit = QLineEdit()
            edit.textEdited.connect(on_typed)
            put = edit.setText
        edit.setObjectName(f"result_{field.field}")
        edit.setAccessibleName(self.tr("{field}: result").format(field=name))
        edit.setPlaceholderText(hint)
        self._results[field.field] = edit
        return edit, put

    def _by(self, field: FieldConflict) -> str:
        now = self._context.clock.now()
        return ", ".join(x for x in (field.by, formats.moment(field.at, now)) if x)

    def _take(self, name: str, put: Callable[[str], None], value: str) -> None:
        put(value)
        self.chosen.emit(name, value)

    def _value_typed(self, field: FieldConflict, group: QButtonGroup, text: str) -> None:
        values = {field.mine: 0, field.theirs: 1}
        group.setExclusive(False)
        for index, radio in enumerate(group.buttons()):
            radio.setChecked(values.get(text.strip()) == index)
        group.setExclusive(True)
        self.chosen.emit(field.field, text.strip())

    def _put_folded(
        self, outside: QVBoxLayout, conflict: Conflict, others: Mapping[str, str]
    ) -> None:
        theme = self._context.theme
        folds = QVBoxLayout()
        folds.setSpacing(0)
        outside.addLayout(folds)
        count = len(conflict.merged)
        if count:
            text = self.tr("%Ln fields merged automatically", "", count)
            body = self._values_view(conflict.merged, "mergedFields")
            folds.addWidget(CollapsibleSection(theme, "buttonMerged", text, body))
        count = len(others)
        if count:
            text = self.tr("%Ln fields are the same everywhere", "", count)
            body = self._values_view(others, "unchangedFields")
            folds.addWidget(CollapsibleSection(theme, "buttonUnchanged", text, body))

    def _values_view(self, values: Mapping[str, str], name: str) -> QWidget:
        lines = [f"{wording.field_label(key)}: {self._shown(text)}" for key, text in values.items()]
        return label("\n".join(lines), name=name, muted=True, wraps=True)

    def _shown(self, value: str) -> str:
        return value or self.tr("(empty)")

    def _accessible_text(self, value: str) -> str:
        return value or self.tr("empty")


def _in_short(text: str) -> str:
    first = text.partition("\n")[0]
    return first if first == text and len(text) <= _SHORT else f"{first[:_SHORT].rstrip()}…"


def _option(radio: QRadioButton, value: str, by: str) -> QWidget:
    """A choice with all of its value below it, where that is long, and whose it is."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, SPACE_INSIDE, 0, 0)
    layout.setSpacing(SPACE_INSIDE)
    layout.addWidget(radio)
    indent = SPACE_GROUP + SPACE_BETWEEN
    if _in_short(value) != value:
        whole = label(value, wraps=True)
        whole.setContentsMargins(indent, 0, 0, 0)
        layout.addWidget(whole)
    if by:
        whose = label(by, muted=True)
        whose.setContentsMargins(indent, 0, 0, 0)
        layout.addWidget(whose)
    return widget
