"""The doctor on the store and its key: each reason why they are refused, explained.

No advice here may cost work: what was not sent yet is in the store and nowhere else, so it never
says to put a copy in its place.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from smartclient.diagnostics.finding import Check, Finding, failed
from smartclient.domain.errors import (
    ContendedError,
    RefusedError,
    SchemaError,
    SmartClientError,
    StoreError,
)
from smartclient.security.keyrings import usable_keyring
from smartclient.security.keys import KEY_FILE, KeyWay, key_record, load_or_make_key
from smartclient.settings.places import STORE_FILE, is_file
from smartclient.store.database.opening import StoreCondition, examine_store

SIGN_IN: Final = "Sign in: smartclient sign-in --url URL --login LOGIN."

_KEEP: Final = (
    "Leave every file of this folder as it is, and call support: what was not sent yet may be in "
    "them."
)
_SEE_FOLDER: Final = "See the finding about the folder. The store is kept as it is."
_NOT_SEEN: Final = Finding(
    check=Check.STORE,
    ok=False,
    template="The store can't be found or looked at.",
    advice=_SEE_FOLDER,
)


def key_finding(
    home: Path, ask_passphrase: Callable[[bool], str] | None, known: bytes | None
) -> tuple[bytes | None, Finding]:
    """The store's key, None where there is none or it can't be had, and the finding.

    ``known`` is the key of a laptop that is open. None is ever created.
    """
    try:
        record = key_record(home)
        if record is None:
            return None, _no_key(home)
        key = known or load_or_make_key(home, ask_passphrase)
    except SmartClientError as error:
        return None, failed(Check.KEY, error)
    ways = {
        KeyWay.KEYRING: "The key is in the operating system's keyring.",
        KeyWay.PASSPHRASE: "The key is locked with a passphrase.",
    }
    return key, Finding(check=Check.KEY, ok=True, template=ways[record.way])


def store_finding(home: Path, key: bytes | None, *, signed_in: bool, folder: Finding) -> Finding:
    """The finding about the store in ``home``; ``folder`` is the one about the folder itself."""
    path = home / STORE_FILE
    if not is_file(path):
        return _no_store(path, signed_in=signed_in) if folder.ok else _NOT_SEEN
    if not path.stat().st_size:
        return Finding(
            check=Check.STORE,
            ok=False,
            template="The store {name} is empty: its contents were lost.",
            arguments={"name": path.name},
            advice="Call support before you do anything else. To go on without what was not sent, "
            "move the files of this folder away and sign in again.",
        )
    if key is None:
        return Finding(
            check=Check.STORE,
            ok=False,
            template="The store can't be opened without its key.",
            advice="See the finding about the key. The store is kept as it is.",
        )
    try:
        condition = examine_store(path, key)
    except SmartClientError as error:
        return _refused(error, folder)
    return _examined(path, condition, signed_in=signed_in)


def _no_key(home: Path) -> Finding:
    if not is_file(home / STORE_FILE):
        return Finding(check=Check.KEY, ok=False, template="There is no key yet.", advice=SIGN_IN)
    if usable_keyring() is not None:
        return Finding(
            check=Check.KEY,
            ok=False,
            template="The file {name}, which tells how the data is locked, is missing.",
            arguments={"name": KEY_FILE},
            advice="Start Smart Client: the key may still be in the keyring. Otherwise put back a "
            "copy of this one file; the store is kept as it is.",
        )
    return Finding(
        check=Check.KEY,
        ok=False,
        template="The file {name}, which tells how the data is locked, is missing.",
        arguments={"name": KEY_FILE},
        advice="Put back a copy of this one file. The store is kept as it is.",
    )


def _no_store(path: Path, *, signed_in: bool) -> Finding:
    if not signed_in:
        return Finding(
            check=Check.STORE, ok=False, template="There is no store yet.", advice=SIGN_IN
        )
    return Finding(
        check=Check.STORE,
        ok=False,
        template="The store {path} is not where it was.",
        arguments={"path": str(path)},
        advice="If it was moved, put it back: what was not sent yet is in it. If it is lost, sign "
        "in again: the rest comes from head office.",
    )


def _refused(error: SmartClientError, folder: Finding) -> Finding:
    if not folder.ok:
        return failed(Check.STORE, error, _SEE_FOLDER)
    if isinstance(error, ContendedError):
        return Finding(
            check=Check.STORE,
            ok=False,
            template="Another program is using the store at the moment.",
            advice="Close Smart Client wherever else it runs, then look again. Nothing is damaged.",
        )
    if isinstance(error, SchemaError):
        # the sentence itself says which version to install
        return failed(Check.STORE, error, "What was not sent yet is kept in it until then.")
    if isinstance(error, RefusedError):
        return failed(Check.STORE, error)
    return failed(Check.STORE, error, _KEEP if isinstance(error, StoreError) else "")


def _examined(path: Path, condition: StoreCondition, *, signed_in: bool) -> Finding:
    if condition.damage:
        return Finding(
            check=Check.STORE,
            ok=False,
            template="The store is damaged: {damage}.",
            arguments={"damage": condition.damage[0]},
            advice="Keep the file, and call support: what was not sent yet is still in it.",
        )
    if not signed_in:
        return Finding(
            check=Check.STORE,
            ok=False,
            template="There is a store, but the settings don't say whose it is.",
            advice="Sign in as before: smartclient sign-in --url URL --login LOGIN. The store is "
            "kept, with all that is in it.",
        )
    if condition.older:
        return _older(path)
    return Finding(
        check=Check.STORE,
        ok=True,
        template="The store is sound: {path}.",
        arguments={"path": str(path)},
    )


def _older(path: Path) -> Finding:
    # a copy is written first, and the upgrade itself may write as much once more
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        return Finding(
            check=Check.STORE,
            ok=False,
            template="The store is of an earlier version, and the disk has no room to upgrade it.",
            advice="Make room on the disk, but delete nothing in this folder. Then start Smart "
            "Client: it copies the store and upgrades it.",
        )
    return Finding(
        check=Check.STORE,
        ok=True,
        template="The store is sound, and of an earlier version: {path}.",
        arguments={"path": str(path)},
        advice="When Smart Client next starts it copies the store and upgrades it. What was not "
        "sent yet stays in it.",
    )
