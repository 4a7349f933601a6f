/** What a rep does with orders and customers, by the rules: each is one change of the work. */

import { CONTRACT } from "../contract.js";
import { EMPTY, stored } from "./orders.js";
import { rowsFor } from "./selection.js";

const { ORDERS } = CONTRACT.kinds;

export class Commands {
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

  /** An order as its editor shows it: priced, and checked by the rules. @param {{order: any}} typed */
  quote({ order }) {
    return this.session.rules.ask("quote", this.#aboutOrder(order, { order }));
  }

  /** Place an order, or save another version of it. @param {{order: any}} typed */
  place({ order }) {
    return this.#change(order.id, "place", () => ({ order, count: this.#work.numbers + 1 }), order);
  }

  /** Change fields of a customer. @param {{number: string, fields: Record<string, string>}} typed */
  editCustomer({ number, fields }) {
    return this.#change(number, "editCustomer", () => ({ number, fields }));
  }

  /** Who has a customer checked out, null for nobody. @param {{number: string}} wanted */
  hold({ number }) {
    return this.session.rules.ask("hold", this.#aboutCustomer(number, { number }));
  }

  /** Withdraw what waits about an order or a customer. @param {{id: string}} wanted */
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
    const shown = await this.session.rules.ask("conflict", this.#about(id, { conflict: open.conflict, chosen }));
    return { ...shown, state: open.state, together: open.conflict.together };
  }

  /** A case as its dialog shows it, with what is chosen so far. @param {{id: string, chosen?: any}} wanted */
  async case({ id, chosen = { problems: [], fields: [] } }) {
    if (!this.session.cases.document(id)) return null;
    return this.session.rules.ask("case", this.#aboutCase(id, { chosen }));
  }

  /** Decide a case. @param {{id: string, action: {kind: string, argument: string}, resolution: any, note: string}} decided */
  decideCase({ id, ...decision }) {
    return this.#change(id, "decide", () => decision);
  }

  /** What head office answered about an order or a customer last, null where it didn't. @param {{id: string}} wanted */
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
      const changes = await this.session.rules.ask("reply", this.#about(id, { reply: line }));
      return { ...changes, facts };
    });
  }

  /** Offer again what a restored head office may have lost. */
  async offerAgain() {
    for (const id of new Set([...this.#work.tasks.values()].map(({ subject }) => subject.id))) {
      if (this.#work.of(id).requests.length) await this.#change(id, "lost", () => ({}), undefined, { wakes: false });
    }
  }

  async #change(id, call, more = () => /** @type {any} */ ({}), order = undefined, { wakes = true } = {}) {
    const changes = await this.#work.change(() => this.session.rules.ask(call, this.#about(id, more(), order)));
    if (wakes) this.session.syncNow();
    return changes?.orders?.[0]?.order ?? null;
  }

  /** What a call of the rules about an order, a customer or a case is given. */
  #about(id, more, order = undefined) {
    if (this.session.cases.document(id)) return this.#aboutCase(id, more);
    const held = order ?? this.session.orders.get(id)?.order;
    const isOfCustomer = !held && (this.#work.taskOf(id)?.subject.type === "customer" || more.number === id);
    return isOfCustomer ? this.#aboutCustomer(id, more) : this.#aboutOrder(held ?? { ...EMPTY, id }, more);
  }

  #aboutCustomer(number, more) {
    const rows = rowsFor(this.indexes, { customer: number, lines: [] });
    return { device: this.session.device(), rows, orders: [], work: this.#work.of(number), ...more };
  }

  #aboutCase(id, more) {
    const { cases } = this.session;
    const rows = rowsFor(this.indexes, cases.about(id));
    return { device: this.session.device(), rows, orders: [], work: this.#work.of(id), case: cases.document(id), ...more };
  }

  #aboutOrder(order, more) {
    const held = this.session.orders.get(order.id);
    return {
      device: this.session.device(),
      rows: rowsFor(this.indexes, order),
      orders: this.#beside(order),
      // head office may have sent the order since its last answer here
      work: { ...this.#work.of(order.id), order: held && stored(held) },
      ...more,
    };
  }

  /** The orders that stock, credit and doubles are counted by. */
  #beside(order) {
    const ofCustomer = this.indexes.by(ORDERS, "customer").get(order.customer) ?? [];
    const at = CONTRACT.columns[ORDERS].indexOf("order_id");
    const ids = new Set([...this.#work.orders.keys(), ...ofCustomer.map((row) => row[at])]);
    return [...ids].map((id) => stored(/** @type {any} */ (this.session.orders.get(id))));
  }
}
