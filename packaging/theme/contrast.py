"""Print the contrast of every text colour of the window on every ground it is used on.

    python packaging/theme/contrast.py

By WCAG 2: text reaches 4.5 to 1, also where it is disabled, hovered or selected; the edges of
fields and the ring of the focus reach 3 to 1. The exit status is 1 where one does not.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smartclient.ui.look.tokens import TOKENS, Scheme, Tokens

LEAST_FOR_TEXT = 4.5
LEAST_FOR_EDGES = 3.0
_DARKEST_CURVED = 0.04045


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One colour on one ground (both ``#RRGGBB``), and where they meet."""

    what: str
    colour: str
    ground: str
    least: float = LEAST_FOR_TEXT

    @property
    def ratio(self) -> float:
        """How much they differ, from 1 to 21."""
        lighter, darker = sorted((_luminance(self.colour), _luminance(self.ground)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    @property
    def passes(self) -> bool:
        """Whether that is enough."""
        return self.ratio >= self.least


def uses(tokens: Tokens) -> Iterator[Use]:
    """Return every colour with every ground it is used on."""
    t = tokens
    for where, ground in (
        ("pages, rows and fields", t.background),
        ("panels, headers, toolbar and status bar", t.panel),
        ("hovered controls", t.hover),
    ):
        yield Use(what=f"text on {where}", colour=t.text, ground=ground)
        yield Use(what=f"muted text on {where}", colour=t.muted, ground=ground)
        yield Use(what=f"disabled text on {where}", colour=t.disabled, ground=ground)
        yield Use(what=f"links and chosen pages on {where}", colour=t.accent, ground=ground)
    yield Use(what="primary buttons and selected text", colour=t.on_accent, ground=t.accent)
    yield Use(what="hovered primary buttons", colour=t.on_accent, ground=t.accent_hover)
    yield Use(what="text on selected rows", colour=t.text, ground=t.chosen)
    yield Use(what="muted text on selected rows", colour=t.muted, ground=t.chosen)
    for where, colour, ground in (
        ("with", t.accent, t.chosen),
        ("away from", t.muted, t.hover),
    ):
        what = f"bar of selected rows {where} the keyboard"
        yield Use(what=what, colour=colour, ground=ground, least=LEAST_FOR_EDGES)
    yield from _of_states(t)
    for where, ground in (("pages", t.background), ("panels", t.panel)):
        edges = LEAST_FOR_EDGES
        yield Use(what=f"focus ring on {where}", colour=t.accent, ground=ground, least=edges)
        yield Use(what=f"edges of fields on {where}", colour=t.edge, ground=ground, least=edges)


def _of_states(tokens: Tokens) -> Iterator[Use]:
    for name, tint in tokens.states.items():
        own = tint.ground or tokens.background
        yield Use(what=f"{name}: its word on its tint", colour=tint.text, ground=own)
        yield Use(what=f"{name}: a row's text on its tint", colour=tokens.text, ground=own)
        yield Use(what=f"{name}: muted text on its tint", colour=tokens.muted, ground=own)
        for where, ground in (
            ("pages", tokens.background),
            ("panels", tokens.panel),
            ("selected rows", tokens.chosen),
            ("selected rows away from the keyboard", tokens.hover),
        ):
            yield Use(what=f"{name}: its word on {where}", colour=tint.text, ground=ground)


def _luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= _DARKEST_CURVED else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def main() -> int:
    """Print the table, least contrast first; return the exit status."""
    failed = False
    for scheme in Scheme:
        print(f"{scheme.value}")
        for use in sorted(uses(TOKENS[scheme]), key=lambda one: one.ratio / one.least):
            failed |= not use.passes
            mark = " " if use.passes else "!"
            print(f"{mark} {use.ratio:5.2f}  {use.colour} on {use.ground}  {use.what}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
