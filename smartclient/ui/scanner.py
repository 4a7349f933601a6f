"""Barcode scanners: distinguished from a person at the keyboard by the time between keys.

A scanner is a keyboard that types a word and Enter within milliseconds, wherever the focus is. A
character is held back for the moment in which the next one of a scan would come; what turns out
to be typed by a person goes on to where it was typed.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

PER_CHARACTER_MS = 35
"""The most time between two keys of a scan. USB scanners take 1 to 20 ms; a practised typist takes
80 to 120, a key held down repeats after 33 and is marked as repeated."""

LEAST_CHARACTERS = 3
"""The shortest word that is a scan: two keys may be struck at once by accident."""

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SHIFTS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr})
_WITHOUT_MEANING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENDS_WORDS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.FocusOut,
        QEvent.Type.Close,
    }
)


class ScannedWord:
    """The characters so far that followed each other fast enough to be a scan, with their times."""

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._last = 0

    def add_character(self, character: str, time: int) -> bool:
        """Take a character of the moment ``time``, in ms; False where it begins another word."""
        goes_on = bool(self._characters) and self._is_next(time)
        if not goes_on:
            self._characters = []
        self._characters.append(character)
        self._last = time
        return goes_on

    def finish(self, time: int) -> str:
        """The code that was scanned, where Enter was pressed at ``time``; "" for what was typed."""
        word = "".join(self._characters) if self._is_next(time) else ""
        self._characters = []
        return word.strip() if len(word) >= LEAST_CHARACTERS else ""

    def forget(self) -> None:
        """Begin another word with the next character."""
        self._characters = []

    def _is_next(self, time: int) -> bool:
        return 0 <= time - self._last <= PER_CHARACTER_MS


class Scanner(QObject):
    """Watches the keys of one window; ``scanned`` carries the code of each scan.

    Keys without a time, which no keyboard sends, are left alone.
    """

    scanned = Signal(str)

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._word = ScannedWord()
        self._held: list[QKeyEvent] = []
        self._ended_at = -PER_CHARACTER_MS - 1
        self._handing_on = False
        # a window that was busy has the keys pressed meanwhile in its queue: they are waited for
        self._patience = QTimer(self, singleShot=True, interval=PER_CHARACTER_MS)
        self._patience.timeout.connect(self._last_chance)
        self._queued = QTimer(self, singleShot=True, interval=0)
        self._queued.timeout.connect(self._hand_on)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back what may be a scan, and hand on what was typed."""
        kind = event.type()
        if not self._handing_on and isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress:
                return self._press(event)
            if kind is QEvent.Type.KeyRelease and self._held:
                self._held.append(_copy(event))
                return True
        elif kind in _ENDS_WORDS:
            self._hand_on()
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key, time = event.key(), event.timestamp()
        if key in _SHIFTS:
            return False
        if event.isAutoRepeat() or not time or event.modifiers() & ~_WITHOUT_MEANING:
            self._hand_on()
            return False
        if key in _ENTER:
            return self._enter(time)
        if len(event.text()) != 1 or not event.text().isprintable():
            self._hand_on()
            return False
        held, self._held = self._held, []
        if self._word.add_character(event.text(), time):
            self._held = held
        else:
            self._send(held)
        self._held.append(_copy(event))
        self._patience.start()
        return True

    def _enter(self, time: int) -> bool:
        if 0 <= time - self._ended_at <= PER_CHARACTER_MS:
            # some scanners end with two: the second must press no button
            return True
        code = self._word.finish(time)
        if not code:
            self._hand_on()
            return False
        self._stop_waiting()
        self._held, self._ended_at = [], time
        self.scanned.emit(code)
        return True

    def _last_chance(self) -> None:
        self._queued.start()

    def _hand_on(self) -> None:
        """Deliver the keys that were held back to where they were typed."""
        self._stop_waiting()
        self._word.forget()
        held, self._held = self._held, []
        self._send(held)

    def _stop_waiting(self) -> None:
        self._patience.stop()
        self._queued.stop()

    def _send(self, events: list[QKeyEvent]) -> None:
        self._handing_on = True
        try:
            for event in events:
                QCoreApplication.sendEvent(self._window, event)
        finally:
            self._handing_on = False


def _copy(event: QKeyEvent) -> QKeyEvent:
    key_event = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    key_event.setTimestamp(event.timestamp())
    return key_event
