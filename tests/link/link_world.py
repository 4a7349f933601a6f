"""A head office with a company in it, behind a link that a test can spoil."""

from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.connecting import connect
from tests.live_server import LiveOffice
from tests.slow_link import SlowLink


class BadLink:
    """A live head office, and the way a rep's laptop reaches it."""

    def __init__(self, live: LiveOffice, login: str, link: SlowLink) -> None:
        self.live = live
        self.login = login
        self.link = link

    @property
    def url(self) -> str:
        """The rep's address, through the link."""
        address = address_of(self.live.url)
        return self.live.url_of(self.login).replace(
            f"@{address.server}:{address.port}/", f"@127.0.0.1:{self.link.port}/"
        )

    def answer(self) -> int:
        return self.live.office.answer_waiting()

    def held(self) -> list[str]:
        """Return the id of each request that head office holds, as often as it holds it."""
        return [str(row[0]).lower() for row in self._ask("SELECT request_id FROM sync.inbox")]

    def orders(self) -> list[str]:
        """Return the id of each order that head office has."""
        return [str(row[0]).lower() for row in self._ask("SELECT order_id FROM sales.orders")]

    def _ask(self, question: str) -> list[tuple[object, ...]]:
        connection = connect(address_of(self.live.url), autocommit=True)
        try:
            return [tuple(row) for row in connection.cursor().execute(question).fetchall()]
        finally:
            connection.close()
