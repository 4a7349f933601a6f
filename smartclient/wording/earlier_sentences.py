"""Sentences of earlier versions, and what is said instead of each.

A sentence travels and is stored as its template: an answer from an older head office, a request
that was refused before an upgrade, and the procedures of the first schema bring the old ones.
"""

from collections.abc import Mapping

INVALID_REQUEST_ID = "The ID of this request is invalid. Enter the request again."
"""Said instead of what the procedures of the first schema, which stay as released, still say."""

CURRENT_SENTENCES: Mapping[str, str] = {
    (
        "Customer {number} is no longer yours, so this was not sent. Ask head office, or take "
        "it back."
    ): (
        "Customer {number} is no longer yours, so this was not sent. Ask head office, or "
        "withdraw it."
    ),
    (
        "Head office answered with an error that Smart Client does not know. Your work is "
        "kept. Call support if it happens again."
    ): ("Unexpected error at head office. Your work is kept. Call support if it happens again."),
    (
        "Head office had carried this out before it could be taken back, so it stands. Cancel "
        "or change it if it is not wanted."
    ): (
        "Head office had carried this out before it could be withdrawn, so it remains. Cancel "
        "or change it if it is not wanted."
    ),
    ("It waits for {blocking}, which head office refused. Enter that again, or take this back."): (
        "It depends on {blocking}, which head office refused. Enter that again, or withdraw this."
    ),
    "Only an admin closes a stopped request. Ask head office.": (
        "Only an admin may close a stopped request. Ask head office."
    ),
    "Only an admin has a stopped request tried again. Ask head office.": (
        "Only an admin may have a stopped request tried again. Ask head office."
    ),
    "The order comes to more than can be taken. Look at the quantities.": (
        "The order total exceeds the maximum. Check the quantities."
    ),
    "This conflict is settled already. Nothing was changed.": (
        "This conflict is resolved already. Nothing was changed."
    ),
    "This order has no proper identity. Enter it again.": (
        "The ID of this order is invalid. Enter the order again."
    ),
    (
        "This request was made by a Smart Client that is too old. It is kept. Upgrade Smart "
        "Client and take the request back; when that is answered, enter it again."
    ): (
        "This request was made by a Smart Client that is too old. It is kept. Upgrade Smart "
        "Client and withdraw the request; when that is answered, enter it again."
    ),
    "This was taken back, or a later version took its place. Nothing was done about it.": (
        "This was withdrawn or replaced by a later version. It was not carried out."
    ),
    (
        "{sender}'s Smart Client is too old to tell head office what was taken back, so this "
        "may have been. Ask {sender} first, then confirm that it is to be tried again."
    ): (
        "{sender}'s Smart Client is too old to report what was withdrawn, so this may have "
        "been. Ask {sender} first, then confirm that it is to be tried again."
    ),
    "{rep} took this back, or replaced it by a later version. Nothing was changed.": (
        "{rep} withdrew this, or replaced it by a later version. Nothing was changed."
    ),
    "{sender} took this back, or replaced it by a later version. It is not tried again.": (
        "{sender} withdrew this, or replaced it by a later version. It is not tried again."
    ),
    "This request has no proper identity. Enter it again.": INVALID_REQUEST_ID,
}


_PROMISES = (
    (" It will be tried again; tell", " Tell"),
    ("; it will be tried again", ""),
    (". It will be tried again", ""),
)
"""What earlier versions said of whatever passes, also where nothing was tried again; what now."""


def current_template(template: str) -> str:
    """Return the template that says today what ``template`` said in an earlier version."""
    current = template
    for promise, instead in _PROMISES:
        current = current.replace(promise, instead)
    return CURRENT_SENTENCES.get(current, current)
