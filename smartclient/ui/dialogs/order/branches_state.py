"""The state of a task in the order editor: its further branches or its new account, as typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.branches import Branch, order_for_branch
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.steps import TaskPolicy
from smartclient.read_models.tasks import DraftPlan, PlannedOrder
from smartclient.ui.dialogs.order.order_edits import entered_line
from smartclient.ui.models.shown_branch import ShownBranch


class BranchesState:
    """Further branches of one order while it is edited; ``plan`` is what a draft keeps of it."""

    def __init__(self) -> None:
        self.plan = DraftPlan()
        self._names: dict[CustomerNumber, str] = {}
        self._planned: tuple[PlannedOrder, ...] = ()
        self._quoted_for: tuple[CustomerNumber, ...] = ()
        self._made_of: tuple[Order, DraftPlan, tuple[PlannedOrder, ...]] | None = None
        self._made: tuple[Order, ...] = ()

    @property
    def count(self) -> int:
        """How many orders there will be."""
        return 1 + len(self.plan.branches)

    def begin(
        self,
        plan: DraftPlan,
        names: Mapping[CustomerNumber, str],
        *,
        besides: CustomerNumber,
    ) -> None:
        """Begin with ``plan``, without the customer that the order itself is for."""
        others = tuple(branch for branch in plan.branches if branch.customer != besides)
        self.plan = replace(plan, branches=others)
        self._names = {**self._names, **names}
        self._planned = ()

    def add(self, customer: CustomerNumber, name: str, *, first: Order) -> None:
        """Add a branch, unless it is one already."""
        numbers = {first.customer, *(branch.customer for branch in self.plan.branches)}
        if customer not in numbers:
            self._names[customer] = name
            branches = (*self.plan.branches, Branch(customer=customer))
            self.plan = replace(self.plan, branches=branches)

    def remove(self, customer: CustomerNumber) -> None:
        """Remove a branch; without any, nothing is to stand together any more."""
        branches = tuple(b for b in self.plan.branches if b.customer != customer)
        policy = self.plan.policy if branches else TaskPolicy.EACH
        self.plan = replace(self.plan, branches=branches, policy=policy)

    def set_quantity(self, customer: CustomerNumber, sku: Sku, quantity: int) -> None:
        """Let a branch get so many of a product; 0 for none."""
        self._change(customer, lambda branch: branch.with_quantity(sku, quantity))

    def set_ship_to(self, customer: CustomerNumber, kind: str) -> None:
        """Let a branch's order go to its address of this kind; "" for the usual one."""
        self._change(customer, lambda branch: replace(branch, ship_to=kind))

    def _change(self, customer: CustomerNumber, change: Callable[[Branch], Branch]) -> None:
        branches = self.plan.branches
        changed = (change(each) if each.customer == customer else each for each in branches)
        self.plan = replace(self.plan, branches=tuple(changed))

    def follow_order(self, sku: Sku, *, is_new: bool) -> None:
        """Give every branch as many of a product as the order has, once it is new in that."""
        if is_new:
            branches = tuple(branch.without_quantity(sku) for branch in self.plan.branches)
            self.plan = replace(self.plan, branches=branches)

    def set_policy(self, policy: TaskPolicy) -> None:
        """Let the orders stand together, or each by itself."""
        self.plan = replace(self.plan, policy=policy)

    def set_mail_to(self, address: str | None) -> None:
        """Have every order mailed once it is confirmed; "" for the customer's own address."""
        self.plan = replace(self.plan, mail_to=address)

    def apply(self, orders: Sequence[Order], planned: Sequence[PlannedOrder]) -> None:
        """Take over what is known of each of these orders, the first one's included."""
        self._quoted_for = tuple(order.customer for order in orders)
        self._planned = tuple(planned)

    def can_place(self, order: Order) -> bool:
        """Whether every order has a line, and none is known to be refused."""
        has_lines = all(one.lines for one in self.orders(order))
        return has_lines and not any(planned.refusal for planned in self._known(order))

    def orders(self, order: Order) -> tuple[Order, ...]:
        """The order and one for each branch; a line that is quoted as it is has its price.

        They are made once for what is typed and known: they are asked for at every key.
        """
        made_of = (order, self.plan, self._planned)
        if self._made_of is None or any(
            now is not then for now, then in zip(made_of, self._made_of, strict=True)
        ):
            self._made_of, self._made = made_of, self._make_orders(order)
        return self._made

    def _make_orders(self, order: Order) -> tuple[Order, ...]:
        known = self._known(order)[1:] or (None,) * len(self.plan.branches)
        branches = (order_for_branch(order, branch) for branch in self.plan.branches)
        return order, *map(_priced, branches, known)

    def shown(self, order: Order, name: str) -> tuple[ShownBranch, ...]:
        """Every branch as it is shown, the first one of ``name`` included."""
        wanted = self.orders(order)
        known = self._known(order) or (None,) * len(wanted)
        names = [name, *(self._names.get(b.customer, b.customer) for b in self.plan.branches)]
        return tuple(
            _shown(one, order.lines, label, planned)
            for one, label, planned in zip(wanted, names, known, strict=True)
        )

    def _known(self, order: Order) -> tuple[PlannedOrder, ...]:
        """What was last said of these customers' orders, () while it was said of others'."""
        wanted = (order.customer, *(branch.customer for branch in self.plan.branches))
        return self._planned if self._quoted_for == wanted else ()


def total_of(branches: Sequence[ShownBranch]) -> Decimal | None:
    """What the orders of all branches come to, None while that is not known."""
    totals = [branch.total for branch in branches]
    known = [total for total in totals if total is not None]
    return sum(known, Decimal(0)) if len(known) == len(totals) else None


def _priced(order: Order, planned: PlannedOrder | None) -> Order:
    """``order`` with the prices of its lines that are as they were quoted."""
    quoted = None if planned is None else planned.preview
    if quoted is None:
        return order
    known = {line.line: line for line in quoted.order.lines}
    lines = tuple(
        known[line.line] if entered_line(known.get(line.line)) == entered_line(line) else line
        for line in order.lines
    )
    return replace(order, lines=lines, totals=quoted.order.totals)


def _shown(
    order: Order, lines: Sequence[OrderLine], name: str, planned: PlannedOrder | None
) -> ShownBranch:
    ordered = {line.line: line.quantity for line in order.lines}
    preview = None if planned is None else planned.preview
    return ShownBranch(
        customer=order.customer,
        name=name,
        quantities={line.line: ordered.get(line.line, 0) for line in lines},
        total=None if preview is None else preview.order.totals.total,
        problems=() if preview is None else preview.problems,
        refusal=None if planned is None or not order.lines else planned.refusal,
        has_lines=bool(order.lines),
    )
