"""What a newer head office answers by a rule that this program lacks."""

import msgspec

from smartclient.contract.documents import document_from_json, document_json
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.rules.problems import Problem, ResolvedBy, RuleCode
from smartclient.reconcile.actions import actions_for


def test_an_answer_with_a_rule_that_is_not_known_is_read_and_can_be_answered() -> None:
    problem = Problem(code=RuleCode.CUSTOMER_ON_HOLD, before="C-1", settled_by=ResolvedBy.ADMIN)
    text = document_json(Answer(status=AnswerStatus.AWAITING_DECISION, reasons=(problem,)))
    newer = text.replace("customer_on_hold", "too_many_lines")
    (read,) = document_from_json(newer, Answer).reasons
    assert read.code == "too_many_lines"
    assert actions_for(read, by_admin=True)
    assert msgspec.json.decode(
        document_json(document_from_json(newer, Answer))
    ) == msgspec.json.decode(newer)
