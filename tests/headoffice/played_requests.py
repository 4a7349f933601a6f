"""One request of nearly every kind, asked and answered: what a worker writes, it writes here."""

from smartclient.contract.admin_bodies import ChangePolicy, RetryStopped
from smartclient.contract.messages import CreateCustomer, DeleteCustomer, PlaceOrder
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import RuleCode
from tests.office_company import ANN, HEAD, SHOP, Company, line


def play(company: Company) -> None:
    """Ask for something of each kind, and let it be answered."""
    order = company.order(line("D", 2))
    company.place(order)
    company.amend(order.with_line(line("B", 1, 2)))
    company.cancel(order)
    new = CustomerNumber("AN-C0001")
    company.ask(ANN, CreateCustomer(provisional_number=new, name="Brand New"), lane=new)
    company.policy("customer.phone", "latest")
    phone = company.rows("customers", number=SHOP)[0].phone
    company.edit(("phone", phone, "555-0100"))
    _, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    company.escalate(answer.conflict, "the customer insists")
    company.decide(answer.conflict, "refuse", note="We never sold it")
    company.ask(HEAD, ChangePolicy(key=RuleCode.DISCONTINUED, setting="admin"))
    stopped = company.request(PlaceOrder(order=company.order(line("A", 1))))
    company.send(ANN, stopped)
    company.park(stopped)
    company.ask(HEAD, RetryStopped(sender=ANN, request_id=stopped.id, confirmed=True))
    company.office.answer_waiting()
    company.withdraw(stopped)
    number = company.rows("customers", name="Brand New")[0].number
    company.ask(ANN, DeleteCustomer(number=CustomerNumber(number)), lane=number)
    assert not company.rows("customers", number=number)
    assert company.count("customers", number=SHOP) == 1
