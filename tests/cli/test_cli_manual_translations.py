"""The manual in other languages: each page has what the English one has, in the same order."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from smartclient.documents.manual import (
    ENGLISH,
    ManualPage,
    Topic,
    anchors_of,
    manual_page,
    parts_of,
    topic_of,
)
from tests.cli.documented import LANGUAGES, links, prose, steps_of

TRANSLATED = [
    (topic, language)
    for language in LANGUAGES[1:]
    for topic in Topic
    if manual_page(topic, language).language == language
]

_HEADING = re.compile(r"(#{1,6}) ")
_ITEM = re.compile(r" *(?:[-*]|\d+\.) ")
_CODE = re.compile(r"`([^`]+)`")
_QUOTED = re.compile(r'"[^"]*"')


def outline(page: ManualPage) -> list[str]:
    """The headings of a page by their level, its rows, items and blocks of code, in their order."""
    found: list[str] = []
    for part in parts_of(page.text):
        if part.is_code:
            found.append(f"block {part.info}")
            continue
        for line in part.text.splitlines():
            heading = _HEADING.match(line)
            if heading is not None:
                found.append(heading[1])
            elif line.lstrip().startswith("|"):
                found.append(f"row of {len(_cells(line))}")
            elif _ITEM.match(line):
                found.append("item")
    return found


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row.strip().strip("|"))


def commands(page: ManualPage) -> list[str]:
    """Its commands in their order, without the texts in quotes, which are translated."""
    return [_QUOTED.sub('""', step.line) for step in steps_of(page.text)]


def named(page: ManualPage) -> set[str]:
    """What its prose names as code: options, files, settings, metrics."""
    return {" ".join(name.split()) for name in _CODE.findall(prose(page.text))}


def destinations(page: ManualPage) -> Counter[object]:
    """Where its links lead: an address, or a page and the place of a heading in it."""
    return Counter(_destination(page, link) for link in links(page.text))


def _destination(page: ManualPage, link: str) -> object:
    path, _, anchor = link.partition("#")
    if "//" in path:
        return link
    topic = topic_of(link) if path else page.topic
    assert topic is not None, link
    target = manual_page(topic, ENGLISH if "../" in path else page.language)
    return topic, anchors_of(target).index(anchor) if anchor else 0


def test_german_has_every_page() -> None:
    english = [topic for topic in Topic if (topic, "de") not in TRANSLATED]
    assert not english


@pytest.mark.parametrize("aspect", [outline, commands, named, destinations])
@pytest.mark.parametrize(("topic", "language"), TRANSLATED)
def test_a_page_says_the_same_in_every_language(
    topic: Topic, language: str, aspect: Callable[[ManualPage], Any]
) -> None:
    assert aspect(manual_page(topic, language)) == aspect(manual_page(topic))
