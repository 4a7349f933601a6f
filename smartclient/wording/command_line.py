"""Labels that only the command line shows: what tasks, causes, feeds and the like are called."""

from collections.abc import Mapping

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import AnswerStatus, RequestKind
from smartclient.contract.web.gate import DeviceState
from smartclient.domain.data_sets import DataSetAudience
from smartclient.domain.link_price import Transport
from smartclient.domain.link_quality import LinkBand
from smartclient.domain.rules.problems import ActionKind
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.origins import OriginKind
from smartclient.domain.tasks import SubjectType, TaskKind
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.worth import DOCUMENTS, PHOTOS, REFRESH
from smartclient.read_models.access import AccessChange, AccessRole
from smartclient.read_models.connection import ConnectionState, LinkCause
from smartclient.read_models.server_restores import RestoreSign
from smartclient.read_models.sync_progress import LinkState, SyncStep

task_labels: Mapping[TaskKind, str] = {
    TaskKind.PLACE_ORDER: "Place the order",
    TaskKind.AMEND_ORDER: "Change the order",
    TaskKind.CANCEL_ORDER: "Cancel the order",
    TaskKind.CREATE_CUSTOMER: "Open the customer",
    TaskKind.UPDATE_CUSTOMER: "Change the customer",
    TaskKind.DELETE_CUSTOMER: "Delete the customer",
    TaskKind.DECIDE_CASE: "Decide the case",
    TaskKind.CHANGE_POLICY: "Change the policy",
    TaskKind.RETRY_STOPPED: "Try stopped work again",
    TaskKind.TAKE_OVER: "Take the conflict over",
    TaskKind.CLOSE_STOPPED: "Close stopped work",
    TaskKind.ANSWER_RESTORE: "Say whether head office was restored",
    TaskKind.ENROL_DEVICE: "Let a device sign in",
    TaskKind.REVOKE_DEVICE: "Revoke a device",
    TaskKind.RELEASE_HANDED_OVER: "Release what a device handed over",
    TaskKind.DROP_HANDED_OVER: "Drop what a device handed over",
    TaskKind.CHANGE_DATA_SET: "Change a data set",
    TaskKind.PIN_CUSTOMER: "Pin a customer",
    TaskKind.UNPIN_CUSTOMER: "Unpin a customer",
    TaskKind.SEND_MAIL: "Send a mail",
    TaskKind.LEASE_NUMBERS: "Take numbers ahead",
    TaskKind.RETURN_NUMBERS: "Give numbers back",
}

request_labels: Mapping[str, str] = {
    **{str(kind): label for kind, label in task_labels.items()},
    RequestKind.ESCALATE_CONFLICT: "Ask head office",
    RequestKind.RESOLVE_CONFLICT: "Resolve the conflict",
    RequestKind.WITHDRAW: "Withdraw it",
    RequestKind.ANSWER_MAIL: "Decide about the mail",
    RequestKind.TOGETHER: "Carry out several together",
    RequestKind.CHECK_OUT: "Check a customer out",
    RequestKind.CHECK_IN: "Check a customer in",
    RequestKind.BREAK_CHECK_OUT: "Break a check-out",
    RequestKind.LIST_CHECK_OUTS: "List the check-outs",
}

origin_labels: Mapping[OriginKind, str] = {
    OriginKind.REFUSED: "Made from {order}, which was refused.",
    OriginKind.REPEATED: "Made from {order}.",
    OriginKind.LINES_TAKEN: "With the lines of {order}.",
    OriginKind.KEPT: "",
}
"""What a draft was made from; nothing of one that stayed as it was."""

cause_labels: Mapping[str, str] = {
    TransitionReason.RESOLVED: "as you chose",
    TransitionReason.ASKED_HEAD_OFFICE: "you asked head office",
    TransitionReason.AMENDED: "you changed it",
    TransitionReason.CANCELLED: "you cancelled it",
    TransitionReason.RETRIED: "tried again",
    TransitionReason.CUSTOMER_DEPARTED: "the customer is another rep's now",
    TransitionReason.ADOPTED: "sent from another device",
    TransitionReason.RESTORED: "sent again, for head office was restored from a backup",
    TransitionReason.REPLY_LOST: "sent again, for head office's answer was lost",
    TransitionReason.DATA_TOO_OLD: "too old for head office; waits for fresh data",
    TransitionReason.REFRESHED: "sent again on fresh data",
    TransitionReason.WITHDRAWN: "withdrawn",
    TransitionReason.PREREQUISITE_REFUSED: "what it needs was refused",
    TransitionReason.STANDS: "current status",
    TransitionReason.LATEST_TIME_PASSED: "its latest time passed",
    TransitionReason.EXPORTED: "written to a file for head office",
    TransitionReason.HELD_BACK: "waits for what it stands together with",
}
"""Why a task took a step, where the step doesn't say so itself."""

subject_labels: Mapping[SubjectType, str] = {
    SubjectType.ORDER: "Order",
    SubjectType.CUSTOMER: "Customer",
    SubjectType.CASE: "Case",
    SubjectType.POLICY: "Policy",
    SubjectType.DEVICE: "Device",
    SubjectType.DATA_SET: "Data set",
    SubjectType.PINNED_CUSTOMER: "Pinned customer",
    SubjectType.MAIL: "Mail",
    SubjectType.REQUEST: "Request",
}

customer_status_labels: Mapping[CustomerStatus, str] = {
    CustomerStatus.ACTIVE: "",
    CustomerStatus.ON_HOLD: "On hold",
    CustomerStatus.CLOSED: "Closed",
}
"""Nothing is shown of a customer that is as usual."""

decision_labels: Mapping[ActionKind, str] = {
    ActionKind.APPROVE: "is approved as it was entered",
    ActionKind.REFUSE: "is refused",
    ActionKind.HAND_BACK: "is handed back to its rep",
}
"""What became of a case by an action for the whole of it."""

link_labels: Mapping[LinkState, str] = {
    LinkState.ONLINE: "Online",
    LinkState.OFFLINE: "Working offline, by choice",
    LinkState.UNREACHABLE: "Head office is out of reach",
}

connection_labels: Mapping[ConnectionState, str] = {
    ConnectionState.OFFLINE: "Working offline, by choice",
    ConnectionState.NO_NETWORK: "No network",
    ConnectionState.UNREACHABLE: "Head office is out of reach",
    ConnectionState.NOT_ANSWERING: "Head office is not answering",
    ConnectionState.POOR: "Slow connection",
    ConnectionState.COSTLY: "Expensive connection",
    ConnectionState.ONLINE: "Online",
}

link_cause_labels: Mapping[LinkCause, str] = {
    LinkCause.NOT_TRIED: "Head office has not been called yet.",
    LinkCause.FAILED: "The last call failed.",
    LinkCause.SWITCHED_OFF: "You chose to work offline.",
    LinkCause.NO_NETWORK: "This computer is connected to no network.",
    LinkCause.CAPTIVE: (
        "This network wants you to sign in to it first. Open a web page and do that."
    ),
    LinkCause.NO_WORKER: "Head office is reached, but no worker there answers requests.",
    LinkCause.SLOW: "This connection is slow.",
    LinkCause.PRICE: "This connection costs money.",
    LinkCause.REACHED: "Head office answers.",
}
"""Why the connection is in its state; a call that failed has a sentence of its own."""

transport_labels: Mapping[Transport, str] = {
    Transport.ETHERNET: "Cable",
    Transport.WIFI: "Wi-Fi",
    Transport.CELLULAR: "Mobile network",
    Transport.BLUETOOTH: "Bluetooth",
    Transport.UNKNOWN: "Unknown",
}

link_band_labels: Mapping[LinkBand, str] = {
    LinkBand.UNKNOWN: "not measured yet",
    LinkBand.POOR: "slow",
    LinkBand.MODERATE: "moderate",
    LinkBand.GOOD: "good",
    LinkBand.EXCELLENT: "fast",
}

held_back_labels: Mapping[str, str] = {
    REFRESH: "newer data",
    PHOTOS: "photos",
    DOCUMENTS: "documents",
}
"""What of the data at head office can wait for a cheaper connection."""

REFUSED_LABEL = "Head office refuses this device"

answer_labels: Mapping[AnswerStatus, str] = {
    AnswerStatus.CONFIRMED: "confirmed",
    AnswerStatus.ADJUSTED: "confirmed with changes",
    AnswerStatus.IN_CONFLICT: "in conflict (see: smartclient conflicts)",
    AnswerStatus.AWAITING_DECISION: "waiting for head office's decision",
    AnswerStatus.REJECTED: "refused (see: smartclient orders show, customers show, outbox)",
    AnswerStatus.PARKED: "stopped (see: smartclient outbox)",
}
"""What a sync counts of each answer."""

restore_sign_labels: Mapping[RestoreSign, str] = {
    RestoreSign.EPOCH: "it says so",
    RestoreSign.ROW_VERSIONS: "it had gone back behind what was read here",
    RestoreSign.RECEIPTS: "requests that it had acknowledged were gone",
    RestoreSign.FINGERPRINTS: "orders or customers differed without a cause",
}
"""How a laptop noticed that head office was restored."""

restore_cause_labels: Mapping[str, str] = {
    "command": "somebody said so with “smartclient headoffice restored”",
    "admin": "an admin confirmed what laptops reported",
    "file_went_back": "its file was replaced by an earlier one",
    "server_restored": "the server began a new recovery fork",
    "checkpoint_lost": "a checkpoint that a worker had recorded was gone",
    "position_lost": "a laptop proved that head office had given it what it no longer held",
}
"""How head office learnt that it was restored, by the code that it stores."""

sync_step_labels: Mapping[SyncStep, str] = {
    SyncStep.CONNECTING: "Calling head office",
    SyncStep.SENDING: "Sending",
    SyncStep.COLLECTING: "Collecting answers",
    SyncStep.PULLING: "Fetching",
    SyncStep.WRITING: "Writing the file",
    SyncStep.DONE: "Done",
}

data_set_audience_labels: Mapping[DataSetAudience, str] = {
    DataSetAudience.ALL: "everybody",
    DataSetAudience.TERRITORY: "the territory {recipient}",
    DataSetAudience.REP: "the rep {recipient}",
}
"""Who is given a data set."""

feed_labels: Mapping[str, str] = {
    **{kind: kind.replace("_", " ") for kind in FeedKind},
    FeedKind.MEMBERSHIP: "who your customers are",
    FeedKind.TAKE_ALONG: "data sets to take along",
    FeedKind.DOCUMENT_PARTS: "contents of documents",
}

access_role_labels: Mapping[AccessRole, str] = {
    AccessRole.REP: "rep {number}",
    AccessRole.ADMIN: "rep {number}, an admin",
    AccessRole.WORKER: "a worker",
    AccessRole.WEB: "the web service",
}

device_state_labels: Mapping[DeviceState, str] = {
    DeviceState.ACTIVE: "active",
    DeviceState.REVOKED: "revoked",
    DeviceState.WIPING: "to be wiped",
    DeviceState.WIPED: "wiped",
}

access_change_labels: Mapping[AccessChange, str] = {
    AccessChange.GRANTED: "granted",
    AccessChange.CHANGED: "changed",
    AccessChange.UNCHANGED: "already as they are to be",
    AccessChange.REVOKED: "revoked",
}
