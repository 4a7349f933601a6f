"""Head office's business rules, one pure function each, used on both sides."""

from smartclient.domain.rules.duplicates import similar_customers_problem
from smartclient.domain.rules.evaluation import RULES, Evaluation, evaluate

__all__ = ["RULES", "Evaluation", "evaluate", "similar_customers_problem"]
