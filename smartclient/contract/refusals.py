"""Why head office does not take a request, in the same words on every database."""

TOO_LARGE = "This is too much for one request. Split it into several and send those."
DAMAGED = "This request was damaged on its way. Send it again."
UNREADABLE = "This request has no proper identity. Enter it again."
OTHER_CONTENT = "Head office holds another request under the same identity. Enter this one again."
TOO_MANY = (
    "Head office holds as many of your requests as it can. "
    "Send this one again when some are answered."
)
