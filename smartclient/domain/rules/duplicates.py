"""Rules against entering the same thing twice."""

from smartclient.domain.facts import SimilarCustomer
from smartclient.domain.problems import Problem


def similar_customers_problem(name: str, similar: tuple[SimilarCustomer, ...]) -> Problem | None:
    """Return possible_duplicate_customer when there are customers like the new one."""
    raise NotImplementedError
