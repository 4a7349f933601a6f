"""Fields two people changed: what was, yours, head office's, and what it shall be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smartclient.reconcile.conflict import Conflict, FieldConflict
from smartclient.ui import formats, wording
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.parts import label, link_button
from smartclient.ui.workbench import Workbench


class ConflictFields(QWidget):
    """One row per field with a choice and an editable result; ``chosen`` tells each change."""

    chosen = Signal(str, object)

    def __init__(self, bench: Workbench, conflict: Conflict) -> None:
        super().__init__()
        self._bench = bench
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(SPACE_GROUP)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_GROUP)
        self._grid.setVerticalSpacing(SPACE_BETWEEN)
        for at, stretch in enumerate((0, 2, 3, 3, 3)):
            self._grid.setColumnStretch(at, stretch)
        outside.addLayout(self._grid)
        self._put_headers()
        for at, field in enumerate(conflict.fields, start=1):
            self._put_field(at, field)
        if conflict.merged:
            self._put_merged(outside, conflict)

    def _put_headers(self) -> None:
        texts = ("", self.tr("Was"), self.tr("Yours"), self.tr("Head office"), self.tr("Result"))
        for at, text in enumerate(texts):
            self._grid.addWidget(label(text, muted=True), 0, at)

    def _put_field(self, at: int, field: FieldConflict) -> None:
        name = wording.field_words(field.field)
        mine = QRadioButton(_shown(field.mine))
        mine.setObjectName(f"mine_{field.field}")
        mine.setAccessibleName(
            self.tr("{field}: keep yours, {value}").format(field=name, value=_spoken(field.mine))
        )
        theirs = QRadioButton(f"{_shown(field.theirs)}{self._by(field)}")
        theirs.setObjectName(f"theirs_{field.field}")
        theirs.setAccessibleName(
            self.tr("{field}: take head office's, {value}").format(
                field=name, value=_spoken(field.theirs)
            )
        )
        group = QButtonGroup(self)
        group.addButton(mine)
        group.addButton(theirs)
        result = QLineEdit()
        result.setObjectName(f"result_{field.field}")
        result.setAccessibleName(self.tr("{field}: result").format(field=name))
        result.setPlaceholderText(self.tr("Choose, or type"))
        mine.clicked.connect(lambda: self._take(field.field, result, field.mine))
        theirs.clicked.connect(lambda: self._take(field.field, result, field.theirs))
        result.textEdited.connect(lambda text: self._typed(field, group, text))
        was = label(_shown(field.base), wraps=True)
        for column, part in enumerate((self._name(name), was, mine, theirs, result)):
            self._grid.addWidget(part, at, column)

    def _name(self, text: str) -> QLabel:
        made = label(text)
        made.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return made

    def _by(self, field: FieldConflict) -> str:
        now = self._bench.clock.now()
        said = ", ".join(x for x in (field.by, formats.moment(field.at, now)) if x)
        return f"  ({said})" if said else ""

    def _take(self, name: str, result: QLineEdit, value: str) -> None:
        result.setText(value)
        self.chosen.emit(name, value)

    def _typed(self, field: FieldConflict, group: QButtonGroup, text: str) -> None:
        values = {field.mine: 0, field.theirs: 1}
        group.setExclusive(False)
        for at, radio in enumerate(group.buttons()):
            radio.setChecked(values.get(text.strip()) == at)
        group.setExclusive(True)
        self.chosen.emit(field.field, text.strip())

    def _put_merged(self, outside: QVBoxLayout, conflict: Conflict) -> None:
        names = ", ".join(wording.field_words(name) for name in conflict.merged)
        told = label(
            "\n".join(
                f"{wording.field_words(name)}: {_shown(value)}"
                for name, value in conflict.merged.items()
            ),
            name="mergedFields",
            muted=True,
            wraps=True,
        )
        told.hide()
        fold = link_button(
            "buttonMerged",
            self.tr("Merged by itself: {fields}").format(fields=names),
            lambda: told.setVisible(told.isHidden()),
        )
        outside.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        outside.addWidget(told)


def _shown(value: str) -> str:
    return value or "(empty)"


def _spoken(value: str) -> str:
    return value or "empty"
