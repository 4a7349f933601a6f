"""Wiping: a revoked device hands over what is unsent, removes its data, and confirms that.

Nothing is removed before head office has receipts for all that is unsent, the numbers that this
device gives back among it, and for all that it may have lost by a restore. From then on the file
``wiping.json`` says that the rest is to be done, and holds what confirming takes: whatever comes
between, it goes on with the next start. Once the data is removed the file is renamed: what is in
the folder from then on belongs to the next device.
"""

import logging
import shutil
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import msgspec

from smartclient.bootstrap.handing_over import HandingOver
from smartclient.bootstrap.https_link import HttpsLink, opened_service
from smartclient.bootstrap.own_mailbox import forget_own_mailbox
from smartclient.domain.clock import Clock
from smartclient.domain.errors import DeviceWipedError, RefusedError, SmartClientError
from smartclient.domain.sales.orders import OrderState
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.read_models.order_list import OrderFilter
from smartclient.security.device_credentials import CredentialFile
from smartclient.security.device_keys import DeviceKeyFile
from smartclient.security.keys import delete_key
from smartclient.settings.durable import not_written, write_durably
from smartclient.settings.file import load_settings, save_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import (
    OPENED_FOLDER,
    STORE_FILE,
    WIPED_FILES,
    WIPING_FILE,
    unconfirmed_wipes,
)
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.use_cases.commands.number_supply import give_all_back

logger = logging.getLogger(__name__)


class _Wiping(msgspec.Struct, kw_only=True):
    """What is left to do, and what was handed over and lost, in requests and drafts."""

    url: str
    ca_file: str = ""
    credential: str = ""
    certificate: str = ""
    requests: int = 0
    drafts: int = 0


def wipe(home: Path, store: Store, link: HttpsLink, clock: Clock) -> DeviceWipedError:
    """Hand over what is unsent, remove everything, and return the error to show.

    Raises OutOfReachError, or another error of the link, while nothing was removed yet.
    """
    settings, credentials = load_settings(home), link.credentials
    with store.work() as work:
        give_all_back(work, clock)
        work.commit()
    handing_over = HandingOver(store, DeviceCalls(link.service), credentials.current)
    while True:
        handing_over.run(clock)
        with store.work() as work:
            # nobody saves anything meanwhile
            if not handing_over.missing(work):
                wiping = _Wiping(
                    url=settings.url,
                    ca_file=settings.ca_file,
                    credential=credentials.current,
                    certificate=credentials.certificate,
                    requests=handing_over.taken,
                    drafts=handing_over.refused + _count_drafts(work),
                )
                _save(home, wiping)
                forget_own_mailbox(work)
                store.close_for_removal()
                break
    logger.info("this device is wiped; requests handed over before: %d", wiping.requests)
    return finish_wiping(home) or _wiped(wiping)


def finish_wiping(home: Path) -> DeviceWipedError | None:
    """Do what is left of a wipe, and return the error to show; None where there is no wipe.

    What can't be done now is done with the next call.
    """
    wiping = _load(home / WIPING_FILE)
    if wiping is not None:
        try:
            remove_data(home)
            (home / WIPING_FILE).replace(home / WIPED_FILES.replace("*", token_hex(4)))
        except (OSError, SmartClientError) as error:
            logger.warning("the wipe goes on with the next start: %s", error)
            return _wiped(wiping)
    confirmed = confirm_wipes(home)
    finished = wiping or confirmed
    return None if finished is None else _wiped(finished)


def confirm_wipes(home: Path, *, url: str = "") -> _Wiping | None:
    """Confirm the wipes that are finished, at ``url`` alone where one is given; the last of them.

    What can't be confirmed now is with the next call.
    """
    last = None
    for file in unconfirmed_wipes(home):
        wiped = _load(file)
        if wiped is None or (url and wiped.url != url):
            continue
        last = wiped
        try:
            _confirm(wiped)
            file.unlink(missing_ok=True)
        except (OSError, SmartClientError) as error:
            logger.warning("the wipe is confirmed later: %s", error)
    return last


def remove_data(home: Path) -> None:
    """Remove key, credential and store, and sign out; the provisional numbers stay known."""
    # without its key the store is unreadable, even if deleting the file fails
    delete_key(home)
    CredentialFile(home, bytes).delete()
    DeviceKeyFile(home, bytes).delete()
    for file in home.glob(f"{STORE_FILE}*"):
        file.unlink()
    # one that another program still shows can't be removed on Windows; the next start does
    shutil.rmtree(home / OPENED_FOLDER, ignore_errors=True)
    save_settings(home, replace(load_settings(home), url="", login=""))


def _count_drafts(view: ReadView) -> int:
    drafts = view.orders.matching(OrderFilter(state=OrderState.DRAFT))
    accounts = view.draft_plans.for_new_accounts()
    return len(drafts) + len(accounts) + len(view.unsaved_edits.ids())


def _confirm(wiping: _Wiping) -> None:
    if not wiping.credential:
        return
    settings = Settings(url=wiping.url, ca_file=wiping.ca_file)
    service = opened_service(settings, wiping.certificate)
    try:
        DeviceCalls(service).confirm_wiped(wiping.credential)
    except RefusedError as error:
        # head office knows of it already, or of this device no more
        logger.info("the wipe needs no confirmation: %s", error.detail or error)
    finally:
        service.close()


def _wiped(wiping: _Wiping) -> DeviceWipedError:
    return DeviceWipedError(
        "Head office signed this device out, and its data was removed. Requests handed over to "
        "head office before: {requests}. Drafts and refused requests, which are gone: {drafts}.",
        requests=wiping.requests,
        drafts=wiping.drafts,
    )


def _save(home: Path, wiping: _Wiping) -> None:
    path = home / WIPING_FILE
    try:
        write_durably(path, msgspec.json.encode(wiping))
    except OSError as error:
        raise not_written(path, error) from error


def _load(file: Path) -> _Wiping | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Wiping)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        # it was written whole: what it held is confirmed by an admin who sees the device as wiping
        logger.warning("the file %s can't be read: %s", file.name, error)
        return _Wiping(url="")
