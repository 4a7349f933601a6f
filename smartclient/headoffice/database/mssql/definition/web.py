"""The procedures of the web service: the operations for enrolled devices, and their enrolment.

The operations are the same texts as those of laptops. What differs is who calls: the device with
the hash of a credential, which each procedure looks up itself. Nothing here goes by the login of
the service, and what laptops call does not go by a credential.
"""

from collections.abc import Mapping

from smartclient.contract.messages import RequestKind
from smartclient.contract.versions import LINK_VERSION
from smartclient.headoffice.database.mssql.definition import feeds
from smartclient.headoffice.database.mssql.definition.source import statement

_CALLER = "@credential binary(32), @address nvarchar(45)"

DEVICE: Mapping[str, str] = {
    "PREFIX": "web_",
    "CALLER": f"{_CALLER}, ",
    "identity": statement("fragments/identity_of_device"),
    "in_turn": "",
    "BESIDES": " AND d.device <> @holder",
    "ENROLLED": "@holder",
    "FIRST_ATTEMPT": "1",
}
"""What fills in the procedures that laptops call for devices."""

_HELD = """sync.handed_over AS held
    ON held.device = @holder"""

_RELEASE: Mapping[str, str] = {
    "NAME": "release_v1",
    "PARAMETERS": "@call varchar(max)",
    "identity": statement("fragments/identity_of_released"),
    "in_turn": "",
    "RELEASED": statement("fragments/released"),
    "FIRST_ATTEMPT": "1",
}

_ACCEPT: Mapping[str, str] = {
    "NAME": "accept_v1",
    "PARAMETERS": "@batch varchar(max), @sender nvarchar(128)",
    "identity": statement("fragments/identity_of_carried"),
    "in_turn": statement("fragments/in_turn_of_named"),
    "RELEASED": "",
    "FIRST_ATTEMPT": "1",
}
"""What fills in the procedure that takes in what was carried by hand."""

_RELEASE_HELD: Mapping[str, str] = {
    "NAME": "worker_release_held_v1",
    "PARAMETERS": "@call varchar(max)",
    "begin": statement("fragments/begin_of_worker"),
    "identity": statement("fragments/identity_of_held"),
    "in_turn": "",
    "RELEASED": statement("fragments/released_held"),
    # whatever fails ends the worker's transaction
    "FIRST_ATTEMPT": "2",
    "receipts": "",
}
"""What fills in the procedure by which a worker takes in what was held until now."""

_OF_ADMINS = ("enrol_v1", "revoke_device_v1")
_OF_DEVICES = ("web_renew_v1", "web_is_old_v1", "web_wiped_v1")
_OF_THE_SERVICE = (
    *("web_sign_in_v1", "web_news_v1", "web_bounds_v1", "web_gauges_v1", "web_address_v1"),
    "web_set_address_v1",
)


def procedures() -> list[str]:
    """The statements that create the procedures that the service may execute."""
    return [
        *_operations(),
        *feeds.procedures_for_devices(DEVICE),
        *feeds.procedures_for_snapshots(),
        *(_filled(name, CALLER=DEVICE["CALLER"], PARAMETERS=_CALLER) for name in _OF_DEVICES),
        _filled("web_hand_over_v1", CALLER=DEVICE["CALLER"], held=_HELD),
        *(
            _filled(
                name,
                CALLER=DEVICE["CALLER"],
                heads_of_many=feeds.heads_of_many(),
                shared_heads=feeds.shared_heads(),
            )
            for name in _OF_THE_SERVICE
        ),
    ]


def procedures_for_admins() -> list[str]:
    """The statements that create the procedures with which devices are administered."""
    return [
        *(_filled(name) for name in _OF_ADMINS),
        _filled("drop_handed_over", NAME="drop_handed_over_v1", PARAMETERS="@call varchar(max)"),
        _filled("submit_v1", **_RELEASE),
    ]


def procedures_for_owners() -> list[str]:
    """The statements that create what only an owner of the database may execute.

    Whose work was carried is proved by a signature, which SQL Server can't check: whoever may
    execute this may send as anybody.
    """
    return [_filled("submit_v1", **_ACCEPT)]


def procedures_for_workers() -> list[str]:
    """The statements that create the procedures by which a worker does what an admin asks for.

    Each is a part of the transaction in which the request is answered, and looks that up itself: a
    worker puts nothing into the inbox that no device handed over, or had carried.
    """
    begin = statement("fragments/begin_of_worker")
    dropped, released = (
        {
            "begin": begin,
            "PARAMETERS": "@sender nvarchar(128), @call varchar(max)",
            "administrator": "",
            "named_device": statement("fragments/requested_by_admin", KIND=kind),
        }
        for kind in (RequestKind.DROP_HANDED_OVER, RequestKind.RELEASE_HANDED_OVER)
    )
    return [
        _filled("submit_v1", **_RELEASE_HELD),
        _filled("drop_handed_over", NAME="worker_drop_v1", **dropped),
        _filled(
            "submit_v1",
            **{
                **_RELEASE,
                **released,
                "NAME": "worker_release_v1",
                "identity": statement("fragments/identity_of_released", **released),
                # whatever fails ends the worker's transaction
                "FIRST_ATTEMPT": "2",
                "receipts": "",
            },
        ),
    ]


def _operations() -> list[str]:
    submit = {"NAME": "web_submit_v1", "PARAMETERS": f"{_CALLER}, @batch varchar(max)"}
    return [
        _filled("submit_v1", **DEVICE, **submit, RELEASED=""),
        _filled("pulse_v2", **DEVICE, heads=feeds.heads(LINK_VERSION)),
        _filled("replies_v1", **DEVICE),
    ]


def _filled(name: str, **values: str) -> str:
    return statement(f"procedures/{name}", **values)
