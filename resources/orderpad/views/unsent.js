/** What only this browser has, in words. */

import { counted, say } from "../words/say.js";

/** "" for nothing. @param {{orders: number, changes: number}} unsent */
export function unsentText({ orders, changes }) {
  const ofOrders = orders ? counted(orders, "1 order", "{count} orders") : "";
  const ofChanges = changes ? counted(changes, "1 change of a customer", "{count} changes of customers") : "";
  return ofOrders && ofChanges ? say("{one} and {other}", { one: ofOrders, other: ofChanges }) : ofOrders || ofChanges;
}
