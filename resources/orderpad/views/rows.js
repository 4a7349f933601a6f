/** Orders, changes of customers and decisions in lists. */

import { day, money, say } from "../words/say.js";
import { h } from "./elements.js";
import { badgeOf, numberOf, stateOf } from "./states.js";

/** What waits or was answered, as a row that leads to it. @param {any} about a summary of an order or a change @param {string} currency */
export const workRow = (about, currency, note = "") => (about.id ? orderRow(about, currency, note) : changeRow(about, note));

/** A change of a customer, or a decision, as a row that leads to what it is about. */
function changeRow(change, note) {
  const isOfCustomer = change.subject.type === "customer";
  return h(
    "a#change-row",
    { class: `row order${change.state === "tentative" ? " tentative" : ""}`, "data-state": badgeOf(change), href: isOfCustomer ? `#customer/${encodeURIComponent(change.subject.id)}` : "#cases" },
    h("span", { class: "main" }, change.name),
    h("span", { class: "side" }, isOfCustomer ? say("Customer data") : say("Decision")),
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
