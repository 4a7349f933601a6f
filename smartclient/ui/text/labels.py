"""Labels of codes that only the window shows, in its language."""

from PySide6.QtCore import QCoreApplication

from smartclient.diagnostics.finding import Check
from smartclient.domain.link_price import Transport
from smartclient.domain.link_quality import LinkBand
from smartclient.domain.tasks import SubjectType
from smartclient.read_models.connection import ConnectionState, LinkCause
from smartclient.read_models.server_restores import RestoreSign

translate = QCoreApplication.translate


def check_label(check: Check) -> str:
    """Name of what the doctor looked at."""
    labels = {
        Check.SETTINGS: translate("Doctor", "Sign-in"),
        Check.FOLDER: translate("Doctor", "Folder and disk"),
        Check.STORE: translate("Doctor", "Data on this laptop"),
        Check.KEY: translate("Doctor", "Key of the data"),
        Check.KEYRING: translate("Doctor", "Keyring"),
        Check.WINDOW: translate("Doctor", "Window"),
        Check.DRIVER: translate("Doctor", "Database driver"),
        Check.OFFICE_FILE: translate("Doctor", "Head office file"),
        Check.OFFICE_DISK: translate("Doctor", "Disk of the head office file"),
        Check.ENCRYPTION: translate("Doctor", "Encryption of the link"),
        Check.CERTIFICATE: translate("Doctor", "Certificate of head office"),
        Check.VERSIONS: translate("Doctor", "Versions"),
        Check.PROXY: translate("Doctor", "Proxy of the network"),
        Check.LINK: translate("Doctor", "Link to head office"),
        Check.HISTORY: translate("Doctor", "Backups put back at head office"),
        Check.FEEDS: translate("Doctor", "News from head office"),
        Check.CLOCK: translate("Doctor", "Clock"),
        Check.OFFICE: translate("Doctor", "Head office"),
        Check.SERVICE: translate("Doctor", "Web service of head office"),
        Check.WORKER: translate("Doctor", "Worker of head office"),
        Check.STOPPED: translate("Doctor", "Stopped requests"),
        Check.IMPORT: translate("Doctor", "Import of data"),
    }
    return labels[check]


def connection_label(state: ConnectionState) -> str:
    """Name of the state of the connection."""
    labels = {
        ConnectionState.OFFLINE: translate("StatusBar", "Working offline, by choice"),
        ConnectionState.NO_NETWORK: translate("StatusBar", "No network"),
        ConnectionState.UNREACHABLE: translate("StatusBar", "Head office is out of reach"),
        ConnectionState.NOT_ANSWERING: translate("StatusBar", "Head office is not answering"),
        ConnectionState.POOR: translate("StatusBar", "Slow connection"),
        ConnectionState.COSTLY: translate("StatusBar", "Expensive connection"),
        ConnectionState.ONLINE: translate("StatusBar", "Online"),
    }
    return labels[state]


def link_cause_label(cause: LinkCause) -> str:
    """Why the connection is in its state, as a sentence."""
    labels = {
        LinkCause.NOT_TRIED: translate("Connection", "Head office has not been called yet."),
        LinkCause.FAILED: translate("Connection", "The last call failed."),
        LinkCause.SWITCHED_OFF: translate("Connection", "You chose to work offline."),
        LinkCause.NO_NETWORK: translate("Connection", "This computer is connected to no network."),
        LinkCause.CAPTIVE: translate(
            "Connection",
            "This network wants you to sign in to it first. Open a web page and do that.",
        ),
        LinkCause.NO_WORKER: translate(
            "Connection", "Head office is reached, but no worker there answers requests."
        ),
        LinkCause.SLOW: translate("Connection", "This connection is slow."),
        LinkCause.PRICE: translate("Connection", "This connection costs money."),
        LinkCause.REACHED: translate("Connection", "Head office answers."),
    }
    return labels[cause]


def transport_label(transport: Transport) -> str:
    """Name of what carries the connection."""
    labels = {
        Transport.ETHERNET: translate("Connection", "Cable"),
        Transport.WIFI: translate("Connection", "Wi-Fi"),
        Transport.CELLULAR: translate("Connection", "Mobile network"),
        Transport.BLUETOOTH: translate("Connection", "Bluetooth"),
        Transport.UNKNOWN: translate("Connection", "Unknown"),
    }
    return labels[transport]


def link_band_label(band: LinkBand) -> str:
    """Name of how fast the connection is."""
    labels = {
        LinkBand.UNKNOWN: translate("Connection", "not measured yet"),
        LinkBand.POOR: translate("Connection", "slow"),
        LinkBand.MODERATE: translate("Connection", "moderate"),
        LinkBand.GOOD: translate("Connection", "good"),
        LinkBand.EXCELLENT: translate("Connection", "fast"),
    }
    return labels[band]


def restore_sign_label(sign: RestoreSign) -> str:
    """Name of what showed that head office was restored, as the end of a sentence."""
    labels = {
        RestoreSign.EPOCH: translate("Restores", "it says so"),
        RestoreSign.ROW_VERSIONS: translate("Restores", "it is behind what was read here"),
        RestoreSign.RECEIPTS: translate("Restores", "requests that it acknowledged were gone"),
        RestoreSign.FINGERPRINTS: translate(
            "Restores", "orders or customers differed without a cause"
        ),
    }
    return labels[sign]


def subject_label(subject: SubjectType, name: str) -> str:
    """Name of a record with what it is; of a case, a policy and the like the name alone."""
    labels = {
        SubjectType.ORDER: translate("ConflictDialog", "Order {label}"),
        SubjectType.CUSTOMER: translate("ConflictDialog", "Customer {label}"),
        SubjectType.DATA_SET: translate("ConflictDialog", "Data set {label}"),
        SubjectType.PINNED_CUSTOMER: translate("ConflictDialog", "Pinned customer {label}"),
        SubjectType.MAIL: translate("ConflictDialog", "Mail {label}"),
    }
    return labels.get(subject, "{label}").format(label=name)
