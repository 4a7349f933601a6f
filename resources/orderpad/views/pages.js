/** The pages of an unlocked order pad: each fills its place, and again once its data changed. */

import { CONTRACT } from "../contract.js";
import { counted, day, moment, money, number, say } from "../words/say.js";
import { facts, fill, h } from "./elements.js";

const { CUSTOMERS, ADDRESSES, ORDERS, PRODUCTS, STOCK } = CONTRACT.kinds;

/**
 * A page. `uses` are the feeds that it shows; `show` fills the place.
 * @typedef {object} Page
 * @property {string[]} uses
 * @property {(place: Element, shell: Shell, key: string) => Promise<void>} show
 */
/** @typedef {{data: import("./data.js").Data, standing: any}} Shell */

/** @type {Record<string, Page>} */
export const PAGES = {
  today: { uses: [CUSTOMERS, PRODUCTS, ORDERS], show: showToday },
  customers: { uses: [CUSTOMERS, ADDRESSES], show: showCustomers },
  customer: { uses: [CUSTOMERS, ADDRESSES, ORDERS], show: showCustomer },
  catalog: { uses: [PRODUCTS, STOCK], show: showCatalog },
};

async function showToday(place, { data, standing }) {
  const [counts, isKept] = await Promise.all([data.ask("counts"), navigator.storage?.persisted?.() ?? false]);
  fill(
    place,
    h("h1", {}, say("Today")),
    h("p", {}, say("Signed in as {name}", { name: standing.name }), standing.company && ` · ${standing.company}`),
    h(
      "section",
      { class: "card", "aria-labelledby": "held" },
      h("h2", { id: "held" }, say("What is on this device")),
      h(
        "ul",
        { class: "plain" },
        h("li", {}, h("a", { href: "#customers" }, counted(counts.customers, "1 customer", "{count} customers"))),
        h("li", {}, h("a", { href: "#catalog" }, counted(counts.products, "1 product", "{count} products"))),
        h("li", {}, counted(counts.orders, "1 order", "{count} orders")),
      ),
      standing.asOf && h("p", { class: "hint" }, say("As of {moment}", { moment: moment(standing.asOf) })),
      h(
        "p",
        { class: "hint" },
        isKept ? say("The browser promised to keep what is stored here.") : say("The browser may remove what is stored here when space runs short."),
      ),
    ),
  );
}

async function showCustomers(place, shell) {
  await showSearch(place, shell, {
    title: say("Customers"),
    testId: "customer-search",
    hint: say("Search customers by name, number, contact or city"),
    call: "customers",
    row: (customer) =>
      h(
        "a#customer-row",
        { class: "row", href: `#customer/${encodeURIComponent(customer.number)}` },
        h("span", { class: "main" }, customer.name),
        h("span", { class: "side" }, customer.number),
        h("span", { class: "sub" }, [customer.city, customer.contact].filter(Boolean).join(" · ")),
      ),
  });
}

async function showCatalog(place, shell) {
  const { currency } = shell.standing;
  await showSearch(place, shell, {
    title: say("Catalog"),
    testId: "product-search",
    hint: say("Search products by name, number or bar code"),
    call: "products",
    row: (product) =>
      h(
        "div#product-row",
        { class: "row" },
        h("span", { class: "main" }, product.name),
        h("span", { class: "side" }, money(product.list_price, currency)),
        h("span", { class: "sub" }, [product.sku, ...standOf(product)].join(" · ")),
      ),
  });
}

function standOf(product) {
  const stand = [];
  if (product.on_hand === 0) stand.push(say("Out of stock"));
  else if (product.on_hand !== null) stand.push(counted(product.on_hand, "1 in stock", "{count} in stock"));
  if (product.discontinued_on) stand.push(say("Discontinued"));
  if (product.replaced_by) stand.push(say("Replaced by {sku}", { sku: product.replaced_by }));
  return stand;
}

/** A list with a search as one types; what was typed stays while the list is filled again. */
async function showSearch(place, { data }, { title, testId, hint, call, row }) {
  let field = place.querySelector(`[data-testid=${testId}]`);
  if (!field) {
    field = h(`input#${testId}`, { type: "search", placeholder: hint, "aria-label": hint, autocomplete: "off", spellcheck: "false" });
    fill(place, h("h1", {}, title), field, h("p", { class: "hint", role: "status" }), h("div", { class: "rows" }));
    field.addEventListener("input", () => search());
    field.focus();
  }
  const status = place.querySelector("[role=status]");
  const rows = place.querySelector(".rows");
  let asked = 0;
  async function search() {
    asked += 1;
    const mine = asked;
    const found = await data.ask(call, field.value);
    if (mine !== asked) return;
    status.textContent = statusOf(found, field.value);
    fill(rows, found.rows.map(row));
  }
  await search();
}

function statusOf({ count, rows }, search) {
  if (!count) return search ? say("Found nothing. Try fewer letters.") : "";
  if (count === rows.length) return "";
  return say("{count} found. The first {shown} are shown; type more to narrow it down.", { count: number(count), shown: rows.length });
}

async function showCustomer(place, { data, standing }, key) {
  const customer = await data.ask("customer", key);
  const back = h("a", { href: "#customers", class: "back" }, say("Back to {page}", { page: say("Customers") }));
  if (!customer) {
    fill(place, back, h("p", { role: "status" }, say("This customer is not among yours any more.")));
    return;
  }
  const inMoney = (amount) => (amount === null ? "" : money(amount, standing.currency));
  fill(
    place,
    back,
    h("h1", {}, customer.name),
    h(
      "section",
      { class: "card" },
      facts([
        [say("Number"), customer.number],
        [say("Contact"), customer.contact],
        [say("Phone"), customer.phone && h("a", { href: `tel:${customer.phone}` }, customer.phone)],
        [say("E-mail"), customer.email && h("a", { href: `mailto:${customer.email}` }, customer.email)],
        [say("Payment terms"), customer.payment_terms],
        [say("Credit limit"), inMoney(customer.credit_limit)],
        [say("Open balance"), inMoney(customer.balance)],
        [say("Notes"), customer.notes],
      ]),
    ),
    customer.addresses.length > 0 &&
      h("section", { class: "card" }, h("h2", {}, say("Addresses")), customer.addresses.map((address) => h("p", {}, addressLine(address)))),
    h(
      "section",
      { class: "card" },
      h("h2", {}, say("Orders")),
      customer.orders.length
        ? customer.orders.map((order) => orderRow(order, standing.currency))
        : h("p", { class: "hint" }, say("No orders yet.")),
    ),
  );
}

function addressLine(address) {
  const place = [address.postal_code, address.city, address.state].filter(Boolean).join(" ");
  return [address.line1, address.line2, place, address.country].filter(Boolean).join(", ");
}

function orderRow(order, currency) {
  const { total } = JSON.parse(order.document);
  return h(
    "div#order-row",
    { class: "row" },
    h("span#order-number", { class: "main" }, order.number),
    h("span", { class: "side" }, typeof total === "number" ? money(total, currency) : ""),
    h("span", { class: "sub" }, order.order_date && day(order.order_date)),
  );
}
