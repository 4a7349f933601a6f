/** What waits, for whom, and what was answered: orders, changes of customers and decisions alike. */

const MOST_SHOWN = 100;
const MOST_ANSWERED = 10;
const NEEDS_REP = new Set(["in_conflict", "parked"]);
const ANSWERED = new Set(["confirmed", "adjusted", "rejected"]);

export class Overview {
  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.session = session;
  }

  /** What Today shows: what waits for the rep, what waits for head office, and what was answered. */
  today() {
    const all = [...this.#orders(), ...this.#changes()].sort((one, other) => (one.at < other.at ? 1 : -1));
    const of = (isWanted) => all.filter(isWanted).slice(0, MOST_SHOWN);
    return {
      needed: of(({ status }) => NEEDS_REP.has(status)),
      drafts: of(({ state }) => state === "draft"),
      waiting: of(({ state, status }) => state === "tentative" && !NEEDS_REP.has(status)),
      answered: of(({ status }) => ANSWERED.has(status)).slice(0, MOST_ANSWERED),
    };
  }

  /** What head office has not received or answered yet, in the order in which it was made. */
  outbox() {
    const { work, orders } = this.session;
    const received = [...work.requests.values()].filter(({ status }) => status === "received").sort((one, other) => one.place - other.place);
    const row = (/** @type {import("./work.js").Stored} */ { item, task_id }) => ({ kind: item.kind, made_at: item.made_at, about: this.#about(work.tasks.get(task_id)) });
    const drafts = [...work.orders.values()].filter(({ state }) => state === "draft");
    return { unsent: work.unsent().map(row), unanswered: received.map(row), drafts: drafts.map(({ order }) => orders.summary(order.id)) };
  }

  #about(task) {
    return task.subject.type === "order" ? this.session.orders.summary(task.subject.id) : changeOf(task);
  }

  #orders() {
    const { work, orders } = this.session;
    return [...work.orders.keys()].map((id) => ({ ...orders.summary(id), at: work.orders.get(id)?.changed_at ?? "" }));
  }

  /** The newest change of each customer, and decision of each case. */
  #changes() {
    const newest = new Map();
    for (const task of [...this.session.work.tasks.values()].filter(({ subject }) => subject.type !== "order")) {
      const known = newest.get(task.subject.id);
      if (!known || known.created_at < task.created_at) newest.set(task.subject.id, task);
    }
    return [...newest.values()].map(changeOf);
  }
}

/** A change of a customer, or a decision, in brief. */
function changeOf({ subject, status, changed_at }) {
  const state = status === "rejected" ? "refused" : ANSWERED.has(status) || status === "undone" ? "confirmed" : "tentative";
  return { subject, name: subject.label, status, state, adjusted: status === "adjusted", at: changed_at };
}
