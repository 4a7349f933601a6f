/** Orders as the rep sees them: what is worked on here, over what head office has. */

import { CONTRACT } from "../contract.js";
import { newId } from "./ids.js";
import { fieldsOf } from "./indexes.js";
import { rowsFor } from "./selection.js";

const MOST_SHOWN = 100;
const { CUSTOMERS, ORDERS } = CONTRACT.kinds;
const OVER = new Set(["confirmed", "adjusted", "rejected", "undone"]);
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
    return { ...found, names: Object.fromEntries(found.order.lines.map(nameOf)) };
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
    const isWorkedOn = local && (local.state === "draft" || (task && !OVER.has(task.status)));
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

  /** What Today shows: what waits for the rep, what waits for head office, and what was answered. */
  today() {
    const summaries = [...this.#work.orders.keys()].map((id) => ({ ...this.summary(id), at: this.#work.orders.get(id)?.changed_at ?? "" }));
    const latest = (one, other) => (one.at < other.at ? 1 : -1);
    const of = (isWanted) => summaries.filter(isWanted).sort(latest).slice(0, MOST_SHOWN);
    return {
      count: this.#entries().length,
      needed: of(({ status }) => status === "in_conflict" || status === "parked"),
      drafts: of(({ state }) => state === "draft"),
      waiting: of(({ state, status }) => state === "tentative" && !["in_conflict", "parked"].includes(status)),
      answered: of(({ status }) => ["confirmed", "adjusted", "rejected"].includes(status)).slice(0, 10),
    };
  }

  /** What head office has not received or answered yet, in the order in which it was made. */
  outbox() {
    const work = this.#work;
    const received = [...work.requests.values()].filter(({ status }) => status === "received").sort((one, other) => one.place - other.place);
    const row = (/** @type {import("./work.js").Stored} */ { item, task_id }) => ({ kind: item.kind, made_at: item.made_at, order: this.summary(work.tasks.get(task_id)?.subject.id) });
    const drafts = [...work.orders.values()].filter(({ state }) => state === "draft");
    return { unsent: work.unsent().map(row), unanswered: received.map(row), drafts: drafts.map(({ order }) => this.summary(order.id)) };
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
   * Save an order as a draft. One that was placed is never overwritten by what was typed into it.
   * @param {{order: any}} typed
   */
  async saveDraft({ order }) {
    await this.#work.change(() => {
      const held = this.#work.orders.get(order.id);
      if (held && held.state !== "draft") return null;
      return { orders: [{ ...DRAFT, ...held, order, changed_at: this.session.officeTime().toISOString() }] };
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
    await this.saveDraft({ order: { ...again, order_date: this.session.officeDay() } });
    return again.id;
  }

  /** Delete a draft for good. @param {{id: string}} wanted */
  async discard({ id }) {
    await this.#work.change(() => (this.#work.orders.get(id)?.state === "draft" ? { dropped: [id] } : null));
  }

  /** An order as its editor shows it: priced, and checked by the rules. @param {{order: any}} typed */
  quote({ order }) {
    return this.session.rules.ask("quote", this.#asked(order, { order }));
  }

  /** Place an order, or save another version of it. @param {{order: any}} typed */
  place({ order }) {
    return this.#change(order.id, "place", () => ({ order, count: this.#work.numbers + 1 }), order);
  }

  /** @param {{id: string}} wanted */
  takeBack({ id }) {
    return this.#change(id, "takeBack");
  }

  /** @param {{id: string, note: string}} wanted */
  cancel({ id, note }) {
    return this.#change(id, "cancel", () => ({ note }));
  }

  /** @param {{id: string, resolution: any}} wanted */
  resolve({ id, resolution }) {
    return this.#change(id, "resolve", () => ({ resolution }));
  }

  /** @param {{id: string, note: string}} wanted */
  escalate({ id, note }) {
    return this.#change(id, "escalate", () => ({ note }));
  }

  /** A conflict as its dialog shows it, with what is chosen so far. @param {{id: string, chosen?: any}} wanted */
  async conflict({ id, chosen = { problems: [], fields: [] } }) {
    const { conflicts } = this.#work.of(id);
    const open = conflicts.find(({ state }) => state !== "closed");
    if (!open) return null;
    const { order } = /** @type {any} */ (this.get(id));
    const shown = await this.session.rules.ask("conflict", this.#asked(order, { conflict: open.conflict, chosen }));
    return { ...shown, state: open.state, together: open.conflict.together };
  }

  /** What head office answered about an order last, null where it didn't. @param {{id: string}} wanted */
  async report({ id }) {
    const answered = this.#work.of(id).requests.filter(({ answer }) => answer);
    const last = answered[answered.length - 1];
    return last ? this.session.rules.ask("report", { answer: last.answer }) : null;
  }

  /** Try a stopped request again. @param {{id: string}} wanted */
  async retry({ id }) {
    await this.#work.change(() => {
      const { task, requests } = this.#work.of(id);
      const stopped = requests.filter(({ status }) => status === "parked");
      const tasks = task?.status === "parked" ? [{ ...task, status: "queued" }] : [];
      return { requests: stopped.map((request) => ({ ...request, status: "queued", why: undefined })), tasks };
    });
    this.session.syncNow();
  }

  /**
   * Apply an answer of head office, and note that it was read.
   * @param {any} line a reply as the link brings it
   */
  async apply(line) {
    await this.#work.change(async () => {
      const facts = { repliesAfter: line.row_version };
      const request = this.#work.requests.get(line.request_id);
      const id = request && this.#work.tasks.get(request.task_id)?.subject.id;
      if (!id) return { facts };
      const order = this.#work.orders.get(id)?.order ?? { ...EMPTY, id };
      const changes = await this.session.rules.ask("reply", this.#asked(order, { reply: line }));
      return { ...changes, facts };
    });
  }

  /** Offer again what a restored head office may have lost. */
  async offerAgain() {
    for (const id of [...this.#work.orders.keys()]) {
      if (this.#work.of(id).requests.length) await this.#change(id, "lost", () => ({}), undefined, { wakes: false });
    }
  }

  async #change(id, call, more = () => /** @type {any} */ ({}), order = undefined, { wakes = true } = {}) {
    const changes = await this.#work.change(() => {
      const about = order ?? this.get(id)?.order;
      return this.session.rules.ask(call, this.#asked(about, more()));
    });
    if (wakes) this.session.syncNow();
    return changes?.orders?.[0]?.order ?? null;
  }

  /** What a call of the rules about an order is given. */
  #asked(order, more) {
    const held = this.get(order.id);
    const work = this.#work.of(order.id);
    return {
      device: this.session.device(),
      rows: rowsFor(this.indexes, order),
      orders: this.#beside(order),
      // head office may have sent the order since its last answer here
      work: { ...work, order: held && stored(held) },
      ...more,
    };
  }

  /** The orders that stock, credit and doubles are counted by. */
  #beside(order) {
    const ofCustomer = this.indexes.by(ORDERS, "customer").get(order.customer) ?? [];
    const at = CONTRACT.columns[ORDERS].indexOf("order_id");
    const ids = new Set([...this.#work.orders.keys(), ...ofCustomer.map((row) => row[at])]);
    return [...ids].map((id) => stored(/** @type {any} */ (this.get(id))));
  }
}

const LONG_AGO = "1970-01-01T00:00:00Z";
const LINE = { unit_price: null, discount_percent: "0", offer: "", amount: null, without_offer: false, back_order: false, ordered_on: null };
const TOTALS = { net: "0.00", tax: "0.00", freight: "0.00", total: "0.00" };
const EMPTY = {
  id: "", customer: "", order_date: "", provisional_number: "", lines: [], ship_to: "", ship_via: "", deliver_on: null, reference: "", note: "", accepted: [], totals: TOTALS,
};
const DRAFT = { number: "", state: "draft", task_id: null, adjusted: false, fulfilment: null, fulfilled_on: null, placed: null };

/** An order without what only views need. */
function stored({ task: _, ...record }) {
  return record;
}
