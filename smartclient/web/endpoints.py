"""The endpoints: what each takes and gives, and how it may fail. OpenAPI describes just these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.operations import MAX_BATCH_BYTES
from smartclient.contract.web import wire
from smartclient.contract.web.wire import Failure, Path

_SMALL: Final = 65_536
_LARGEST_HELLO: Final = 1_000_000

_ANY: Final = frozenset(
    {
        Failure.UNREADABLE,
        Failure.TOO_LARGE,
        Failure.CONTENDED,
        Failure.BUSY,
        Failure.AWAY,
        Failure.NOT_SET_UP,
        Failure.FAILED,
    }
)
OF_A_DEVICE: Final = _ANY | {
    Failure.CREDENTIAL_REFUSED,
    Failure.REVOKED,
    Failure.WIPE,
    Failure.UNKNOWN_LOGIN,
}
"""How a call with a credential may fail."""

_OF_A_SIGN_IN: Final = _ANY | {
    Failure.CODE_REFUSED,
    Failure.TOO_MANY_GUESSES,
    Failure.OTHER_LOGIN,
    Failure.UNKNOWN_LOGIN,
}

_VERSIONED: Final = OF_A_DEVICE | {
    Failure.CLIENT_TOO_OLD,
    Failure.UPGRADE_CLIENT,
    Failure.UPGRADE_HEAD_OFFICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A POST of JSON. ``lines`` are the kinds of lines of a stream before its end.

    ``call`` is the type of the body, ``answer`` that of an answer that is no stream.
    """

    path: Path
    summary: str
    call: Any
    answer: type[msgspec.Struct] | None = None
    lines: type[msgspec.Struct] | None = None
    largest_body: int = _SMALL
    needs_credential: bool = True
    failures: frozenset[Failure] = OF_A_DEVICE


_ALL: Final = (
    Endpoint(
        path=Path.SUBMIT,
        summary="Put requests in the inbox, each once",
        call=tuple[BatchItem, ...],
        answer=wire.SubmitAnswer,
        largest_body=MAX_BATCH_BYTES,
    ),
    Endpoint(
        path=Path.PULSE,
        summary="What is new, at once or as soon as something is",
        call=wire.PulseCall,
        answer=wire.PulseAnswer,
        largest_body=_LARGEST_HELLO,
        failures=OF_A_DEVICE | {Failure.CLIENT_TOO_OLD},
    ),
    Endpoint(
        path=Path.REPLIES,
        summary="Replies to requests of the device's login",
        call=wire.RepliesCall,
        lines=wire.ReplyLine,
    ),
    Endpoint(
        path=Path.FEED,
        summary="Pages of one feed",
        call=wire.FeedCall,
        lines=wire.PageLine,
        failures=_VERSIONED,
    ),
    Endpoint(
        path=Path.FEEDS,
        summary="The next page of several feeds",
        call=wire.FeedsCall,
        lines=wire.PageLine,
        failures=_VERSIONED,
    ),
    Endpoint(
        path=Path.FINGERPRINTS,
        summary="Checksums of the rows of feeds",
        call=wire.FingerprintsCall,
        answer=wire.FingerprintsAnswer,
        failures=_VERSIONED,
    ),
    Endpoint(
        path=Path.SIGN_IN,
        summary="Exchange an enrolment code for a credential of the device's own",
        call=wire.SignInCall,
        answer=wire.SignInAnswer,
        needs_credential=False,
        failures=_OF_A_SIGN_IN,
    ),
    Endpoint(
        path=Path.RENEW,
        summary="Have a new credential count instead of the one presented",
        call=wire.RenewCall,
        answer=wire.Done,
    ),
    Endpoint(
        path=Path.PAGE_SIGN_IN,
        summary="Exchange an enrolment code for a browser's credential, a cookie",
        call=wire.PageSignInCall,
        answer=wire.SignInAnswer,
        needs_credential=False,
        failures=_OF_A_SIGN_IN,
    ),
    Endpoint(
        path=Path.PAGE_RENEW,
        summary="Have a browser keep a new credential instead of the one presented",
        call=wire.PageRenewCall,
        answer=wire.Done,
    ),
    Endpoint(
        path=Path.PAGE_SIGN_OUT,
        summary="Have a browser forget its credential",
        call=wire.Done,
        answer=wire.Done,
        needs_credential=False,
        failures=_ANY,
    ),
    Endpoint(
        path=Path.HAND_OVER,
        summary="Hand over what a device that is to be wiped did not send",
        call=tuple[BatchItem, ...],
        answer=wire.HandOverAnswer,
        largest_body=MAX_BATCH_BYTES,
    ),
    Endpoint(
        path=Path.WIPED,
        summary="Confirm that a device removed its data",
        call=wire.Done,
        answer=wire.Done,
    ),
)

ENDPOINTS: Final[Mapping[Path, Endpoint]] = {endpoint.path: endpoint for endpoint in _ALL}

SNAPSHOT_PATH: Final = f"{Path.SNAPSHOTS}/{{name}}"
"""Where the file of a snapshot is, as a template of paths."""

PAD_PATH: Final = "/pad/{release}/{name:path}"
"""Where the files of the order pad are, as a template of paths."""
