"""Numbering: the number of a new record, in the way that head office's policy says."""

from smartclient.domain.devices import initials
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.queries.lookup import current_identity


def next_number(work: UnitOfWork, numbered: Numbered, identity: str) -> str:
    """The number of a new record, final or provisional; ``identity`` is its random one."""
    way = work.rule_context.policies().numbered_by[numbered]
    letters = initials(current_identity(work).login)
    return work.numbering.number_for(numbered, way, letters=letters, identity=identity)
