"""Redaction: removes secrets from log records before any handler writes them."""

import logging
import re

HIDDEN = "•••"

_GROUP = "[0-9A-HJKMNP-TV-Z]{4}"
"""Four symbols of an enrolment code."""

_SECRETS = (
    # scheme://user:password@host
    (re.compile(r"(?P<keep>\w+://[^\s/:@]*:)[^\s@]+(?=@)"), rf"\g<keep>{HIDDEN}"),
    # PWD=…; in an ODBC connection string, password=… or passphrase: … anywhere
    (
        re.compile(
            r"(?P<keep>\b(?:pwd|password|passphrase|secret)[\"']?\s*[=:]\s*)"
            r"(?:\{[^}]*\}|\"[^\"]*\"|'[^']*'|[^\s;,&]+)",
            re.IGNORECASE,
        ),
        rf"\g<keep>{HIDDEN}",
    ),
    # the credential of a device
    (re.compile(r"(?P<keep>\bBearer\s+)[\w.~+/=-]+", re.IGNORECASE), rf"\g<keep>{HIDDEN}"),
    # an enrolment code: behind its name, or in its groups of symbols
    (
        re.compile(r"(?P<keep>\bcode[\"']?\s*[=: ]\s*[\"']?)[0-9A-Z][0-9A-Z-]{14,}", re.IGNORECASE),
        rf"\g<keep>{HIDDEN}",
    ),
    (re.compile(rf"\b{_GROUP}(?:-{_GROUP}){{3,7}}\b"), HIDDEN),
    # a raw key, as in PRAGMA key
    (re.compile(r"(?P<keep>x')[0-9a-fA-F]{32,}(?=')"), rf"\g<keep>{HIDDEN}"),
)

_FORMATTER = logging.Formatter()


def redacted(text: str) -> str:
    """``text`` with every secret that can be recognised put out of sight."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class Redaction(logging.Filter):
    """A filter for handlers that lets every record pass, without the secrets in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put secrets out of sight in the message and in the traceback."""
        record.msg = redacted(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redacted(record.exc_text)
        return True
