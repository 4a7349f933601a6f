"""Actions as text: what is written is what is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.errors import RefusedError
from smartclient.domain.rules.policies import DEFAULT_FIELDS, Policies, default_rules
from smartclient.domain.rules.problems import (
    WITH_ARGUMENT,
    Action,
    ActionKind,
    FieldPolicy,
    ResolvedBy,
    RuleCode,
)

arguments = st.text(min_size=1).filter(lambda text: text == text.strip())


@st.composite
def actions(draw: st.DrawFn) -> Action:
    kind = draw(st.sampled_from(ActionKind))
    return Action(kind, draw(arguments) if kind in WITH_ARGUMENT else "")


@given(actions())
def test_an_action_survives_being_written_and_read(action: Action) -> None:
    assert Action.parse(str(action)) == action


@pytest.mark.parametrize("text", ["", "dance", "change_quantity", "round_up=3", "=3", "ROUND_UP"])
def test_what_is_no_action_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        Action.parse(text)


def test_the_defaults_are_those_of_the_table() -> None:
    by_settlement = {
        settlement: {code for code, default in default_rules().items() if default is settlement}
        for settlement in ResolvedBy
    }
    assert by_settlement[ResolvedBy.HEAD_OFFICE] == {
        RuleCode.RENUMBERED_PRODUCT,
        RuleCode.MERGED_CUSTOMER,
        RuleCode.ORDER_DATE_NOT_BELIEVED,
    }
    assert by_settlement[ResolvedBy.ADMIN] == {
        RuleCode.CREDIT_LIMIT_EXCEEDED,
        RuleCode.CUSTOMER_ON_HOLD,
        RuleCode.POSSIBLE_DUPLICATE_CUSTOMER,
    }
    assert by_settlement[ResolvedBy.REFUSE] == {
        RuleCode.CUSTOMER_CLOSED,
        RuleCode.NOT_IN_PARTITION,
        RuleCode.REFERENCE_DATA_TOO_OLD,
    }
    assert set(default_rules()) == set(RuleCode)


def test_a_policy_that_is_not_set_is_as_delivered() -> None:
    bare = Policies(rules={}, fields={})
    assert all(bare.for_rule(code) is default_rules()[code] for code in RuleCode)
    assert bare.for_field("phone") is DEFAULT_FIELDS["phone"]
    assert bare.for_field("fax") is FieldPolicy.REP
