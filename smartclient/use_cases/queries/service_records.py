"""What the store has that goes with a request to a service."""

from smartclient.documents.order_document import OrderDocument
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import OrderId
from smartclient.services.mail.message import Attachment, document_attachment
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.queries.documents import get_content
from smartclient.use_cases.queries.order_document import order_document


class StoreRecords:
    """Looks up in a store what goes with a request to a service."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def company(self) -> str:
        """The company's name."""
        with self._store.view() as view:
            return view.meta.company

    def rep(self) -> str:
        """The rep's name."""
        with self._store.view() as view:
            identity = view.meta.identity()
        return "" if identity is None else identity.name

    def order(self, order_id: OrderId) -> OrderDocument:
        """An order as it is now; NotFoundError for one that is not here."""
        with self._store.view() as view:
            return order_document(order_id, view=view, clock=self._clock)

    def document(self, digest: str) -> Attachment:
        """A product's document by its hash; RefusedError for one that is not here."""
        with self._store.view() as view:
            found = view.documents.with_hashes((digest,))
            if not found:
                raise RefusedError(
                    "A document of this mail is no longer here. Write another mail, with the "
                    "documents as they are now."
                )
            return document_attachment(found[0].title, found[0].format, get_content(view, found[0]))

    def message_id(self, mail_id: str) -> str:
        """The Message-ID that a mail was given when it was saved."""
        with self._store.view() as view:
            found = view.message_ids.get(mail_id)
        if found is None:
            raise NotFoundError("This mail was not written on this device.", detail=mail_id)
        return found
