"""Checks: what makes a row bad that is well written but does not fit the other rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.customers import logins_in
from smartclient.domain.text.barcodes import ean_key
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.importers.bad_rows import DependentRowError
from smartclient.headoffice.importers.content import (
    FileContent,
    ImportRow,
    Key,
    RowCheck,
    comparable,
)
from smartclient.headoffice.importers.values import Value

Contents = Mapping[str, FileContent]
"""What each file holds, by its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What head office has already, by which a row may name something not in the folder.

    ``logins`` maps a rep's number to the login, ``eans`` a product to the number of its bar code;
    ``currency`` is "" until there are prices.
    """

    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    logins: Mapping[str, str] = field(default_factory=dict)
    customers: frozenset[str] = frozenset()
    eans: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""


def check(contents: Contents, known: Known) -> None:
    """Move every row that does not fit from the good rows of its file to the bad ones."""
    _check_reps(contents, known)
    _check_products(contents, known)
    _check_prices(contents, known)
    _check_offers(contents, known)
    _check_foreign_key(contents["stock"], "sku", "sku", _skus(contents, known))
    _check_documents(contents, known)
    _check_customers(contents, known)
    _check_orders(contents, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What may be named: ``good`` is there, ``faulty`` would be if its own row were not bad.

    ``good`` maps what names are compared by to the names. ``file`` is the file they come from,
    and ``usable`` whether that could be read at all.
    """

    what: str
    good: Mapping[str, Value]
    faulty: set[Value]
    file: str
    usable: bool

    def resolve_name(self, value: Value) -> Value:
        """The name that ``value`` means; RefusedError when it may not be named."""
        key = name_key(str(value))
        if key not in self.good:
            raise self._missing_name_error(key, value)
        return self.good[key]

    def _missing_name_error(self, key: str, value: Value) -> RefusedError:
        if key in self.faulty:
            template = "The row of the {what} {value} is itself bad."
            return DependentRowError(template, what=self.what, value=value)
        if not self.usable:
            template = "Whether there is a {what} {value} is not known, because {file} is bad."
            return DependentRowError(template, what=self.what, value=value, file=self.file)
        return RefusedError("There is no {what} {value}.", what=self.what, value=value)


def _names(what: str, content: FileContent, known: Iterable[str]) -> _Names:
    own = content.format.key[0]
    names: Iterable[Value] = (*known, *(row.values[own] for row in content.rows))
    return _Names(
        what=what,
        good={name_key(str(name)): name for name in names},
        faulty={key[0] for key in content.faulty},
        file=content.format.name,
        usable=content.usable,
    )


def _skus(contents: Contents, known: Known) -> _Names:
    return _names("product", contents["products"], known.skus)


def _check_foreign_key(content: FileContent, target: str, column: str, things: _Names) -> None:
    """Refuse every row whose field names something unknown; an empty field names nothing.

    A name in another form is replaced by the name as it is stored.
    """

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        value = row.values[target]
        if value:
            try:
                row.values[target] = things.resolve_name(value)
            except RefusedError as error:
                return column, error
        return None

    content.keep(find_fault)


def _check_reps(contents: Contents, known: Known) -> None:
    territories = _names("territory", contents["territories"], known.territories)
    reps = contents["reps"]
    _check_foreign_key(reps, "territory", "territory", territories)
    logins = {name_key(number): login for number, login in known.logins.items()}

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        number, login = str(row.values["number"]), str(row.values["login"])
        holder = logins.setdefault(name_key(number), login)
        if holder == login:
            return None
        return "number", RefusedError("The number belongs to {login}.", login=holder)

    reps.keep(find_fault)


def _check_products(contents: Contents, known: Known) -> None:
    products = contents["products"]
    _refer_within(products, "replaced_by", "product", known.skus)
    current = {row.values["sku"] for row in products.rows}
    former: dict[Value, int] = {}

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        sku = row.values["former_sku"]
        if not sku:
            return None
        if sku in current:
            return "former_sku", RefusedError("{sku} is the number of a product now.", sku=sku)
        line = former.setdefault(sku, row.line)
        if line != row.line:
            return "former_sku", RefusedError("The same is already on line {line}.", line=line)
        return None

    products.keep(find_fault)
    products.keep(_repeated_ean(products, known))


def _repeated_ean(products: FileContent, known: Known) -> RowCheck:
    """A check for a bar code that another product has, in the file or at head office."""
    listed = {str(row.values["sku"]) for row in products.rows}
    elsewhere = {ean_key(ean): sku for sku, ean in known.eans.items() if sku not in listed}
    first: dict[str, int] = {}

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        if not row.values["ean"]:
            return None
        key = ean_key(str(row.values["ean"]))
        if key in elsewhere:
            return "ean", RefusedError("The product {sku} has the same.", sku=elsewhere[key])
        line = first.setdefault(key, row.line)
        if line != row.line:
            return "ean", RefusedError("The same is already on line {line}.", line=line)
        return None

    return find_fault


def _refer_within(content: FileContent, column: str, what: str, known: Iterable[str]) -> None:
    """Refuse rows that name themselves or a row that does not exist, until none does."""
    own = content.format.key[0]

    def names_itself(row: ImportRow) -> tuple[str, RefusedError] | None:
        if row.values[column] and row.values[column] == row.values[own]:
            return column, RefusedError("The {what} names itself.", what=what)
        return None

    content.keep(names_itself)
    known, before = frozenset(known), -1
    while before != len(content.rows):
        before = len(content.rows)
        _check_foreign_key(content, column, column, _names(what, content, known))


def _check_prices(contents: Contents, known: Known) -> None:
    prices = contents["prices"]
    _check_foreign_key(prices, "sku", "sku", _skus(contents, known))
    prices.keep(_ends_before_it_begins(prices))
    prices.keep(_other_currency(prices, known.currency))
    prices.keep(_overlap(prices))


def _ends_before_it_begins(content: FileContent) -> RowCheck:
    """A check for a period that ends before it begins; a stored end is not the file's fault."""
    has_column = "valid_to" in content.fields

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        first, last = row.values["valid_from"], row.values["valid_to"]
        if has_column and isinstance(first, date) and isinstance(last, date) and last < first:
            return "valid_to", RefusedError("{last} is before {first}.", last=last, first=first)
        return None

    return find_fault


def _other_currency(prices: FileContent, known: str) -> RowCheck:
    counts = Counter(str(row.values["currency"]) for row in prices.rows)
    usual = known or next((name for name, _ in counts.most_common(1)), "")

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        currency = str(row.values["currency"])
        if currency == usual:
            return None
        return "currency", RefusedError(
            "The price is in {currency} and the others are in {usual}. Prices are in one currency.",
            currency=currency,
            usual=usual,
        )

    return find_fault


def _overlap(prices: FileContent) -> RowCheck:
    """A check for prices of one price list whose days overlap."""
    histories: dict[Key, list[ImportRow]] = defaultdict(list)
    for row in prices.rows:
        histories[comparable([row.values["sku"], row.values["price_list"]])].append(row)
    found: dict[int, ImportRow] = {}
    for history in histories.values():
        history.sort(key=_first_day)
        latest = history[0]
        for row in history[1:]:
            if _first_day(row) <= _last_day(latest):
                found[row.line] = latest
            else:
                latest = row

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        other = found.get(row.line)
        if other is None:
            return None
        return "valid_from", RefusedError(
            "From {first} on the price overlaps the one on line {line}, which is valid {until}.",
            first=row.values["valid_from"],
            line=other.line,
            until=f"to {other.values['valid_to']}" if other.values["valid_to"] else "without end",
        )

    return find_fault


def _first_day(row: ImportRow) -> date:
    day = row.values["valid_from"]
    return day if isinstance(day, date) else date.min


def _last_day(row: ImportRow) -> date:
    day = row.values["valid_to"]
    return day if isinstance(day, date) else date.max


def _check_offers(contents: Contents, known: Known) -> None:
    offers, offer_products = contents["offers"], contents["offer_products"]

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        smallest, largest = row.values["min_quantity"], row.values["max_quantity"]
        has_column = "max_quantity" in offers.fields
        if (
            has_column
            and isinstance(smallest, int)
            and isinstance(largest, int)
            and largest < smallest
        ):
            return "max_quantity", RefusedError(
                "{largest} is less than {smallest}.", largest=largest, smallest=smallest
            )
        return None

    offers.keep(_ends_before_it_begins(offers))
    offers.keep(find_fault)
    _check_foreign_key(
        offer_products, "offer_code", "offer_code", _names("offer", offers, known.offers)
    )
    _check_foreign_key(offer_products, "sku", "sku", _skus(contents, known))


def _check_documents(contents: Contents, known: Known) -> None:
    documents = contents["documents"]
    documents.keep(_names_one_thing)
    _check_foreign_key(documents, "sku", "sku", _skus(contents, known))
    products = contents["products"].rows
    categories = (*known.categories, *(str(row.values["category"]) for row in products))
    sold = {name_key(category) for category in categories}
    for row in documents.rows:
        category = str(row.values["category"])
        if category and name_key(category) not in sold:
            documents.note(
                row.line, "category", "No product is in the category {category}.", category=category
            )


def _names_one_thing(row: ImportRow) -> tuple[str, RefusedError] | None:
    if not row.values["sku"] and not row.values["category"]:
        return "sku", RefusedError("Say which product or which category the document is of.")
    if row.values["sku"] and row.values["category"]:
        return "category", RefusedError(
            "A document is of a product or of a category, not of both. Use a row for each."
        )
    return None


def _check_customers(contents: Contents, known: Known) -> None:
    customers, addresses = contents["customers"], contents["addresses"]
    territories = _names("territory", contents["territories"], known.territories)
    reps = _names("rep", contents["reps"], known.logins.values())
    _check_foreign_key(customers, "rep", "rep_login", reps)
    customers.keep(lambda row: _unknown_rep(row, reps))
    _check_foreign_key(customers, "territory", "territory", territories)
    _refer_within(customers, "merged_into", "customer", known.customers)
    numbers = _names("customer", customers, known.customers)
    _check_foreign_key(addresses, "customer", "customer_number", numbers)


def _unknown_rep(row: ImportRow, reps: _Names) -> tuple[str, RefusedError] | None:
    """The fault of a customer of whose further reps one does not exist."""
    for login in logins_in(str(row.values["more_reps"])):
        try:
            reps.resolve_name(login)
        except RefusedError as error:
            return "rep_login", error
    return None


def _check_orders(contents: Contents, known: Known) -> None:
    orders, lines = contents["orders"], contents["order_lines"]
    numbers = _names("customer", contents["customers"], known.customers)
    _check_foreign_key(orders, "customer", "customer_number", numbers)
    _check_foreign_key(
        orders, "rep", "rep_login", _names("rep", contents["reps"], known.logins.values())
    )
    orders.keep(_fulfilled_but_not_open(orders))
    _check_foreign_key(lines, "sku", "sku", _skus(contents, known))
    _check_foreign_key(lines, "order_number", "order_number", _names("order", orders, ()))
    whole = {name_key(str(row.values["order_number"])) for row in lines.rows}
    spoilt = {key[0] for key in lines.faulty}

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        number = name_key(str(row.values["number"]))
        if number in spoilt:
            return "number", DependentRowError("A line of the order is bad.")
        if number not in whole:
            kind = RefusedError if lines.usable else DependentRowError
            return "number", kind("The order has no lines.")
        return None

    orders.keep(find_fault)
    _check_foreign_key(lines, "order_number", "order_number", _names("order", orders, ()))


def _fulfilled_but_not_open(orders: FileContent) -> RowCheck:
    has_column = "fulfilment" in orders.fields

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        if row.values["fulfilment"] and row.values["state"] == "cancelled":
            return "fulfilment", RefusedError("A cancelled order is not fulfilled.")
        if has_column and row.values["fulfilled_on"] and not row.values["fulfilment"]:
            return "fulfilled_on", RefusedError(
                "The order is not fulfilled, so there is no day of it."
            )
        return None

    return find_fault
