"""What the web service says to an admin while it serves: one line for each notice."""

from typing import TYPE_CHECKING

from smartclient.cli.render.tables import moment

if TYPE_CHECKING:
    from smartclient.bootstrap.web_notices import WebNotice


def web_notice_line(notice: "WebNotice") -> str:
    """What a notice says."""
    from smartclient.bootstrap import web_notices as n  # noqa: PLC0415 (slow; help does without it)

    match notice:
        case n.OtherAddressStored():
            return (
                f"Codes and links of enrolments go on naming {notice.stored}, not this service's "
                f"{notice.url}. To change that, start it with --public-url."
            )
        case n.OtherCertificateStored():
            return (
                f"Codes of enrolments belong to another certificate at {notice.stored} than this "
                "service has. To change that, start it with --public-url."
            )
        case n.CertificateReplaced():
            return (
                f"Devices that signed in at {notice.url} before do not know its certificate. Enrol "
                "each again, and sign in there with the code: smartclient headoffice enrol LOGIN "
                "--url URL."
            )
        case n.CertificateExpired():
            return (
                f"Devices refuse the certificate {notice.certificate}: it expired "
                f"{moment(notice.at)}. Put a renewed one in its place."
            )
        case n.CertificateExpiresSoon():
            return (
                f"The certificate {notice.certificate} expires {moment(notice.at)}, and devices "
                "refuse it after that. Put a renewed one in its place: the service takes it as it "
                "is."
            )
        case n.CertificateNotYetValid():
            return (
                f"Devices refuse the certificate {notice.certificate} until {moment(notice.at)}: "
                "it is not valid yet. Check this computer's clock, or put another in its place."
            )
        case n.PageLibrariesMissing():
            return (
                f"No order can be placed in a browser: {', '.join(notice.names)} is missing. "
                "Everything else works. In a checkout, run python packaging/page/libraries.py, "
                "then start the service again."
            )
