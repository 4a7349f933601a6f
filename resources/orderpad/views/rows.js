/** Orders, and changes of customers, in lists. */

import { day, money, say } from "../words/say.js";
import { h } from "./elements.js";
import { badgeOf, numberOf, stateOf } from "./states.js";

/** What waits or was answered, as a row that leads to it. @param {any} about a summary of an order or a change @param {string} currency */
export const workRow = (about, currency, note = "") => (about.id ? orderRow(about, currency, note) : changeRow(about, note));

/** A change of a customer as a row that leads to the customer. */
function changeRow(change, note) {
  return h(
    "a#change-row",
    { class: `row order${change.state === "tentative" ? " tentative" : ""}`, "data-state": badgeOf(change), href: `#customer/${encodeURIComponent(change.customer)}` },
    h("span", { class: "main" }, change.name),
    h("span", { class: "side" }, say("Customer data")),
    h("span", { class: "sub" }, stateOf(change, { testId: "change-state" })),
    note && h("span", { class: "sub" }, note),
  );
}

/**
 * An order as a row that leads to it.
 * @param {any} order a summary
 * @param {string} currency
 * @param {string} [note] what more is said of it
 */
export function orderRow(order, currency, note = "") {
  const isTentative = order.state === "tentative";
  return h(
    "a#order-row",
    { class: `row order${isTentative ? " tentative" : ""}`, "data-state": badgeOf(order), href: `#${order.state === "draft" ? "edit" : "order"}/${order.id}` },
    h("span", { class: "main" }, order.name),
    h("span", { class: "side" }, money(order.total, currency)),
    h("span", { class: "sub" }, stateOf(order), " · ", h("span#order-number", {}, numberOf(order)), " · ", day(order.date)),
    note && h("span", { class: "sub" }, note),
  );
}
