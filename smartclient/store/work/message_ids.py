"""Message-IDs: each is made when its mail is saved, and never again."""

from sqlalchemy import Connection, insert, select

from smartclient.store.database.tables import message_ids


class MessageIdReader:
    """Reads the Message-IDs of mails that this device sends by itself, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, mail_id: str) -> str | None:
        """The Message-ID of a mail without its brackets, None for a mail that has none here."""
        found = select(message_ids.c.message_id).where(message_ids.c.mail_id == mail_id)
        return self._connection.scalar(found)


class MessageIds(MessageIdReader):
    """Reads and writes the Message-IDs."""

    def add(self, mail_id: str, message_id: str) -> None:
        """Store the Message-ID of a new mail."""
        values = {"mail_id": mail_id, "message_id": message_id}
        self._connection.execute(insert(message_ids).values(values))
