"""What the page knows of the link, as a module of JavaScript made of the contract itself."""

from typing import Any, Final

import msgspec

from smartclient.contract.feeds import FEED_COLUMNS, FOR_ADMINS, WITH_CONTENT, FeedKind
from smartclient.contract.refusals import TOO_MANY
from smartclient.contract.versions import CLIENT_VERSION, LINK_VERSION, OLDEST_LINK
from smartclient.contract.web.wire import NONCE, Failure, Path
from smartclient.domain.text.passphrases import SHORTEST_PASSPHRASE

NAME: Final = "contract.js"
"""The module's name among the files of a release."""

_COMMENT: Final = "/** The contract between this page and head office. */\n"


def contract_module() -> bytes:
    """The module: one frozen object ``CONTRACT``."""
    text = msgspec.json.encode(contract_values())
    return f"{_COMMENT}export const CONTRACT = Object.freeze({text.decode()});\n".encode()


def contract_values() -> dict[str, Any]:
    """What the object holds: texts, numbers, lists of texts, and objects of these."""
    return {
        "clientVersion": CLIENT_VERSION,
        "linkVersion": LINK_VERSION,
        "oldestLink": OLDEST_LINK,
        "nonce": NONCE,
        "paths": {_camel_case(path.name): path for path in Path},
        "failures": {failure.name: failure for failure in Failure},
        "feeds": list(FeedKind),
        "kinds": {kind.name: kind for kind in FeedKind},
        "columns": {
            kind: [column.name for column in columns] for kind, columns in FEED_COLUMNS.items()
        },
        "forAdmins": [kind for kind in FeedKind if kind in FOR_ADMINS],
        "withContent": list(WITH_CONTENT),
        "shortestPassphrase": SHORTEST_PASSPHRASE,
        "tooMany": TOO_MANY,
    }


def _camel_case(name: str) -> str:
    first, *others = name.lower().split("_")
    return first + "".join(map(str.capitalize, others))
