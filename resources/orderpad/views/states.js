/** How the state of an order looks: sign, word, bar and tint; tentative ones are in italics. */

import { word } from "../words/wording.js";
import { h } from "./elements.js";
import { sign } from "./signs.js";

/** The badge of each status of a task, and of what has none: its sign and its word. */
const BADGES = {
  draft: ["pencil", "Draft"],
  queued: ["clock", "Waiting to send"],
  sending: ["clock", "Sending"],
  received: ["inbox", "At head office"],
  confirmed: ["check", "Confirmed"],
  adjusted: ["check", "Confirmed, changed"],
  in_conflict: ["fork", "Action needed"],
  awaiting_decision: ["flag", "Head office is deciding"],
  rejected: ["cross", "Refused"],
  parked: ["pause", "Stopped"],
  taking_back: ["back", "Withdrawing"],
  cancelled: ["cross", "Cancelled"],
};

const FULFILMENTS = { back_ordered: "Back-ordered", shipped: "Shipped", invoiced: "Invoiced" };

/**
 * The badge of an order, by its state and the status of its task.
 * @param {{state: string, status?: string, adjusted?: boolean}} order
 * @returns {keyof typeof BADGES}
 */
export function badgeOf({ state, status = "", adjusted = false }) {
  if (state === "draft" || state === "cancelled") return state;
  if (state === "refused") return "rejected";
  if (state === "tentative" && status in BADGES) return /** @type {keyof typeof BADGES} */ (status);
  if (state === "tentative") return "queued";
  return adjusted ? "adjusted" : "confirmed";
}

/** The state of an order or a change in a sign and words. @param {any} order a summary, or an order with its task */
export function stateOf(order, { testId = "order-state" } = {}) {
  const [name, text] = BADGES[badgeOf(order)];
  const fulfilment = order.state === "confirmed" && order.fulfilment ? ` · ${word(FULFILMENTS[order.fulfilment])}` : "";
  return h(`span#${testId}`, { class: "state", "data-state": badgeOf(order) }, sign(/** @type {any} */ (name)), `${word(text)}${fulfilment}`);
}

/** The number of an order; one that head office is going to replace carries a star. */
export function numberOf({ number, provisional }) {
  if (number) return number;
  return provisional && !isFinal(provisional) ? `${provisional}*` : provisional;
}

/** Whether a device gave a number for good: it has no letters of the rep before it. */
function isFinal(number) {
  return /^(?:[0-9A-Z]{4}-\d{4,}|SO-.+)$/.test(number);
}
