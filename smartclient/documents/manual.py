"""The manual: its pages, written in Markdown, which the window and the command line show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from smartclient.domain.text.searching import folded
from smartclient.settings.resources import resource_folder

ENGLISH = "en"
"""The language in which there is every page."""

SUFFIX = ".md"
_FOLDER = "manual"
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_FENCED = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n]*)\n(?P<code>.*?)^ *```[ \t]*$\n?", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"\[([^][]+)\]\(([^()\s]+)\)")


class Topic(StrEnum):
    """A page of the manual, by the name of its file, in the order in which they are listed."""

    INDEX = "index"
    REP = "rep"
    LOST = "lost"
    COMMANDS = "commands"
    FILES = "files"
    SECURITY = "security"
    PROMISES = "promises"
    SQLSERVER = "sqlserver"
    WEB = "web"
    OPERATING = "operating"
    RESTORE = "restore"
    DECISIONS = "decisions"
    RETENTION = "retention"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPage:
    """A page: its ``text`` is Markdown, its ``language`` the one it is written in."""

    topic: Topic
    language: str
    text: str

    @property
    def title(self) -> str:
        """Its first heading."""
        found = _HEADING.search(self.text)
        return found.group(2) if found else self.topic.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """A part of a page: Markdown, or a block of code without its fence.

    ``info`` is what follows the fence of a block, such as ``console sqlserver``.
    """

    text: str
    is_code: bool = False
    info: str = ""


def parts_of(text: str) -> Iterator[PagePart]:
    """Yield the parts of a page, in their order."""
    end = 0
    for found in _FENCED.finditer(text):
        before = text[end : found.start()]
        if before.strip():
            yield PagePart(text=before)
        indent = len(found["indent"])
        code = "".join(line[indent:] for line in found["code"].splitlines(keepends=True))
        yield PagePart(text=code, is_code=True, info=found["info"].strip())
        end = found.end()
    if text[end:].strip():
        yield PagePart(text=text[end:])


def manual_page(topic: Topic, language: str = ENGLISH) -> ManualPage:
    """The page in ``language`` (a code, as in ``de``), in English where there is none.

    Raises SetUpError where the manual is not on this machine.
    """
    folder = resource_folder(_FOLDER)
    translated = folder / language / f"{topic}{SUFFIX}"
    if language != ENGLISH and translated.is_file():
        return ManualPage(topic=topic, language=language, text=translated.read_text("utf-8"))
    text = (folder / f"{topic}{SUFFIX}").read_text("utf-8")
    return ManualPage(topic=topic, language=ENGLISH, text=text)


def manual_pages(language: str = ENGLISH) -> tuple[ManualPage, ...]:
    """Every page, in the order of the topics; raises what ``manual_page`` raises."""
    return tuple(manual_page(topic, language) for topic in Topic)


def find_pages(pages: tuple[ManualPage, ...], text: str) -> tuple[ManualPage, ...]:
    """The pages that hold every word of ``text``, first those that are most about them."""
    words = folded(text).split()
    found = [page for page in pages if _holds(page.text, words)]
    return tuple(sorted(found, key=lambda page: _rank(page, words)))


def _rank(page: ManualPage, words: list[str]) -> tuple[int, int]:
    """What orders the pages: words in the title come first, then how often they stand."""
    title, text = folded(page.title), folded(page.text)
    return -sum(word in title for word in words), -sum(text.count(word) for word in words)


def anchor_of(heading: str) -> str:
    """The name by which a link leads to a heading, as GitHub makes it."""
    anchor = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return anchor.replace(" ", "-")


def anchors_of(page: ManualPage) -> tuple[str, ...]:
    """The names of the page's headings, in their order."""
    prose = "".join(part.text for part in parts_of(page.text) if not part.is_code)
    return tuple(anchor_of(heading) for _, heading in _HEADING.findall(prose))


def anchor_in(page: ManualPage, anchor: str) -> str:
    """The name that a heading has in ``page``, "" for none.

    ``anchor`` is its name there or on the English page: a page has the same headings, in the same
    order, in each language.
    """
    english, own = anchors_of(manual_page(page.topic)), anchors_of(page)
    if anchor in own:
        return anchor
    return dict(zip(english, own, strict=False)).get(anchor, "")


def topic_of(link: str) -> Topic | None:
    """The page that a link leads to, None for one that leads out of the manual."""
    name = link.partition("#")[0].rpartition("/")[2].removesuffix(SUFFIX)
    return Topic(name) if name in set(Topic) else None


def with_commands_for_links(text: str) -> str:
    """The page with each link followed by the command that prints where it leads."""

    def command(found: re.Match[str]) -> str:
        topic = topic_of(found.group(2))
        return found.group(1) if topic is None else f"{found.group(1)} (`manual {topic}`)"

    return _LINK.sub(command, text)


def _holds(text: str, words: list[str]) -> bool:
    searched = folded(text)
    return all(word in searched for word in words)
