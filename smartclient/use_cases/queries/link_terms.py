"""What the present link costs, and what each kind is worth, by the rep and the company."""

from smartclient.domain.link_price import CostlyMark, price_of
from smartclient.domain.worth import LinkTerms
from smartclient.read_models.connection import NetworkHint
from smartclient.store.unit_of_work import ReadView


def link_terms(view: ReadView) -> LinkTerms:
    """The price of the present link, and the worth of each kind."""
    policies = view.rule_context.policies()
    network = view.meta.network or NetworkHint()
    price = price_of(
        network.transport,
        metered=bool(network.metered),
        mark=costly_mark(view, network),
        prices=policies.link_prices,
    )
    return LinkTerms(price=price, worths=policies.worths)


def costly_mark(view: ReadView, network: NetworkHint) -> CostlyMark:
    """What the rep said of a network."""
    marks = {each.network: each.mark for each in view.meta.network_marks}
    return marks.get(network.name, CostlyMark.AUTO)
