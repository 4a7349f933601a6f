"""The order pad's texts, colours and names: each is there, and stands for what it says."""

import re
from pathlib import Path

import pytest

from smartclient.settings.resources import resource_folder
from smartclient.ui.look.tokens import DARK, LIGHT, Tokens

PAD = resource_folder("orderpad")
MODULES = sorted(PAD.rglob("*.js"))
TEXT = r'"((?:[^"\\]|\\.)*)"'
SAID = re.compile(rf"(?:say|counted)\(\s*(?:[\w.]+(?:\([^()]*\))?,\s*)?{TEXT}(?:,\s*{TEXT})?")
"""A call of ``say`` with its text, or of ``counted`` with both of its."""


def said() -> set[str]:
    texts: set[str] = set()
    for module in MODULES:
        if module.name not in {"say.js", "german.js"}:
            for match in SAID.finditer(module.read_text()):
                texts.update(text for text in match.groups() if text)
    return texts


def german() -> dict[str, str]:
    module = (PAD / "words" / "german.js").read_text()
    entry = re.compile(rf"^  (?:{TEXT}|(\w+)):\s*{TEXT},$", re.MULTILINE)
    found = [(quoted or bare, text) for quoted, bare, text in entry.findall(module)]
    assert len(found) == len({english for english, _ in found})
    return dict(found)


def test_every_text_is_german_and_none_is_left_over() -> None:
    assert len(said()) > 50
    assert set(german()) == said()


def test_a_german_text_fills_in_what_the_english_one_does() -> None:
    for english, text in german().items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english)), english


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def of_window(tokens: Tokens, names: set[str]) -> dict[str, str]:
    found = {}
    for name in names:
        field = name.replace("-", "_")
        state = field.removesuffix("_ground")
        if state in tokens.states:
            tint = tokens.states[state]
            found[name] = (tint.ground if field.endswith("_ground") else tint.text).lower()
        else:
            found[name] = getattr(tokens, field).lower()
    return found


@pytest.mark.parametrize(("part", "tokens"), [(0, LIGHT), (2, DARK)], ids=["light", "dark"])
def test_the_colours_are_those_of_the_window(part: int, tokens: Tokens) -> None:
    text = (PAD / "styles" / "colours.css").read_text()
    block = re.split(r"(@media)", text)[part]
    found = colours(block)
    assert len(found) > 15
    assert found == of_window(tokens, set(found))


def test_every_name_that_others_look_for_is_listed() -> None:
    used = set()
    for module in MODULES:
        used.update(re.findall(r'h\(\s*[`"]\w+(?:\$\{[^}]*\? ")?#([\w-]+)["`]', module.read_text()))
        used.update(re.findall(r'testId(?::| =) "([\w-]+)"', module.read_text()))
        used.update(re.findall(r'button\("#([\w-]+)"', module.read_text()))
    listed = set(
        re.findall(r"^\| `([\w-]+)` \|", Path("tests/browser/README.md").read_text(), re.MULTILINE)
    )
    assert used == listed
