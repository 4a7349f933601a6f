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


def test_a_policy_that_is_not_set_is_as_delivered() -> None:
    bare = Policies(rules={}, fields={})
    assert all(bare.for_rule(code) is default_rules()[code] for code in RuleCode)
    assert bare.for_field("phone") is DEFAULT_FIELDS["phone"]
    assert bare.for_field("fax") is FieldPolicy.REP
