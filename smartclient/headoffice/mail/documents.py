"""Documents that go with mails: head office's own, by their hashes."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from smartclient.database.value_list import in_list
from smartclient.domain.errors import RefusedError
from smartclient.domain.mail import MOST_ATTACHED, check_attached
from smartclient.domain.sales.product_documents import DocumentFormat
from smartclient.headoffice.database.tables import tables_for
from smartclient.services.mail.message import Attachment, document_attachment


def check_documents(connection: Connection, hashes: Sequence[str]) -> None:
    """Raise RefusedError for a document that is not here, or for more than a mail carries."""
    t = tables_for(connection.dialect.name).documents
    if len(hashes) > MOST_ATTACHED:
        check_attached([0] * len(hashes))
    rows = connection.execute(
        select(t.c.hash, t.c.size).where(in_list(t.c.hash, hashes)).distinct()
    )
    sizes = {row.hash: row.size for row in rows}
    if set(hashes) - sizes.keys():
        raise RefusedError(
            "A document of this mail is no longer at head office. Write another mail, with the "
            "documents as they are now."
        )
    check_attached([sizes[one] for one in hashes])


def document_attachments(connection: Connection, hashes: Sequence[str]) -> tuple[Attachment, ...]:
    """The documents with these hashes as they go with a mail; RefusedError for one not here."""
    if not hashes:
        return ()
    check_documents(connection, hashes)
    return tuple(_attachment(connection, one) for one in hashes)


def _attachment(connection: Connection, digest: str) -> Attachment:
    tables = tables_for(connection.dialect.name)
    d, p = tables.documents, tables.document_parts
    found = connection.execute(
        select(d.c.title, d.c.format).where(d.c.hash == digest).order_by(d.c.id)
    ).first()
    assert found is not None  # noqa: S101 (checked before, in this transaction)
    content = connection.scalars(select(p.c.content).where(p.c.hash == digest).order_by(p.c.part))
    return document_attachment(found.title, DocumentFormat(found.format), b"".join(content))
