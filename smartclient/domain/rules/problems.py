"""Problems that rules find, the actions that answer them, and who resolves what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku


class RuleCode(StrEnum):
    """Every business rule by name; also the key of its policy and of its problems."""

    UNKNOWN_PRODUCT = "unknown_product"
    DISCONTINUED = "discontinued"
    NOT_YET_ON_SALE = "not_yet_on_sale"
    RENUMBERED_PRODUCT = "renumbered_product"
    MERGED_CUSTOMER = "merged_customer"
    PRICE_CHANGED = "price_changed"
    OFFER_NOT_VALID = "offer_not_valid"
    BELOW_MINIMUM = "below_minimum"
    NOT_A_PACK_MULTIPLE = "not_a_pack_multiple"
    NOT_ENOUGH_STOCK = "not_enough_stock"
    CREDIT_LIMIT_EXCEEDED = "credit_limit_exceeded"
    CUSTOMER_ON_HOLD = "customer_on_hold"
    CUSTOMER_CLOSED = "customer_closed"
    CUSTOMER_CHECKED_OUT = "customer_checked_out"
    NOT_IN_PARTITION = "not_in_partition"
    POSSIBLE_DUPLICATE_ORDER = "possible_duplicate_order"
    POSSIBLE_DUPLICATE_CUSTOMER = "possible_duplicate_customer"
    REFERENCE_DATA_TOO_OLD = "reference_data_too_old"
    ORDER_DATE_NOT_BELIEVED = "order_date_not_believed"
    CANT_BE_TAKEN_BACK = "cant_be_taken_back"

    @classmethod
    def _missing_(cls, value: object) -> "RuleCode | None":
        """Take a rule that only a newer head office has, so that its problem can be answered."""
        if not isinstance(value, str):
            return None
        code = str.__new__(cls, value)
        code._name_, code._value_ = value.upper(), value
        return code


class ActionKind(StrEnum):
    """What may be done about a problem."""

    TAKE_REPLACEMENT = "take_replacement"
    DROP_LINE = "drop_line"
    ORDER_LATER = "order_later"
    ACCEPT_PRICE = "accept_price"
    ACCEPT_DATE = "accept_date"
    ACCEPT_WITHOUT_OFFER = "accept_without_offer"
    CHANGE_QUANTITY = "change_quantity"
    ROUND_UP = "round_up"
    REDUCE_TO_STOCK = "reduce_to_stock"
    BACK_ORDER = "back_order"
    NOT_A_DUPLICATE = "it_is_new"
    SAME_AS_EXISTING = "it_is_that_one"
    CANCEL = "cancel"
    APPROVE = "approve"
    REFUSE = "refuse"
    HAND_BACK = "hand_back"


ADMIN_ACTIONS = frozenset(
    {
        ActionKind.APPROVE,
        ActionKind.REFUSE,
        ActionKind.HAND_BACK,
        ActionKind.SAME_AS_EXISTING,
    }
)
"""Actions that only an admin may take."""

DECLINING_ACTIONS = frozenset({ActionKind.REFUSE, ActionKind.HAND_BACK})
"""An admin's actions for the whole case, which need no answer to its problems."""

WITH_ARGUMENT = frozenset({ActionKind.CHANGE_QUANTITY, ActionKind.SAME_AS_EXISTING})
"""Actions written ``name=argument``."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action, with its argument where it has one; its text is ``kind`` or ``kind=argument``."""

    kind: ActionKind
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.kind}={self.argument}" if self.argument else str(self.kind)

    @classmethod
    def parse(cls, text: str) -> "Action":
        """The action that ``text`` names; RefusedError when there is none."""
        name, _, argument = text.strip().partition("=")
        try:
            kind = ActionKind(name)
        except ValueError as error:
            raise RefusedError(
                "There is no action {name}. Choose one that the conflict offers.", name=name
            ) from error
        if (kind in WITH_ARGUMENT) != bool(argument):
            raise RefusedError(
                "Write the action {kind} {how}.",
                kind=kind,
                how="with its value, as in name=value" if kind in WITH_ARGUMENT else "alone",
            )
        return cls(kind, argument)


class ResolvedBy(StrEnum):
    """Who resolves a problem: the setting of a rule's policy."""

    HEAD_OFFICE = "head_office"
    REP = "rep"
    ADMIN = "admin"
    REFUSE = "refuse"


class FieldPolicy(StrEnum):
    """How a field that two people changed is resolved: the setting of a field's policy."""

    HEAD_OFFICE = "head_office"
    REP_VALUE = "rep_value"
    LATEST = "latest"
    COMBINE = "combine"
    REP = "rep"
    ADMIN = "admin"
    REFUSE = "refuse"


class PriceDay(StrEnum):
    """The day whose prices and offers count: the setting of the policy ``price_day``.

    ``delivery`` is the requested delivery day, where there is none the day of the order.
    """

    ORDER = "order"
    RECEIPT = "receipt"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One broken rule, in codes and values; the sentence is composed where it is shown.

    ``before`` is what the rep entered and ``after`` what head office has, as text: an amount
    with the currency's decimals or more, a SKU, a quantity, a date (ISO 8601). ``arguments`` name
    what else the sentence needs. ``actions`` are those a rep may take; ``settled_by`` says who
    does.
    """

    code: RuleCode
    line: int | None = None
    sku: Sku | None = None
    before: str = ""
    after: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    settled_by: ResolvedBy = ResolvedBy.REP


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing head office changed in answering a request: a line of the report.

    ``field`` is what changed (``unit_price``, ``sku``, ``customer``, ``email``…), ``rule`` the
    rule or policy behind it, ``by`` the login that decided, "" for head office's rules.
    """

    rule: str
    field: str
    line: int | None = None
    sku: Sku | None = None
    before: str = ""
    after: str = ""
    by: str = ""
