"""A play in which devices give numbers for good, in ways that an admin changes all the time."""

from sqlalchemy import select

from smartclient.domain.sales.given_numbers import Numbered, NumberWay, is_final
from smartclient.headoffice.database.tables import tables_for
from tests.convergence.company import ADMIN
from tests.convergence.laptop import Laptop
from tests.convergence.play import Play, Weighed

_BLOCK_SIZE = 3


class NumberingPlay(Play):
    """A play that begins with blocks of a few numbers, which are soon used up."""

    def run(self) -> None:
        admin = self.world.laptops[ADMIN]
        admin.sync()
        admin.use_cases.admin.change_policy("numbering.block_size", str(_BLOCK_SIZE))
        for numbered in Numbered:
            admin.use_cases.admin.change_policy(f"numbering.{numbered}", NumberWay.BLOCK)
        admin.sync()
        super().run()

    def _deeds(self) -> tuple[Weighed, ...]:
        return (*super()._deeds(), (4, self._change_the_way))

    def _change_the_way(self, _: Laptop) -> None:
        rng, admin = self.world.rng, self.world.laptops[ADMIN]
        # most of the time it is the way with most to go wrong
        way = rng.choice((*NumberWay, *[NumberWay.BLOCK] * 4))
        admin.use_cases.admin.change_policy(f"numbering.{rng.choice(tuple(Numbered))}", way)

    def final_numbers(self) -> list[str]:
        """The numbers that devices gave for good and head office took."""
        t = tables_for("sqlite")
        with self.world.office.engine.connect() as connection:
            orders = connection.execute(select(t.orders.c.number, t.orders.c.document)).all()
        return [
            row.number
            for row in orders
            if is_final(Numbered.ORDERS, row.number)
            and f'"provisional_number":"{row.number}"' in row.document
        ]
