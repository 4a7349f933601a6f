"""Signing: the key with which this device signs work that is carried by hand."""

from pathlib import Path

from smartclient.security.device_keys import DeviceKey, DeviceKeyFile, new_device_key
from smartclient.store.unit_of_work import Store


def ensure_signing_key(home: Path, key: bytes, store: Store) -> None:
    """Make the key of this device where it has none yet; the next pulse reports it.

    A device that turned out to be a copy of another one gets a key of its own.
    """
    with store.view() as view:
        if view.meta.signing_key:
            return
    signing_key(home, key, store)


def signing_key(home: Path, key: bytes, store: Store) -> DeviceKey:
    """The key of this device, which head office need not know yet; one that is lost is replaced.

    ``key`` is the store's.
    """
    file = DeviceKeyFile(home, lambda: key)
    with store.work() as work:
        # before it has an identity it would become another device with the next contact
        work.numbering.device()
        stored = file.load()
        if stored is None or stored.public != work.meta.signing_key:
            stored = new_device_key()
            file.save(stored)
            work.meta.signing_key = stored.public
        work.commit()
    return stored
