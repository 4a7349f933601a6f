"""Head office's tables: mails that it was asked to send, and what became of each."""

from sqlalchemy import Column, Index, Integer, Table, Unicode, UniqueConstraint

from smartclient.database.types import Identifier, Instant, StateText
from smartclient.domain.mail import LONGEST_MESSAGE_ID
from smartclient.domain.text.canonical import LONGEST_LOGIN
from smartclient.headoffice.database.tables.parts import TableMaker, row_id


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        # a receipt, without a word of what was written: that is in the request alone
        "mails": make.table(
            "sync",
            "mails",
            row_id(),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            # what asked for it, and what is answered when its outcome is known
            Column("request_id", Identifier, nullable=False),
            Column("answer_to", Identifier, nullable=False),
            Column("mail_id", Identifier, nullable=False),
            # which device sent it, "" in a file for none
            Column("device", Identifier, nullable=make.dialect == "mssql"),
            Column("message_id", Unicode(LONGEST_MESSAGE_ID), nullable=False),
            # due, handed_over, unknown, sent, refused or withdrawn
            Column("state", StateText(11), nullable=False),
            Column("attempts", Integer, nullable=False, server_default="0"),
            # who is about to hand it over, and until when nobody else is
            Column("claim", Identifier),
            Column("claimed_until", Instant),
            Column("next_try", Instant),
            Column("created_at", Instant, nullable=False),
            Column("changed_at", Instant, nullable=False),
            UniqueConstraint("sender", "mail_id"),
            Index(f"ix_{make.dialect}_mails_state", "state", "id"),
            Index(f"ix_{make.dialect}_mails_sent", "sender", "created_at"),
        ),
    }
