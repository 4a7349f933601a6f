"""The options with which a head office is served over HTTPS, and which of them go together."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from smartclient.domain.errors import RefusedError
from smartclient.settings.web_address import web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """How a head office is to be served, as it was said on the command line."""

    listen: str
    public_url: str = ""
    certificate: Path | None = None
    key: Path | None = None
    self_signed: bool = False
    replace_fingerprint: bool = False
    behind_proxy: bool = False
    trusted_proxies: tuple[str, ...] = ()
    metrics: str = ""
    hsts: bool = False

    def __post_init__(self) -> None:
        """Raise RefusedError or SetUpError for what does not go together."""
        if (self.certificate is None) != (self.key is None):
            raise RefusedError("A certificate needs its key. Name both: --certificate and --key.")
        chosen = (self.certificate is not None, self.self_signed, self.behind_proxy)
        if sum(chosen) > 1:
            raise RefusedError(
                "Choose one of --certificate with --key, --self-signed and --behind-proxy."
            )
        if self.replace_fingerprint and not (self.self_signed and self.public_url):
            raise RefusedError(
                "--replace-fingerprint goes with --self-signed and --public-url. Name both, or "
                "leave it out."
            )
        if self.trusted_proxies and not self.behind_proxy:
            raise RefusedError(
                "--trust-proxy counts only with --behind-proxy. Name both, or neither."
            )
        if self.hsts and not any(chosen):
            raise RefusedError(
                "--hsts needs HTTPS. Name --certificate and --key, or --behind-proxy, or leave "
                "--hsts out."
            )
        if self.public_url:
            _check_public_url(self.public_url)


def _check_public_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
        is_public = parts.scheme in {"https", "http"} and parts.hostname and parts.port != 0
    except ValueError:
        is_bare = is_public = False
    if not is_bare or not is_public:
        raise RefusedError(
            "{url} is no public address. Write it as https://office.example.com, with a port "
            "where it has one.",
            url=url,
        )
    # one that no device would take
    web_address(url)
