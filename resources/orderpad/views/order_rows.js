/** Orders in lists. */

import { day, money } from "../words/say.js";
import { h } from "./elements.js";
import { badgeOf, numberOf, stateOf } from "./states.js";

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
