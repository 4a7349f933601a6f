"""The functions of the product: what each button, menu item and command needs to be available.

Everything that can be pressed or called stands in one of two tables, by the name it has. What
several of them need is evaluated here, too; what one record allows is evaluated by the check that
its command makes itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.read_models.sync_progress import LinkState

SWITCHED_OFF: Final = "You work offline. Switch Work Offline off to reach head office."
OUT_OF_REACH: Final = "This needs a connection to head office. Sync first."
ALREADY_OFFLINE: Final = "You work offline already."


class Need(StrEnum):
    """What has to be true so that a function is available."""

    SENDING = "sending"
    """Only while the rep does not work offline by choice: it may contact head office."""
    ANSWER = "answer"
    """Only online: head office is asked, and the rep waits for its answer."""
    NOT_OFFLINE = "not_offline"
    """Only while the rep does not work offline by choice: it begins that."""
    DATA = "data"
    """Data here that is fresh enough for it, by the policy of its kind."""
    CHOICE = "choice"
    """An entry that is chosen in the list."""
    RECORD = "record"
    """What the state of the record and of its task allows."""
    ENTRY = "entry"
    """What has to be entered or chosen beforehand."""
    IDLE = "idle"
    """That the same is not under way already."""
    HEAD_OFFICE = "head_office"
    """A way to head office's own database, with the rights there."""


def link_state(
    needs: Iterable[Need], *, offline_by_choice: bool, link: LinkState = LinkState.ONLINE
) -> CommandState:
    """Whether what ``needs`` say of the link allows a function now, and if not, why."""
    needed = frozenset(needs)
    if offline_by_choice and needed & {Need.SENDING, Need.ANSWER}:
        return CommandState(possible=False, why=SWITCHED_OFF)
    if offline_by_choice and Need.NOT_OFFLINE in needed:
        return CommandState(possible=False, why=ALREADY_OFFLINE)
    if Need.ANSWER in needed and link is not LinkState.ONLINE:
        return CommandState(possible=False, why=OUT_OF_REACH)
    return POSSIBLE


Needs = frozenset[Need]


def _table(*groups: tuple[tuple[Need, ...], str]) -> Mapping[str, Needs]:
    """The names of each group, separated by commas, with what its members need."""
    return {
        name.strip(): frozenset(needs)
        for needs, names in groups
        for name in names.split(",")
        if name.strip()
    }


CONTROLS: Final = _table(
    # always: what shows something, goes somewhere, closes or leaves
    ((), "actionGoTo, actionPreferences, actionMakeReady, actionCostlyNetwork, actionDoctor"),
    ((), "actionHelp, actionShortcuts, actionConnection, actionLegend, actionLeave"),
    ((), "actionWorkOffline, actionThemeSystem, actionThemeLight, actionThemeDark, buttonView"),
    ((), "actionTrayOpen, actionTrayLeave, buttonConnection, buttonSeen, buttonDismissDevices"),
    ((), "buttonKeepInTray, buttonStay, buttonCloseUnsent, buttonLater, buttonMerged"),
    ((), "buttonUnchanged, buttonCloseConnection, buttonCancelCustomer, buttonCloseEnrol"),
    ((), "buttonCopyCode, buttonCopyLink, buttonCloseHelp, buttonCloseLegend, buttonCloseEarlier"),
    ((), "buttonDeleteDraft, buttonCloseOrder, buttonForgetTyped, buttonBlockingTask"),
    ((), "buttonBlockedBranch, buttonPrintOrder, buttonSavePdf, buttonCloseView"),
    ((), "buttonSavePreferences, buttonCancelPreferences, buttonCloseWiped, buttonCloseDoctor"),
    ((), "buttonLeaveNewCode, buttonTakeAlong, buttonCloseReady, buttonLeaveSignIn"),
    ((), "buttonBrowseFile, buttonTroubleHelp, buttonCloseTrouble, buttonCloseShortcuts"),
    ((), "buttonPinCustomer, buttonCloseTakeAlong, buttonCloseTask, buttonEnrolDevice"),
    ((), "buttonRestored, buttonNotRestored, buttonTakeInAnswers, buttonNewAccount, buttonAddLine"),
    ((), "buttonConflictSteps, buttonOrderSteps, buttonAskHeadOffice, buttonHandBack"),
    ((), "buttonRefuse, buttonEditInstead, buttonSendNow, buttonUnpin, help_"),
    ((), "demoClose, newsClose, newsGo, firstSyncGoOn, overviewBack, overviewPrices"),
    ((), "overviewRestore, overviewSteps, overviewResolve, productReplacement"),
    ((), "actionMails, actionMailbox, buttonCancelMessage, buttonChangeMessage"),
    ((), "buttonCloseMailbox, buttonCloseMails, buttonMailAgain, buttonMailArrived"),
    ((), "buttonOutboxMails, overviewMails, overviewMessage, buttonMessageOrder"),
    # only online, or only while the rep does not work offline
    ((Need.SENDING, Need.IDLE), "actionSyncNow"),
    ((Need.SENDING,), "actionNewCode"),
    ((Need.ANSWER, Need.RECORD, Need.IDLE), "overviewCheckOut"),
    ((Need.ANSWER, Need.IDLE), "buttonAskCheckOuts"),
    ((Need.ANSWER, Need.CHOICE, Need.IDLE), "buttonBreakCheckOut"),
    ((Need.SENDING, Need.ENTRY, Need.IDLE), "buttonTestMailbox"),
    ((Need.NOT_OFFLINE,), "buttonReadyOffline"),
    # what has to be entered or chosen first
    ((Need.ENTRY, Need.IDLE), "buttonSignIn, buttonNewCode, buttonMakeCode"),
    ((Need.ENTRY, Need.IDLE), "buttonSaveMailbox, buttonRemoveMailbox"),
    ((Need.DATA, Need.ENTRY), "buttonPreviewMessage, buttonSendMessage"),
    ((Need.ENTRY,), "buttonMoreBranches, buttonRepeatEarlier, buttonExportOrders"),
    ((Need.ENTRY,), "buttonExportWork, buttonHelpBack, buttonPreviousConflict, buttonNextConflict"),
    ((Need.CHOICE,), "buttonResolveConflict, buttonOpenOrder, buttonTakeLines, buttonShowTask"),
    ((Need.CHOICE,), "buttonMailSteps, buttonMailOrder"),
    ((Need.CHOICE,), "buttonRemoveBranch, buttonOpenOutbox, buttonChangePolicy"),
    ((Need.IDLE,), "buttonCheckAgain, buttonReadyAgain"),
    # what the data here is fresh enough for
    ((Need.DATA,), "actionNewOrder, buttonNewOrder, buttonNewCustomer"),
    ((Need.DATA, Need.ENTRY, Need.RECORD, Need.IDLE), "buttonPlaceOrder, buttonSaveCustomer"),
    ((Need.DATA, Need.RECORD), "buttonDeleteCustomer, buttonRepeatOrder, openDocument"),
    ((Need.DATA, Need.RECORD), "overviewDelete, overviewEdit, overviewOrder"),
    ((Need.DATA, Need.RECORD, Need.CHOICE), "buttonEditCustomer, buttonOrderForCustomer"),
    ((Need.DATA, Need.CHOICE), "buttonDecide, buttonTakeOver, buttonRetryStopped"),
    ((Need.DATA, Need.CHOICE), "buttonCloseStopped"),
    # what the record's state allows
    ((Need.RECORD,), "buttonResolveOrder, buttonEditOrder, buttonCancelOrder, buttonUndoOrder"),
    ((Need.RECORD,), "overviewUndo"),
    ((Need.RECORD, Need.IDLE), "buttonTakeBack"),
    ((Need.RECORD, Need.ENTRY), "buttonResolve"),
    ((Need.RECORD, Need.CHOICE), "buttonRetry, buttonUndo, buttonSendFirst, buttonSendAnyway"),
    ((Need.RECORD, Need.CHOICE), "buttonRevokeDevice, buttonWipeDevice, buttonReleaseWork"),
    ((Need.RECORD, Need.CHOICE), "buttonDropWork"),
)
"""What every button and menu item of the window needs, by its object name.

Where there are several of a kind, a name is what their names begin with. The answers of a plain
question and the ways on that a notice offers are always available.
"""

COMMANDS: Final = _table(
    # always: what shows what is known here, and what is kept here
    ((), "address, catalog, conflicts list, customers list, customers show, customers pinned"),
    ((), "customers pin, customers unpin, demo, doctor, documents list, link costly, link list"),
    ((), "mail list, mail show, mail mailbox, mail off, mail set, manual, offline, orders list"),
    ((), "orders show, orders print, outbox list, outbox import, status, take-along"),
    ((), "tasks list, tasks show, sign-in"),
    # only while the rep does not work offline; check-outs wait for an answer
    ((Need.SENDING, Need.IDLE), "sync"),
    ((Need.SENDING,), "mail test"),
    ((Need.ANSWER, Need.RECORD), "customers check-out, customers check-in"),
    # what the data here is fresh enough for
    ((Need.DATA,), "documents save"),
    ((Need.DATA, Need.ENTRY), "customers new, orders new, mail send"),
    ((Need.DATA, Need.RECORD), "customers edit, customers delete, orders amend, orders cancel"),
    # what the record's state allows
    ((Need.RECORD,), "conflicts resolve, mail answer, mail order, outbox not-after"),
    ((Need.RECORD,), "outbox retry, outbox send, outbox undo, tasks undo"),
    ((Need.ENTRY,), "outbox export"),
    # head office's own machines and admins
    ((Need.HEAD_OFFICE,), "headoffice accept, headoffice bundle-key list"),
    ((Need.HEAD_OFFICE,), "headoffice bundle-key rotate, headoffice cases"),
    ((Need.HEAD_OFFICE,), "headoffice change customer, headoffice change order"),
    ((Need.HEAD_OFFICE,), "headoffice change product, headoffice change rep"),
    ((Need.HEAD_OFFICE,), "headoffice check-outs break, headoffice check-outs list"),
    ((Need.HEAD_OFFICE,), "headoffice clock, headoffice close, headoffice data-set list"),
    ((Need.HEAD_OFFICE,), "headoffice data-set load, headoffice data-set remove"),
    ((Need.HEAD_OFFICE,), "headoffice data-set set, headoffice decide"),
    ((Need.HEAD_OFFICE,), "headoffice devices drop, headoffice devices list"),
    ((Need.HEAD_OFFICE,), "headoffice devices release, headoffice devices revoke"),
    ((Need.HEAD_OFFICE,), "headoffice enrol, headoffice forget, headoffice grant"),
    ((Need.HEAD_OFFICE,), "headoffice import, headoffice inbox, headoffice init"),
    ((Need.HEAD_OFFICE,), "headoffice mail cases, headoffice mail list, headoffice mail off"),
    ((Need.HEAD_OFFICE,), "headoffice mail set, headoffice mail test, headoffice policy"),
    ((Need.HEAD_OFFICE,), "headoffice purge, headoffice restored, headoffice retry"),
    ((Need.HEAD_OFFICE,), "headoffice revoke, headoffice script, headoffice serve"),
    ((Need.HEAD_OFFICE,), "headoffice status, headoffice take-over, headoffice upgrade"),
    ((Need.HEAD_OFFICE,), "headoffice web, headoffice whoami"),
)
"""What every command needs, by its words."""
