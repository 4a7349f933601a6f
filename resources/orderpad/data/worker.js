/**
 * The worker in which this tab's data lives: it answers the views, and tells them what changed.
 *
 * A message is `{id, call, args}`; its answer `{id, result}`, or `{id, error}` with the error's name.
 */

import { Catalog } from "./catalog.js";
import { Session } from "./session.js";

const session = new Session((name, data) => {
  if (name === "changed") catalog.forget(data);
  postMessage({ event: name, data });
});
const catalog = new Catalog(() => session.feeds);

/** @type {Record<string, (args: any) => any>} */
const CALLS = {
  begin: () => session.begin(),
  standing: () => session.standing(),
  signIn: (typed) => session.signIn(typed),
  unlock: (typed) => session.unlock(typed),
  lock: () => session.lock(),
  workOffline: (offline) => session.workOffline(offline),
  syncNow: () => session.syncNow(),
  remove: () => session.remove(),
  active: (at) => session.channel.say({ kind: "activity", at }),
  customers: (search) => catalog.customers(search),
  customer: (number) => catalog.customer(number),
  products: (search) => catalog.products(search),
  product: (sku) => catalog.product(sku),
  counts: () => catalog.counts(),
};

self.onmessage = async ({ data: { id, call, args } }) => {
  try {
    postMessage({ id, result: await CALLS[call](args) });
  } catch (caught) {
    const error = /** @type {any} */ (caught);
    const { name, failure = "", message } = error;
    postMessage({ id, error: { name: error.constructor.name || name, failure, message } });
  }
};
