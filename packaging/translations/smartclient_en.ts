<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ConfirmExitDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>%Ln pieces of your work were not sent yet.</source>
            <translation>
                <numerusform>%Ln piece of your work was not sent yet.</numerusform>
                <numerusform>%Ln pieces of your work were not sent yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConflictDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>%Ln problems</source>
            <translation>
                <numerusform>%Ln problem</numerusform>
                <numerusform>%Ln problems</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Keep these %Ln values</source>
            <translation>
                <numerusform>Keep this %Ln value</numerusform>
                <numerusform>Keep these %Ln values</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConflictFields</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>%Ln fields are the same everywhere</source>
            <translation>
                <numerusform>%Ln field is the same everywhere</numerusform>
                <numerusform>%Ln fields are the same everywhere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>%Ln fields merged automatically</source>
            <translation>
                <numerusform>%Ln field merged automatically</numerusform>
                <numerusform>%Ln fields merged automatically</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Connection</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln to send</numerusform>
                <numerusform>%Ln to send</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>This takes about %n hours on this connection.</source>
            <translation>
                <numerusform>This takes about %n hour on this connection.</numerusform>
                <numerusform>This takes about %n hours on this connection.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>This takes about %n minutes on this connection.</source>
            <translation>
                <numerusform>This takes about %n minute on this connection.</numerusform>
                <numerusform>This takes about %n minutes on this connection.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>%Ln things want to be looked at.</source>
            <translation>
                <numerusform>One thing wants to be looked at.</numerusform>
                <numerusform>%Ln things want to be looked at.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentList</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>%Ln documents are not taken along</source>
            <translation>
                <numerusform>%Ln document is not taken along</numerusform>
                <numerusform>%Ln documents are not taken along</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EnrolDeviceDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>%Ln days</source>
            <translation>
                <numerusform>%Ln day</numerusform>
                <numerusform>%Ln days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>%Ln hours</source>
            <translation>
                <numerusform>%Ln hour</numerusform>
                <numerusform>%Ln hours</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>%Ln days ago</source>
            <translation>
                <numerusform>yesterday</numerusform>
                <numerusform>%Ln days ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>%Ln need action</source>
            <translation>
                <numerusform>%Ln needs action</numerusform>
                <numerusform>%Ln need action</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln stopped</numerusform>
                <numerusform>%Ln stopped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln to send</numerusform>
                <numerusform>%Ln to send</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OrderSumsView</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/figures/order_sums.py" />
            <source>%Ln orders</source>
            <translation>
                <numerusform>%Ln order</numerusform>
                <numerusform>%Ln orders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Origins</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>And %Ln more, each shown at its line.</source>
            <translation>
                <numerusform>And %Ln more, each shown at its line.</numerusform>
                <numerusform>And %Ln more, each shown at its line.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutboxCarrying</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>%Ln answers taken in.</source>
            <translation>
                <numerusform>%Ln answer taken in.</numerusform>
                <numerusform>%Ln answers taken in.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>%Ln requests written to {file}.</source>
            <translation>
                <numerusform>%Ln request written to {file}.</numerusform>
                <numerusform>%Ln requests written to {file}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutboxPage</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln at head office</source>
            <translation>
                <numerusform>%Ln at head office</numerusform>
                <numerusform>%Ln at head office</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln being decided</source>
            <translation>
                <numerusform>%Ln being decided</numerusform>
                <numerusform>%Ln being decided</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln stopped</numerusform>
                <numerusform>%Ln stopped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln to send</numerusform>
                <numerusform>%Ln to send</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Tried %Ln times.</source>
            <translation>
                <numerusform>Tried once.</numerusform>
                <numerusform>Tried %Ln times.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PreferencesDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Every %Ln minutes</source>
            <translation>
                <numerusform>Every minute</numerusform>
                <numerusform>Every %Ln minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Every %Ln seconds</source>
            <translation>
                <numerusform>Every second</numerusform>
                <numerusform>Every %Ln seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PrepareOfflineDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>%Ln requests are safe at head office and not answered yet.</source>
            <translation>
                <numerusform>%Ln request is safe at head office and not answered yet.</numerusform>
                <numerusform>%Ln requests are safe at head office and not answered yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>%Ln requests wait to be sent.</source>
            <translation>
                <numerusform>%Ln request waits to be sent.</numerusform>
                <numerusform>%Ln requests wait to be sent.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln at head office</source>
            <translation>
                <numerusform>%Ln at head office</numerusform>
                <numerusform>%Ln at head office</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln being decided</source>
            <translation>
                <numerusform>%Ln being decided</numerusform>
                <numerusform>%Ln being decided</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln stopped</numerusform>
                <numerusform>%Ln stopped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln to send</numerusform>
                <numerusform>%Ln to send</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SyncNotification</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln being decided at head office</source>
            <translation>
                <numerusform>%Ln being decided at head office</numerusform>
                <numerusform>%Ln being decided at head office</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln confirmed</source>
            <translation>
                <numerusform>%Ln confirmed</numerusform>
                <numerusform>%Ln confirmed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln confirmed with changes</source>
            <translation>
                <numerusform>%Ln confirmed with changes</numerusform>
                <numerusform>%Ln confirmed with changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln conflicts wait for you.</source>
            <translation>
                <numerusform>%Ln conflict waits for you.</numerusform>
                <numerusform>%Ln conflicts wait for you.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln could not be withdrawn any more</source>
            <translation>
                <numerusform>%Ln could not be withdrawn any more</numerusform>
                <numerusform>%Ln could not be withdrawn any more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln need action</source>
            <translation>
                <numerusform>%Ln needs action</numerusform>
                <numerusform>%Ln need action</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln orders confirmed</source>
            <translation>
                <numerusform>%Ln order confirmed</numerusform>
                <numerusform>%Ln orders confirmed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln refused</numerusform>
                <numerusform>%Ln refused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests are not answered yet.</source>
            <translation>
                <numerusform>%Ln request is not answered yet.</numerusform>
                <numerusform>%Ln requests are not answered yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests are not sent yet.</source>
            <translation>
                <numerusform>%Ln request is not sent yet.</numerusform>
                <numerusform>%Ln requests are not sent yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests are stopped.</source>
            <translation>
                <numerusform>%Ln request is stopped.</numerusform>
                <numerusform>%Ln requests are stopped.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests wait for a cheaper connection.</source>
            <translation>
                <numerusform>%Ln request waits for a cheaper connection.</numerusform>
                <numerusform>%Ln requests wait for a cheaper connection.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests, and what is new at head office, wait for a cheaper connection.</source>
            <translation>
                <numerusform>%Ln request, and what is new at head office, wait for a cheaper connection.</numerusform>
                <numerusform>%Ln requests, and what is new at head office, wait for a cheaper connection.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln stopped</numerusform>
                <numerusform>%Ln stopped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln withdrawn</source>
            <translation>
                <numerusform>%Ln withdrawn</numerusform>
                <numerusform>%Ln withdrawn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln withdrawn or replaced elsewhere</source>
            <translation>
                <numerusform>%Ln withdrawn or replaced elsewhere</numerusform>
                <numerusform>%Ln withdrawn or replaced elsewhere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Everything was sent. %Ln not answered yet, and safe at head office.</source>
            <translation>
                <numerusform>Everything was sent. %Ln not answered yet, and safe at head office.</numerusform>
                <numerusform>Everything was sent. %Ln not answered yet, and safe at head office.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Head office was restored from a backup; %Ln requests were offered again.</source>
            <translation>
                <numerusform>Head office was restored from a backup; %Ln request was offered again.</numerusform>
                <numerusform>Head office was restored from a backup; %Ln requests were offered again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TakeAlongDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>%Ln products</source>
            <translation>
                <numerusform>%Ln product</numerusform>
                <numerusform>%Ln products</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>orders of %Ln days</source>
            <translation>
                <numerusform>orders of %Ln day</numerusform>
                <numerusform>orders of %Ln days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln mails to ask about.</source>
            <translation>
                <numerusform>%Ln mail to ask about.</numerusform>
                <numerusform>%Ln mails to ask about.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln of these being decided.</source>
            <translation>
                <numerusform>%Ln of these being decided.</numerusform>
                <numerusform>%Ln of these being decided.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln stopped.</source>
            <translation>
                <numerusform>%Ln stopped.</numerusform>
                <numerusform>%Ln stopped.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln to decide.</source>
            <translation>
                <numerusform>%Ln to decide.</numerusform>
                <numerusform>%Ln to decide.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln to resolve.</source>
            <translation>
                <numerusform>%Ln to resolve.</numerusform>
                <numerusform>%Ln to resolve.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>%Ln need action</source>
            <translation>
                <numerusform>%Ln needs action</numerusform>
                <numerusform>%Ln need action</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln to send</numerusform>
                <numerusform>%Ln to send</numerusform>
            </translation>
        </message>
    </context>
</TS>
