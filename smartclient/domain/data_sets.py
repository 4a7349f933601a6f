"""Data sets: what a device takes along, as an admin defines it and a rep chooses."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import PRODUCT, TextField, WholeNumberField
from smartclient.domain.text.canonical import LONGEST_LOGIN, canonical_login, name_key

DATA_SET_NAME: Final = TextField("name of a data set", 60)
RECIPIENT: Final = TextField("recipient", LONGEST_LOGIN)
HISTORY_DAYS: Final = WholeNumberField(0, 36_500)
MOST_CATEGORIES: Final = 200
"""How many categories one data set may name."""


class DataSetAudience(StrEnum):
    """Who is given a data set."""

    ALL = "all"
    TERRITORY = "territory"
    REP = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSetContent:
    """What belongs to a data set. What is left open, it says nothing about.

    ``photos`` and ``documents`` are those of its categories, of every product where it names none;
    ``history_days`` says how far back orders go.
    """

    categories: tuple[str, ...] = ()
    photos: bool | None = None
    history_days: int | None = None
    documents: bool | None = None

    @property
    def has_files(self) -> bool:
        """Whether photos or documents belong to it."""
        return bool(self.photos or self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A data set as an admin defines it; ``recipient`` names the territory or the rep's login."""

    name: str
    required: bool
    content: DataSetContent
    audience: DataSetAudience = DataSetAudience.ALL
    recipient: str = ""

    def is_for(self, login: str, territory: str) -> bool:
        """Whether a rep of a territory is given it."""
        match self.audience:
            case DataSetAudience.ALL:
                return True
            case DataSetAudience.TERRITORY:
                return name_key(territory) == name_key(self.recipient)
        return canonical_login(self.recipient) == login


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSet:
    """A data set that the rep is given; ``taken``: required, or chosen on this device."""

    name: str
    required: bool
    taken: bool
    content: DataSetContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a device keeps. None is everything.

    ``categories``, ``photos`` and ``documents`` are keys of names of categories; ``history_days``
    says how far back orders go.
    """

    categories: frozenset[str] | None = None
    photos: frozenset[str] | None = None
    history_days: int | None = None
    documents: frozenset[str] | None = None

    def keeps_category(self, category: str) -> bool:
        """Whether products of a category are kept."""
        return self.categories is None or name_key(category) in self.categories

    def keeps_photos_of(self, category: str) -> bool:
        """Whether photos of a category's products are kept, where the products are."""
        return self.photos is None or name_key(category) in self.photos

    def keeps_documents_of(self, category: str) -> bool:
        """Whether documents of a category and of its products are kept."""
        kept = self.documents is None or name_key(category) in self.documents
        return kept and self.keeps_category(category)

    def covers(self, content: DataSetContent) -> bool:
        """Whether everything that belongs to a data set is kept."""
        named = frozenset(map(name_key, content.categories))
        return (
            (not named or _covers(self.categories, named))
            and (not content.photos or _covers(self.photos, named))
            and (not content.documents or _covers(self.documents, named))
            and (self.history_days is None or (content.history_days or 0) <= self.history_days)
        )

    @property
    def any_photos(self) -> bool:
        """Whether any photo may be kept."""
        return self.photos is None or bool(self.photos)

    @property
    def any_documents(self) -> bool:
        """Whether any document may be kept."""
        return self.documents is None or bool(self.documents)

    def first_day(self, today: date) -> date | None:
        """The day from which on orders are kept, None for all."""
        return None if self.history_days is None else first_day_of(self.history_days, today)


def first_day_of(history_days: int, today: date) -> date:
    """The day from which on orders are kept, as of ``today``."""
    return today - timedelta(days=min(history_days, (today - date.min).days))


def _covers(kept: frozenset[str] | None, named: frozenset[str]) -> bool:
    """Whether the named categories are kept, all where none is named."""
    return kept is None or (bool(named) and named <= kept)


EVERYTHING: Final = Selection()
"""What a device keeps without any data set."""


def selection_of(given: Iterable[GivenSet]) -> Selection:
    """What a device keeps of the data sets that its rep is given.

    Required sets say what there is to be; optional ones that are taken add to it. So a set that is
    optional never takes anything away, and what no required set speaks of is kept whole.
    """
    every = tuple(given)
    required = tuple(one.content for one in every if one.required)
    taken = tuple(one.content for one in every if one.taken or one.required)
    return Selection(
        categories=_keys(taken) if any(one.categories for one in required) else None,
        photos=(
            _keys_of_all(one for one in taken if one.photos)
            if any(one.photos is not None for one in required)
            else None
        ),
        history_days=_history(taken) if _speak_of_history(required) else None,
        documents=(
            _keys_of_all(one for one in taken if one.documents)
            if any(one.documents is not None for one in required)
            else None
        ),
    )


def _keys(contents: Collection[DataSetContent]) -> frozenset[str]:
    return frozenset(name_key(category) for one in contents for category in one.categories)


def _keys_of_all(contents: Iterable[DataSetContent]) -> frozenset[str] | None:
    """The keys of what is named, None for every category as soon as one of them names none."""
    every = tuple(contents)
    return None if any(not one.categories for one in every) else _keys(every)


def _speak_of_history(contents: Collection[DataSetContent]) -> bool:
    return any(one.history_days is not None for one in contents)


def _history(contents: Collection[DataSetContent]) -> int:
    return max(one.history_days for one in contents if one.history_days is not None)


def parse_audience(text: str) -> tuple[DataSetAudience, str]:
    """Who is given a data set and the recipient's name: ``all``, ``territory:NAME``, ``rep:LOGIN``.

    Raises RefusedError for anything else.
    """
    word, _, recipient = text.partition(":")
    try:
        audience = DataSetAudience(word.strip().casefold())
    except ValueError as error:
        raise RefusedError(
            "{text} is nobody who may be given a data set. Write all, territory:NAME or rep:LOGIN.",
            text=text,
        ) from error
    return audience, recipient.strip()


def checked_data_set(given: DataSet) -> DataSet:
    """``given`` in canonical form; RefusedError for what can't be one."""
    name = DATA_SET_NAME.read(given.name)
    if not name:
        raise RefusedError("A data set needs a name.")
    recipient = RECIPIENT.read(given.recipient)
    if given.audience is DataSetAudience.ALL and recipient:
        raise RefusedError("A data set for everybody has no recipient. Leave it out.")
    if given.audience is not DataSetAudience.ALL and not recipient:
        raise RefusedError("Say which territory or which rep the data set is for.")
    if given.audience is DataSetAudience.REP:
        recipient = canonical_login(recipient)
    return DataSet(
        name=name,
        required=given.required,
        content=_checked_content(given.content),
        audience=given.audience,
        recipient=recipient,
    )


def _checked_content(content: DataSetContent) -> DataSetContent:
    by_key = {
        name_key(category): PRODUCT["category"].read(category) for category in content.categories
    }
    by_key.pop("", None)
    if len(by_key) > MOST_CATEGORIES:
        raise RefusedError("A data set may name at most {most} categories.", most=MOST_CATEGORIES)
    days = content.history_days
    if not by_key and content.photos is None and content.documents is None and days is None:
        raise RefusedError(
            "A data set says something of products, photos, documents or orders. Name at least one "
            "category, whether photos or documents belong to it, or how many days of orders."
        )
    return DataSetContent(
        categories=tuple(by_key.values()),
        photos=content.photos,
        history_days=None if days is None else HISTORY_DAYS.read(days),
        documents=content.documents,
    )
