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

/**
 * A browser that removes what a page stored leaves its cookies: one remembers what was only here, so
 * that the page can say what is lost. Those who sign in again read it, and nobody else.
 */
const COOKIE = "__Host-smartclient-unsent";
const KEPT_SECONDS = 400 * 86_400;
const FORMAT = /^(\d+)\.(\d+)\.(\d+)$/;

/** @param {Unsent | null} unsent null for nobody who is signed in */
export function rememberUnsent(unsent) {
  const value = unsent ? `${unsent.orders}.${unsent.changes}.${unsent.decisions}` : "";
  const cookie = `${COOKIE}=${value}`;
  if (document.cookie.split("; ").includes(cookie)) return;
  document.cookie = `${cookie}; Path=/; Secure; SameSite=Strict; Max-Age=${unsent ? KEPT_SECONDS : 0}`;
}

/** What was only here when the browser removed it, null where it removed nothing. @returns {Unsent | null} */
export function unsentBefore() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(`${COOKIE}=`));
  const [, orders, changes, decisions] = FORMAT.exec(cookie?.slice(COOKIE.length + 1) ?? "") ?? [];
  return orders === undefined ? null : { orders: Number(orders), changes: Number(changes), decisions: Number(decisions) };
}
