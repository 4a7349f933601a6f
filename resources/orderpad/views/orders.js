/** Orders: the list of them, and one with all that is known of it and can be done with it. */

import { day, figure, money, say } from "../words/say.js";
import { sentence } from "../words/wording.js";
import { ask, facts, fill, h } from "./elements.js";
import { orderRow } from "./rows.js";
import { showSearch } from "./search.js";
import { badgeOf, numberOf, stateOf } from "./states.js";
import { answersTo, isWaiting, reportOf, withdrawal } from "./waiting.js";

const GOODS_LEFT = new Set(["shipped", "invoiced"]);

/** @param {Element} place @param {import("./pages.js").Shell} shell */
export async function showOrders(place, shell) {
  const { currency } = shell.standing;
  await showSearch(place, shell, {
    title: say("Orders"),
    testId: "order-search",
    hint: say("Search orders by number or customer"),
    ask: (search) => shell.data.ask("orders", { search }),
    row: (order) => orderRow(order, currency),
  });
}

/** @param {Element} place @param {import("./pages.js").Shell} shell @param {string} id */
export async function showOrder(place, shell, id) {
  const { data, standing } = shell;
  const found = await data.ask("order", id);
  const back = h("a", { href: "#orders", class: "back" }, say("Back to {page}", { page: say("Orders") }));
  if (!found) {
    fill(place, back, h("p", { role: "status" }, say("This order is not on this device any more.")));
    return;
  }
  const { order, task } = found;
  const [customer, report] = await Promise.all([data.ask("customer", order.customer), data.ask("report", { id }).catch(() => null)]);
  const status = task?.status ?? "";
  const badge = badgeOf({ ...found, status });
  const isTentative = found.state === "tentative";
  fill(
    place,
    back,
    h("h1", { class: isTentative ? "tentative" : "" }, customer?.name ?? order.customer),
    h(
      "section",
      { class: `card order${isTentative ? " tentative" : ""}`, "data-state": badge },
      h("p", {}, stateOf({ ...found, status }), " · ", h("span#order-number", {}, numberOf({ number: found.number, provisional: order.provisional_number })), " · ", day(order.order_date)),
      linesOf(found, standing.currency),
      facts([
        [say("Deliver on"), order.deliver_on && day(order.deliver_on)],
        [say("Ship via"), order.ship_via],
        [say("Your reference"), order.reference],
        [say("Note"), order.note],
      ]),
      h("p", { class: "problem", role: "alert" }),
      h("div", { class: "buttons" }, actionsOf(shell, place, found)),
    ),
    report && reportOf(report),
  );
}

function linesOf({ order, names }, currency) {
  const row = (line) =>
    h(
      "tr",
      {},
      h("td", {}, names[line.sku] || line.sku, names[line.sku] && h("span", { class: "sub" }, line.sku)),
      h("td", { class: "figure" }, String(line.quantity)),
      h("td", { class: "figure" }, line.unit_price === null ? "" : money(line.unit_price, currency)),
      h("td", { class: "figure" }, Number(line.discount_percent) ? `${figure(line.discount_percent)} %` : ""),
      h("td", { class: "figure" }, line.amount === null ? "" : money(line.amount, currency)),
    );
  return h(
    "div",
    { class: "scrolled" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, [say("Product"), say("Quantity"), say("Price"), say("Discount"), say("Amount")].map((title, i) => h("th", { scope: "col", class: i ? "figure" : "" }, title)))),
      h("tbody", {}, order.lines.map(row)),
      h("tfoot", {}, totalsOf(order.totals, currency)),
    ),
  );
}

/** The sums of an order as rows of a table with five columns. */
export function totalsOf({ net, tax, freight, total }, currency) {
  const row = (title, amount, isTotal = false) =>
    h("tr", { class: isTotal ? "total" : "" }, h("th", { scope: "row", colspan: "4" }, title), h(`td${isTotal ? "#order-total" : ""}`, { class: "figure" }, money(amount, currency)));
  return [row(say("Net"), net), row(say("Tax"), tax), row(say("Freight"), freight), row(say("Total"), total, true)];
}

function actionsOf(shell, place, found) {
  const { data } = shell;
  const { order, task } = found;
  const status = task?.status ?? "";
  const isOpen = isWaiting(status);
  const isUnsent = status === "queued" && found.state === "tentative";
  const button = (testId, text, onclick, kind = "quiet") => h(`button${testId}`, { class: kind, onclick }, text);
  return [
    ...answersTo(shell, place, order.id, status),
    (isUnsent || (!isOpen && found.state === "confirmed" && !GOODS_LEFT.has(found.fulfilment))) &&
      button("#change-order", say("Change"), () => shell.open(`edit/${order.id}`)),
    withdrawal(shell, place, order.id, status),
    !isOpen &&
      found.state === "confirmed" &&
      !GOODS_LEFT.has(found.fulfilment) &&
      button("#cancel-order", say("Cancel the order …"), () =>
        ask({
          title: say("Cancel the order"),
          label: say("Note for head office"),
          button: say("Cancel the order"),
          send: (note) => data.ask("cancelOrder", { id: order.id, note }),
        }),
      ),
    found.state !== "tentative" && button("#repeat-order", say("Order again"), async () => shell.open(`edit/${await data.ask("repeatOrder", { id: order.id })}`)),
  ];
}
