"""Whether a data set fits the company: its recipient, its categories, and whom it leaves what."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from smartclient.domain.data_sets import DataSet, DataSetAudience, GivenSet, selection_of
from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import name_key
from smartclient.domain.text.nearest import nearest_names
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.data_sets import defined_data_sets, reps_of

_MOST_LISTED: Final = 5
_REFUSALS: Final = {
    # unknown categories, reps left without products, names that are near
    (True, True, True): (
        "No product is in {categories}, and these reps would take no product along: {logins}. "
        "The nearest categories are: {names}. If you mean it, add --anyway."
    ),
    (True, True, False): (
        "No product is in {categories}, and these reps would take no product along: {logins}. "
        "If you mean it, add --anyway."
    ),
    (True, False, True): (
        "No product is in {categories}. The nearest categories are: {names}. "
        "If products are planned, add --anyway."
    ),
    (True, False, False): "No product is in {categories}. If products are planned, add --anyway.",
    (False, True, False): (
        "These reps would then take no product along: {logins}. If you mean it, add --anyway."
    ),
}


def check_recipient(connection: Connection, data_set: DataSet) -> None:
    """RefusedError for a territory or a rep that does not exist."""
    recipient = data_set.recipient
    if data_set.audience is DataSetAudience.TERRITORY:
        t = tables_for(connection.dialect.name).territories
        territories = tuple(connection.scalars(select(t.c.name)))
        if name_key(recipient) in set(map(name_key, territories)):
            return
        raise RefusedError(
            "There is no territory {territory}. The nearest names are: {names}."
            if territories
            else "There is no territory {territory}. Head office has no territories yet.",
            territory=recipient,
            names=_listed(nearest_names(recipient, territories)),
        )
    if data_set.audience is DataSetAudience.REP:
        logins = tuple(login for login, _ in reps_of(connection))
        if recipient not in logins:
            raise RefusedError(
                "There is no rep with the login {login}. The nearest logins are: {names}."
                if logins
                else "There is no rep with the login {login}. Head office has no reps yet.",
                login=recipient,
                names=_listed(nearest_names(recipient, logins)),
            )


def check_products(connection: Connection, name: str, data_set: DataSet | None) -> None:
    """RefusedError for categories without products, and where reps would be left without any.

    ``data_set`` takes the place of the one that is called ``name``; None removes that.
    """
    categories = _categories(connection)
    keys = frozenset(map(name_key, categories))
    named = () if data_set is None else data_set.content.categories
    unknown = tuple(category for category in named if name_key(category) not in keys)
    left = _left_without(connection, keys, name, data_set)
    if not unknown and not left:
        return
    near = (name for category in unknown for name in nearest_names(category, categories))
    names = tuple(dict.fromkeys(near))
    raise RefusedError(
        _REFUSALS[bool(unknown), bool(left), bool(names)],
        categories=_listed(unknown),
        names=_listed(names),
        logins=_listed(left),
    )


def _categories(connection: Connection) -> tuple[str, ...]:
    t = tables_for(connection.dialect.name).products
    return tuple(connection.scalars(select(t.c.category).distinct()))


def _left_without(
    connection: Connection, keys: frozenset[str], name: str, data_set: DataSet | None
) -> tuple[str, ...]:
    """The logins of the reps who would have products no more, though they have some now."""
    if not keys:
        return ()
    before = tuple(defined.data_set for defined in defined_data_sets(connection))
    others = (one for one in before if name_key(one.name) != name_key(name))
    after = (*others, *(() if data_set is None else (data_set,)))
    return tuple(
        login
        for login, territory in reps_of(connection)
        if _has_products(keys, _given(before, login, territory))
        and not _has_products(keys, _given(after, login, territory))
    )


def _given(data_sets: Iterable[DataSet], login: str, territory: str) -> tuple[GivenSet, ...]:
    """What a rep is given, before anything optional is chosen."""
    return tuple(
        GivenSet(name=one.name, required=one.required, taken=one.required, content=one.content)
        for one in data_sets
        if one.is_for(login, territory)
    )


def _has_products(keys: frozenset[str], given: Iterable[GivenSet]) -> bool:
    kept = selection_of(given).categories
    return kept is None or not kept.isdisjoint(keys)


def _listed(names: Iterable[str]) -> str:
    every = tuple(names)
    return ", ".join(every[:_MOST_LISTED]) + (" …" if len(every) > _MOST_LISTED else "")
