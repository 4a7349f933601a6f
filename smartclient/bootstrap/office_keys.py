"""Head office's keys for carried work: made where head office is set up, and rotated there."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from smartclient.domain.errors import SetUpError
from smartclient.security.age_files import is_available, new_identity, recipient_of
from smartclient.security.office_keys import OfficeKeyFile
from smartclient.settings.places import office_keys_file

if TYPE_CHECKING:
    from smartclient.headoffice.admin.service import HeadOffice

logger = logging.getLogger(__name__)


def key_file_of(office: "HeadOffice", url: str) -> Path:
    """Where this computer keeps the private keys of the head office at ``url``."""
    company_id, _ = office.carried.company()
    return office_keys_file(url, company_id)


def ensure_office_key(office: "HeadOffice", url: str) -> None:
    """Make the key that devices encrypt to where there is none.

    A computer without the library for that sets up a head office all the same.
    """
    if not is_available():
        logger.warning("pyrage is not installed: no work can be carried to this head office")
    elif not office.carried.bundle_key():
        rotate_office_key(office, url)


def rotate_office_key(office: "HeadOffice", url: str) -> str:
    """Have devices encrypt to a new key; older ones go on opening what was written before.

    Raises SetUpError where who is connected does not own the database.
    """
    if not is_available():
        raise SetUpError(
            "The package pyrage is not installed on this computer, which work that is carried by "
            "hand needs. Install Smart Client's packages again, and repeat this."
        )
    identity = new_identity()
    public_key = recipient_of(identity)
    # first, so that no device is given a key whose private half is lost
    OfficeKeyFile(path=key_file_of(office, url)).add(identity)
    office.carried.set_bundle_key(public_key)
    return public_key
