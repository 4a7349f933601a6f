/** The pages of an unlocked order pad: each fills its place, and again once its data changed. */

import { CONTRACT } from "../contract.js";
import { showCases } from "./cases.js";
import { showCatalog } from "./catalog.js";
import { showCustomer, showCustomers } from "./customers.js";
import { showEditor, showNewOrder } from "./editor.js";
import { showOrder, showOrders } from "./orders.js";
import { showOutbox } from "./outbox.js";
import { showToday } from "./today.js";

const { CASES, CUSTOMERS, ADDRESSES, ORDERS, PRODUCTS, STOCK } = CONTRACT.kinds;
/** What is worked on here, as the worker names it when it changed. */
const WORK = "work";

/**
 * A page. `uses` are the feeds that it shows; `show` fills the place.
 * @typedef {object} Page
 * @property {string[]} uses
 * @property {(place: Element, shell: Shell, key: string) => Promise<void>} show
 */
/** @typedef {{data: import("./data.js").Data, standing: any, open: (page: string) => void}} Shell */

/** @type {Record<string, Page>} */
export const PAGES = {
  today: { uses: [CUSTOMERS, PRODUCTS, ORDERS, WORK], show: showToday },
  customers: { uses: [CUSTOMERS, ADDRESSES, WORK], show: showCustomers },
  customer: { uses: [CUSTOMERS, ADDRESSES, ORDERS, WORK], show: showCustomer },
  catalog: { uses: [PRODUCTS, STOCK], show: showCatalog },
  orders: { uses: [CUSTOMERS, ORDERS, WORK], show: showOrders },
  outbox: { uses: [CUSTOMERS, ORDERS, WORK], show: showOutbox },
  cases: { uses: [CASES, WORK], show: showCases },
  order: { uses: [CUSTOMERS, ORDERS, WORK], show: showOrder },
  // an editor is not filled again under the hands of who types
  edit: { uses: [], show: showEditor },
  new: { uses: [], show: showNewOrder },
};
