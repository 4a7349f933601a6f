/** What only this browser has, in words. */

import { counted, listed } from "../words/say.js";

/** @typedef {{orders: number, changes: number, decisions: number}} Unsent */

/** "" for nothing. @param {Unsent} unsent */
export function unsentText({ orders, changes, decisions }) {
  return listed(
    [
      orders ? counted(orders, "1 order", "{count} orders") : "",
      changes ? counted(changes, "1 change of a customer", "{count} changes of customers") : "",
      decisions ? counted(decisions, "1 decision", "{count} decisions") : "",
    ].filter(Boolean),
  );
}
