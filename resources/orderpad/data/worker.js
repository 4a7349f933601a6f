/**
 * The worker in which this tab's data lives: it answers the views, and tells them what changed.
 *
 * A message is `{id, call, args}`; its answer `{id, result}`, or `{id, error}` with the error's name.
 */

import { exportUnsent } from "./carrying.js";
import { Catalog } from "./catalog.js";
import { Overview } from "./overview.js";
import { Session } from "./session.js";

const session = new Session((name, data) => postMessage({ event: name, data }));
const { cases, commands, customers, orders } = session;
const catalog = new Catalog(session.indexes);
const overview = new Overview(session);

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
  customers: (search) => customers.list(search),
  customer: (number) => customers.get(number),
  editCustomer: (typed) => commands.editCustomer(typed),
  hold: (wanted) => commands.hold(wanted),
  products: (search) => catalog.products(search),
  product: (sku) => catalog.product(sku),
  counts: () => ({ customers: customers.count, products: catalog.count, orders: orders.count, cases: cases.count }),
  order: (id) => orders.named(id),
  orders: (wanted) => orders.list(wanted),
  today: () => overview.today(),
  outbox: () => overview.outbox(),
  exportUnsent: () => exportUnsent(session),
  pricesPaid: (wanted) => orders.pricesPaid(wanted),
  shipMethods: () => orders.shipMethods(),
  beginOrder: (wanted) => orders.begin(wanted),
  repeatOrder: (wanted) => orders.repeat(wanted),
  saveTyped: (typed) => orders.saveTyped(typed),
  forgetTyped: (wanted) => orders.forgetTyped(wanted),
  discardDraft: (wanted) => orders.discard(wanted),
  quote: (typed) => commands.quote(typed),
  placeOrder: (typed) => commands.place(typed),
  takeBack: (wanted) => commands.takeBack(wanted),
  cancelOrder: (wanted) => commands.cancel(wanted),
  conflict: (wanted) => commands.conflict(wanted),
  resolve: (wanted) => commands.resolve(wanted),
  escalate: (wanted) => commands.escalate(wanted),
  report: (wanted) => commands.report(wanted),
  cases: () => cases.list(),
  caseSummary: (id) => cases.get(id),
  case: (wanted) => commands.case(wanted),
  decideCase: (decided) => commands.decideCase(decided),
  retry: (wanted) => commands.retry(wanted),
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
