/** Customers as the rep sees them: as head office sent them, with what was changed here on top. */

import { CONTRACT } from "../contract.js";
import { fieldsOf } from "./indexes.js";
import { entries, find } from "./search.js";
import { isOver, WORK } from "./work.js";

const { CUSTOMERS, ADDRESSES } = CONTRACT.kinds;

export class Customers {
  /**
   * @param {import("./session.js").Session} session
   * @param {import("./indexes.js").Indexes} indexes
   */
  constructor(session, indexes) {
    this.session = session;
    this.indexes = indexes;
  }

  /** How many this browser holds. */
  get count() {
    return this.indexes.feeds().rows(CUSTOMERS).size;
  }

  /** Customers that a search finds. @param {string} search */
  list(search) {
    const found = find(this.#entries(), search);
    return { ...found, rows: found.rows.map((row) => this.#listed(fieldsOf(CUSTOMERS, row))) };
  }

  #listed(customer) {
    return { ...customer, city: this.#cityOf(customer.number), status: this.#open().get(customer.number)?.task.status ?? "" };
  }

  /** A customer with its addresses and what was changed of it, null where there is none. @param {string} number */
  get(number) {
    const row = this.indexes.by(CUSTOMERS, "number").get(number)?.[0];
    if (!row) return null;
    const confirmed = fieldsOf(CUSTOMERS, row);
    const addresses = (this.indexes.by(ADDRESSES, "customer").get(number) ?? []).map((its) => fieldsOf(ADDRESSES, its));
    const { task, shows } = this.#open().get(number) ?? { task: null, shows: {} };
    return { ...confirmed, ...shows, addresses, confirmed, changed: Object.keys(shows), task, refused: task ? null : this.#refused(number) };
  }

  /** What is changed of customers and not answered yet, by their number. @returns {Map<string, {task: any, shows: Record<string, string>}>} */
  #open() {
    return this.indexes.keep(`changes ${WORK}`, () => new Map(this.tasks().filter(({ status }) => !isOver(status)).map((task) => [task.subject.id, { task, shows: this.#shownBy(task) }])));
  }

  /** What a task shows of its customer; one that is withdrawn, nothing. */
  #shownBy(task) {
    return task.status === "taking_back" ? {} : (this.session.work.requests.get(task.request_id)?.shows ?? {});
  }

  /** The last change, where head office refused it: what was asked for. */
  #refused(number) {
    const last = this.session.work.taskOf(number);
    return last?.status === "rejected" ? { task: last, asked: this.#shownBy(last) } : null;
  }

  /** The tasks about customers. */
  tasks() {
    return [...this.session.work.tasks.values()].filter(({ subject }) => subject.type === "customer");
  }

  #cityOf(number) {
    const addresses = this.indexes.by(ADDRESSES, "customer").get(number) ?? [];
    return addresses.length ? fieldsOf(ADDRESSES, addresses[0]).city : "";
  }

  #entries() {
    const at = (name) => CONTRACT.columns[CUSTOMERS].indexOf(name);
    const changed = (row) => {
      const shows = this.#open().get(row[at("number")])?.shows;
      return shows ? row.map((value, i) => shows[CONTRACT.columns[CUSTOMERS][i]] ?? value) : row;
    };
    return this.indexes.keep(`entries ${CUSTOMERS} ${ADDRESSES} ${WORK}`, () =>
      entries([...this.indexes.feeds().rows(CUSTOMERS).values()].map(changed), CUSTOMERS, ["number", "name", "contact"], "name", (row) => this.#cityOf(row[at("number")])),
    );
  }
}
