"""The procedures of the web service: the operations for enrolled devices, and their enrolment.

The operations are the same texts as those of laptops. What differs is who calls: the device with
the hash of a credential, which each procedure looks up itself. Nothing here goes by the login of
the service, and what laptops call does not go by a credential.
"""

from collections.abc import Mapping

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
}

_OF_ADMINS = ("enrol_v1", "revoke_device_v1", "drop_handed_over_v1")
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
    return [*(_filled(name) for name in _OF_ADMINS), _filled("submit_v1", **_RELEASE)]


def _operations() -> list[str]:
    submit = {"NAME": "web_submit_v1", "PARAMETERS": f"{_CALLER}, @batch varchar(max)"}
    return [
        _filled("submit_v1", **DEVICE, **submit, RELEASED=""),
        _filled("pulse_v2", **DEVICE, heads=feeds.heads(LINK_VERSION)),
        _filled("replies_v1", **DEVICE),
    ]


def _filled(name: str, **values: str) -> str:
    return statement(f"procedures/{name}", **values)
