/** Cases that an admin decides, as head office sent them, with the decisions that are on their way. */

import { CONTRACT } from "../contract.js";
import { fieldsOf } from "./indexes.js";
import { isOver } from "./work.js";

const { CASES } = CONTRACT.kinds;

export class Cases {
  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.session = session;
  }

  /** The open cases, oldest first, and the decided ones, the latest first. */
  list() {
    const all = this.#all().map(({ state, document }) => this.#summary(state, JSON.parse(document)));
    const of = (wanted, at) => all.filter(({ state }) => state === wanted).sort((one, other) => (one[at] < other[at] ? -1 : 1));
    return { open: of("open", "opened_at"), decided: of("decided", "decided_at").reverse() };
  }

  /** How many wait for a decision that was not made here. */
  get count() {
    return this.list().open.filter(({ status }) => !status).length;
  }

  /** A case in brief, null where there is none. @param {string} id */
  get(id) {
    const row = this.#row(id);
    return row ? this.#summary(row.state, JSON.parse(row.document)) : null;
  }

  /** The document of a case, as the rules read it. @param {string} id @returns {string | undefined} */
  document(id) {
    return this.#row(id)?.document;
  }

  /** Whose products and prices matter to it. @param {string} id @returns {{customer: string, lines: {sku: string}[]}} */
  about(id) {
    const { order, customer } = JSON.parse(this.document(id) ?? "{}");
    return order ?? { customer: customer?.number ?? "", lines: [] };
  }

  #row(id) {
    return this.#all().find(({ conflict_id }) => conflict_id === id);
  }

  #all() {
    return [...this.session.feeds.rows(CASES).values()].map((row) => fieldsOf(CASES, row));
  }

  #summary(state, { conflict, rep, note, opened_at, value, order, customer, decided_by, decided_at, decision, decision_note }) {
    const task = this.session.work.taskOf(conflict.id);
    return {
      id: conflict.id,
      state,
      rep,
      note: note || conflict.note || "",
      opened_at,
      value: value ?? order?.totals.total ?? null,
      isOrder: Boolean(order),
      number: order?.provisional_number ?? "",
      name: customer?.name ?? conflict.subject.label,
      decided_by,
      decided_at,
      decision,
      decision_note,
      // a decision that is on its way, or was stopped
      status: task && !isOver(task.status) ? task.status : "",
    };
  }
}
