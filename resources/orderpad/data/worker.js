/**
 * The worker in which this tab's data lives: it answers the views, and tells them what changed.
 *
 * A message is `{id, call, args}`; its answer `{id, result}`, or `{id, error}` with the error's name.
 */

import { exportUnsent } from "./carrying.js";
import { Catalog } from "./catalog.js";
import { Session } from "./session.js";

const session = new Session((name, data) => postMessage({ event: name, data }));
const { orders } = session;
const catalog = new Catalog(session.indexes);

/** @type {Record<string, (args: any) => any>} */
const CALLS = {
  begin: () => session.begin(),
  standing: () => session.standing(),
  signIn: (typed) => session.signIn(typed),
  signInAgain: (typed) => session.signInAgain(typed),
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
  order: (id) => orders.named(id),
  orders: (wanted) => orders.list(wanted),
  today: () => orders.today(),
  outbox: () => orders.outbox(),
  exportUnsent: () => exportUnsent(session),
  pricesPaid: (wanted) => orders.pricesPaid(wanted),
  shipMethods: () => orders.shipMethods(),
  beginOrder: (wanted) => orders.begin(wanted),
  repeatOrder: (wanted) => orders.repeat(wanted),
  saveDraft: (typed) => orders.saveDraft(typed),
  discardDraft: (wanted) => orders.discard(wanted),
  quote: (typed) => orders.quote(typed),
  placeOrder: (typed) => orders.place(typed),
  takeBack: (wanted) => orders.takeBack(wanted),
  cancelOrder: (wanted) => orders.cancel(wanted),
  conflict: (wanted) => orders.conflict(wanted),
  resolve: (wanted) => orders.resolve(wanted),
  escalate: (wanted) => orders.escalate(wanted),
  report: (wanted) => orders.report(wanted),
  retry: (wanted) => orders.retry(wanted),
};

self.onmessage = async ({ data: { id, call, args } }) => {
  try {
    postMessage({ id, result: await CALLS[call](args) });
  } catch (caught) {
    const error = /** @type {any} */ (caught);
    const { name, failure = "", message, said = null } = error;
    postMessage({ id, error: { name: error.constructor.name || name, failure, message, said } });
  }
};
