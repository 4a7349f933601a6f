/** Orders as the rep sees them: what is worked on here, over what head office has. */

import { CONTRACT } from "../contract.js";
import { newId } from "./ids.js";
import { fieldsOf } from "./indexes.js";
import { isOver } from "./work.js";

const MOST_SHOWN = 100;
const { CUSTOMERS, ORDERS } = CONTRACT.kinds;
const ACTIVE = new Set(["tentative", "confirmed"]);

export class Orders {
  /**
   * @param {import("./session.js").Session} session
   * @param {import("./indexes.js").Indexes} indexes
   */
  constructor(session, indexes) {
    this.session = session;
    this.indexes = indexes;
  }

  get #work() {
    return this.session.work;
  }

  /** An order with the names of its products, null where there is none. @param {string} id */
  named(id) {
    const found = this.get(id);
    if (!found) return null;
    const names = this.indexes.by(CONTRACT.kinds.PRODUCTS, "sku");
    const nameOf = ({ sku }) => [sku, names.get(sku)?.[0]?.[2] ?? ""];
    const lines = [...found.order.lines, ...(found.typed?.lines ?? [])];
    return { ...found, names: Object.fromEntries(lines.map(nameOf)) };
  }

  /** An order as it is shown, null where there is none. @param {string} id */
  get(id) {
    const local = this.#work.orders.get(id);
    const row = this.indexes.by(ORDERS, "order_id").get(id)?.[0];
    if (!local && !row) return null;
    return this.#shown(local, row);
  }

  /** What is stored of an order, over what head office sent of it last. */
  #shown(local, row) {
    const placed = row ? JSON.parse(fieldsOf(ORDERS, row).document) : null;
    const task = local ? this.#work.tasks.get(local.task_id) ?? null : null;
    const isWorkedOn = local && (local.state === "draft" || (task && !isOver(task.status)));
    if (isWorkedOn) return { ...local, placed: placed ?? local.placed, number: placed?.number ?? local.number, task };
    if (!placed) return { ...local, task };
    const provisional = placed.order.provisional_number || local?.order.provisional_number || "";
    return {
      order: { ...placed.order, provisional_number: provisional },
      number: placed.number,
      state: placed.state,
      adjusted: placed.adjusted,
      fulfilment: placed.fulfilment,
      fulfilled_on: placed.fulfilled_on,
      task_id: local?.task_id ?? null,
      changed_at: local?.changed_at ?? LONG_AGO,
      placed,
      typed: local?.typed,
      task,
    };
  }

  /**
   * Orders that a search finds, the newest first, with what is open before all others.
   * @param {{search?: string, customer?: string}} wanted
   */
  list({ search = "", customer = "" } = {}) {
    const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const entries = this.#entries().filter(
      (entry) => (!customer || entry.customer === customer) && words.every((word) => entry.text.includes(word)),
    );
    return { count: entries.length, rows: entries.slice(0, MOST_SHOWN).map(({ id }) => this.summary(id)) };
  }

  /** Every order in brief, in the order in which they are listed. */
  #entries() {
    const column = (name) => CONTRACT.columns[ORDERS].indexOf(name);
    const [idAt, customerAt, numberAt, dateAt] = ["order_id", "customer", "number", "order_date"].map(column);
    const names = this.indexes.by(CUSTOMERS, "number");
    const entry = (id, customer, number, date) => {
      const name = names.get(customer)?.[0]?.[2] ?? "";
      return { id, customer, date, number, text: `${number} ${customer} ${name}`.toLowerCase() };
    };
    const sent = this.indexes.keep(`entries ${ORDERS} ${CUSTOMERS}`, () =>
      [...this.indexes.feeds().rows(ORDERS).values()].map((row) => entry(row[idAt], row[customerAt], row[numberAt], row[dateAt])),
    );
    const here = [...this.#work.orders.values()].map(({ order, number }) =>
      entry(order.id, order.customer, `${number} ${order.provisional_number}`, order.order_date),
    );
    const known = new Set(here.map(({ id }) => id));
    const newest = (one, other) => (one.date === other.date ? (one.number < other.number ? 1 : -1) : one.date < other.date ? 1 : -1);
    return [...here, ...sent.filter(({ id }) => !known.has(id))].sort(newest);
  }

  /** An order as a row of a list. @param {string} id */
  summary(id) {
    const shown = /** @type {any} */ (this.get(id));
    const { order, number, state, adjusted, fulfilment, task } = shown;
    return {
      id,
      number,
      provisional: order.provisional_number,
      customer: order.customer,
      name: this.indexes.by(CUSTOMERS, "number").get(order.customer)?.[0]?.[2] ?? order.customer,
      state,
      adjusted,
      fulfilment,
      status: task?.status ?? "",
      kind: task?.kind ?? "",
      date: order.order_date,
      total: order.totals.total,
    };
  }

  /** How many there are. */
  get count() {
    return this.#entries().length;
  }

  /** What a customer was quoted for a product before, newest first. @param {{customer: string, sku: string, without: string}} wanted */
  pricesPaid({ customer, sku, without }) {
    const found = [];
    for (const { id } of this.list({ customer }).rows) {
      const shown = id === without ? null : this.get(id);
      const line = shown && ACTIVE.has(shown.state) && shown.order.lines.find((each) => each.sku === sku && each.unit_price !== null);
      if (line) found.push({ id, date: shown.order.order_date, quantity: line.quantity, price: line.unit_price, discount: line.discount_percent });
    }
    return found.slice(0, 3);
  }

  /** The ways to ship, by name. */
  shipMethods() {
    return [...this.indexes.feeds().rows(CONTRACT.kinds.SHIP_METHODS).values()].map((row) => row[1]).sort();
  }

  /**
   * Save what was typed: a draft as it is now; of an order that was placed, beside it, until it is
   * sent as a change.
   * @param {{order: any}} typed
   */
  async saveTyped({ order }) {
    await this.#work.change(() => {
      const changed_at = this.session.officeTime().toISOString();
      const held = this.get(order.id);
      if (!held || held.state === "draft") return { orders: [{ ...DRAFT, ...(held && stored(held)), order, changed_at }] };
      return { orders: [{ ...stored(held), typed: order }] };
    });
  }

  /** Forget what was typed into an order that was placed. @param {{id: string}} wanted */
  async forgetTyped({ id }) {
    await this.#work.change(() => {
      const held = this.#work.orders.get(id);
      return held?.typed ? { orders: [stored(/** @type {any} */ (held))] } : null;
    });
  }

  /** A new draft for a customer; it is saved once something was entered. @param {{customer: string}} wanted */
  begin({ customer }) {
    return { ...DRAFT, order: { ...EMPTY, id: newId(), customer, order_date: this.session.officeDay() } };
  }

  /** A new draft with the lines of another order, saved. @param {{id: string}} wanted @returns {Promise<string>} its id */
  async repeat({ id }) {
    const { order } = /** @type {any} */ (this.get(id));
    const lines = order.lines.map(({ line, sku, quantity }) => ({ ...LINE, line, sku, quantity }));
    const again = { ...EMPTY, id: newId(), customer: order.customer, ship_to: order.ship_to, ship_via: order.ship_via, lines };
    await this.saveTyped({ order: { ...again, order_date: this.session.officeDay() } });
    return again.id;
  }

  /** Delete a draft for good. @param {{id: string}} wanted */
  async discard({ id }) {
    await this.#work.change(() => (this.#work.orders.get(id)?.state === "draft" ? { dropped: [id] } : null));
  }
}

const LONG_AGO = "1970-01-01T00:00:00Z";
const LINE = { unit_price: null, discount_percent: "0", offer: "", amount: null, without_offer: false, back_order: false, ordered_on: null };
const TOTALS = { net: "0.00", tax: "0.00", freight: "0.00", total: "0.00" };
export const EMPTY = {
  id: "", customer: "", order_date: "", provisional_number: "", lines: [], ship_to: "", ship_via: "", deliver_on: null, reference: "", note: "", accepted: [], totals: TOTALS,
};
const DRAFT = { number: "", state: "draft", task_id: null, adjusted: false, fulfilment: null, fulfilled_on: null, placed: null };

/** An order as the rules know it, without what only views need. */
export function stored({ task: _, typed: __, ...record }) {
  return record;
}
