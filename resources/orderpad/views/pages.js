/** The pages of an unlocked order pad: each fills its place, and again once its data changed. */

import { CONTRACT } from "../contract.js";
import { counted, money, say } from "../words/say.js";
import { showEditor, showNewOrder } from "./editor.js";
import { facts, fill, h } from "./elements.js";
import { orderRow } from "./order_rows.js";
import { showOrder, showOrders } from "./orders.js";
import { showOutbox } from "./outbox.js";
import { showSearch } from "./search.js";
import { showToday } from "./today.js";

const { CUSTOMERS, ADDRESSES, ORDERS, PRODUCTS, STOCK } = CONTRACT.kinds;
/** What is worked on here, as the worker names it when it changed. */
const WORK = "work";

/**
 * A page. `uses` are the feeds that it shows; `show` fills the place.
 * @typedef {object} Page
 * @property {string[]} uses
 * @property {(place: Element, shell: Shell, key: string) => Promise<void>} show
 */
/** @typedef {{data: import("./data.js").Data, standing: any, open: (page: string) => void}} Shell */

/** @type {Record<string, Page>} */
export const PAGES = {
  today: { uses: [CUSTOMERS, PRODUCTS, ORDERS, WORK], show: showToday },
  customers: { uses: [CUSTOMERS, ADDRESSES], show: showCustomers },
  customer: { uses: [CUSTOMERS, ADDRESSES, ORDERS, WORK], show: showCustomer },
  catalog: { uses: [PRODUCTS, STOCK], show: showCatalog },
  orders: { uses: [CUSTOMERS, ORDERS, WORK], show: showOrders },
  outbox: { uses: [CUSTOMERS, ORDERS, WORK], show: showOutbox },
  order: { uses: [CUSTOMERS, ORDERS, WORK], show: showOrder },
  // an editor is not filled again under the hands of who types
  edit: { uses: [], show: showEditor },
  new: { uses: [], show: showNewOrder },
};

async function showCustomers(place, shell) {
  await showSearch(place, shell, {
    title: say("Customers"),
    testId: "customer-search",
    hint: say("Search customers by name, number, contact or city"),
    ask: (search) => shell.data.ask("customers", search),
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
    ask: (search) => shell.data.ask("products", search),
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

async function showCustomer(place, shell, key) {
  const { data, standing } = shell;
  const [customer, orders] = await Promise.all([data.ask("customer", key), data.ask("orders", { customer: key })]);
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
    h("p", {}, h("button#new-order", { class: "primary", onclick: () => shell.open(`new/${encodeURIComponent(key)}`) }, say("New order"))),
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
      orders.count
        ? orders.rows.map((order) => orderRow(order, standing.currency))
        : h("p", { class: "hint" }, say("No orders yet.")),
    ),
  );
}

function addressLine(address) {
  const place = [address.postal_code, address.city, address.state].filter(Boolean).join(" ");
  return [address.line1, address.line2, place, address.country].filter(Boolean).join(", ");
}
