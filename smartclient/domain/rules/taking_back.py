"""What head office confirmed and can't take back by itself: the reasons, and the problem."""

from enum import StrEnum

from smartclient.domain.check_out import CheckOut
from smartclient.domain.rules.check_outs import until_text
from smartclient.domain.rules.problems import Problem, ResolvedBy, RuleCode


class NotTakenBack(StrEnum):
    """Why something is not taken back without an admin."""

    ON_ITS_WAY = "on_its_way"
    OPEN_ORDERS = "open_orders"
    CHECKED_OUT = "checked_out"


def cant_be_taken_back(reason: NotTakenBack, label: str, held: CheckOut | None = None) -> Problem:
    """The problem that an admin decides; ``label`` names the order or the customer."""
    holder = {} if held is None else {"holder": held.holder, "until": until_text(held)}
    return Problem(
        code=RuleCode.CANT_BE_TAKEN_BACK,
        before=label,
        arguments={"reason": reason, **holder},
        settled_by=ResolvedBy.ADMIN,
    )
