/**
 * The work of this browser: orders, the tasks about them, their requests, and conflicts.
 *
 * Each record is sealed by itself. A change is computed from what is stored, and written as a whole
 * in one strict transaction, while no other tab makes one.
 */

import { STORES } from "./database.js";
import { done } from "./idb.js";
import { openWhole, sealJson } from "./sealing.js";

const { FACTS, ORDERS, TASKS, REQUESTS, CONFLICTS } = STORES;
const KINDS = [ORDERS, TASKS, REQUESTS, CONFLICTS];
const EVERYTHING = [...KINDS, FACTS];
const LOCK = "smartclient-work";
const STRICT = { durability: /** @type {const} */ ("strict") };

/** What is worked on here, as it is named when it changed, beside the feeds. */
export const WORK = "work";

const OVER = new Set(["confirmed", "adjusted", "rejected", "undone"]);

/** Whether a task is finished, by its status. @param {string} status */
export const isOver = (status) => OVER.has(status);

/** The id of a record of each kind. */
const ID_OF = {
  [ORDERS]: (record) => record.order.id,
  [TASKS]: (record) => record.id,
  [REQUESTS]: (record) => record.item.id,
  [CONFLICTS]: (record) => record.conflict.id,
};

/** @typedef {Record<string, any>} Stored a record as it is stored, opened */
/**
 * Records to store as one: those of each kind, the ids of orders to delete, and facts by name.
 * @typedef {{orders?: Stored[], tasks?: Stored[], requests?: Stored[], conflicts?: Stored[], dropped?: string[], facts?: Record<string, any>}} Changes
 */

export class Work {
  /** @type {Record<string, Map<string, Stored>>} */
  #records = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
  /** Counts changes: another tab's are read before one is made. */
  #revision = 0;
  /** The numbers given to orders, and the places given to requests, so far. */
  #counts = { numbers: 0, requests: 0 };
  /** How many records are broken; they are left where they are. */
  unreadable = 0;

  /**
   * @param {import("./database.js").Database} database
   * @param {CryptoKey} key
   * @param {() => void} changed is called after each change that is made here
   */
  constructor(database, key, changed) {
    this.database = database;
    this.key = key;
    this.changed = changed;
  }

  get orders() {
    return /** @type {ReadonlyMap<string, Stored>} */ (this.#records[ORDERS]);
  }

  get tasks() {
    return /** @type {ReadonlyMap<string, Stored>} */ (this.#records[TASKS]);
  }

  get requests() {
    return /** @type {ReadonlyMap<string, Stored>} */ (this.#records[REQUESTS]);
  }

  get conflicts() {
    return /** @type {ReadonlyMap<string, Stored>} */ (this.#records[CONFLICTS]);
  }

  /** How many numbers this browser gave so far. */
  get numbers() {
    return this.#counts.numbers;
  }

  /** Read everything that is stored, unless nothing changed since it was read. */
  async read() {
    const found = await this.database.transact(EVERYTHING, "readonly", async (stores) => {
      const state = (await done(stores[FACTS].get("work"))) ?? { revision: 0, counts: this.#counts };
      if (state.revision === this.#revision) return null;
      const sealed = await Promise.all(
        KINDS.map(async (kind) => {
          const [ids, records] = await Promise.all([done(stores[kind].getAllKeys()), done(stores[kind].getAll())]);
          return ids.map((id, i) => [id, records[i]]);
        }),
      );
      return { state, sealed };
    });
    if (!found) return;
    const opened = await Promise.all(
      found.sealed.map((entries, i) =>
        Promise.all(entries.map(async ([id, sealed]) => [id, await openWhole(this.key, placeOf(KINDS[i], id), sealed)])),
      ),
    );
    const isWhole = (/** @type {any[]} */ [, record]) => record !== undefined;
    this.unreadable = opened.flat().filter((entry) => !isWhole(entry)).length;
    KINDS.forEach((kind, i) => {
      this.#records[kind] = new Map(/** @type {[string, Stored][]} */ (/** @type {unknown} */ (opened[i].filter(isWhole))));
    });
    this.#revision = found.state.revision;
    this.#counts = found.state.counts;
  }

  /**
   * Make a change of what is stored now, and return it; null for none.
   * @param {() => Promise<Changes | null> | Changes | null} make is given what is stored through
   *   this object, and may ask the rules
   * @returns {Promise<Changes | null>}
   */
  async change(make) {
    return navigator.locks.request(LOCK, async () => {
      await this.read();
      const changes = await make();
      if (!changes || !hasAny(changes)) return null;
      await this.#store(changes);
      this.changed();
      return changes;
    });
  }

  /** @param {Changes} changes */
  async #store(changes) {
    const counts = { ...this.#counts };
    const entries = KINDS.flatMap((kind) =>
      (changes[kind] ?? []).map((record) => /** @type {[string, string, Stored]} */ ([kind, ID_OF[kind](record), record])),
    );
    for (const [kind, id, record] of entries) {
      if (kind === REQUESTS) Object.assign(record, { ...this.requests.get(id), ...record });
      if (kind === REQUESTS && record.place === undefined) record.place = counts.requests += 1;
      if (kind === ORDERS && !this.orders.get(id)?.order.provisional_number && record.order.provisional_number) counts.numbers += 1;
    }
    const sealed = await Promise.all(
      entries.map(async ([kind, id, record]) => ({ kind, id, bytes: await sealJson(this.key, placeOf(kind, id), record) })),
    );
    const revision = this.#revision + 1;
    const onlyHere = this.#onlyHereAfter(changes);
    await this.database.transact(
      EVERYTHING,
      "readwrite",
      (stores) => {
        for (const { kind, id, bytes } of sealed) stores[kind].put(bytes, id);
        for (const id of changes.dropped ?? []) stores[ORDERS].delete(id);
        for (const [name, value] of Object.entries(changes.facts ?? {})) stores[FACTS].put(value, name);
        // not sealed: who forgot the passphrase is told what is lost
        stores[FACTS].put({ revision, counts, onlyHere }, "work");
      },
      STRICT,
    );
    for (const [kind, id, record] of entries) this.#records[kind].set(id, record);
    for (const id of changes.dropped ?? []) this.#records[ORDERS].delete(id);
    this.#revision = revision;
    this.#counts = counts;
  }

  /** How many orders, changes of customers and decisions nobody has but this browser: drafts, and those whose request is not received. */
  onlyHere() {
    return this.#onlyHereAfter({});
  }

  /** @param {Changes} changes */
  #onlyHereAfter(changes) {
    const after = (kind, stored) => new Map([...stored, ...(changes[kind] ?? []).map((record) => [ID_OF[kind](record), record])]);
    const [orders, tasks] = [after(ORDERS, this.orders), after(TASKS, this.tasks)];
    const subjects = [...after(REQUESTS, this.requests).values()].filter(isUnsent).map(({ task_id }) => tasks.get(task_id)?.subject);
    const idsOf = (type) => new Set(subjects.filter((subject) => subject?.type === type).map(({ id }) => id));
    const ids = idsOf("order");
    for (const [id, { state }] of orders) if (state === "draft") ids.add(id);
    (changes.dropped ?? []).forEach((id) => ids.delete(id));
    return { orders: ids.size, changes: idsOf("customer").size, decisions: idsOf("case").size };
  }

  /** The newest task about an order or a customer, null where there is none. @param {string} id */
  taskOf(id) {
    const order = this.orders.get(id);
    if (order) return this.tasks.get(order.task_id) ?? null;
    const tasks = [...this.tasks.values()].filter(({ subject }) => subject.id === id);
    return tasks.reduce((last, task) => (last && last.created_at >= task.created_at ? last : task), /** @type {Stored | null} */ (null));
  }

  /** All that is stored about an order or a customer, as the rules are given it. @param {string} id */
  of(id) {
    const ids = new Set([...this.tasks.values()].filter((task) => task.subject.id === id).map((task) => task.id));
    const ofThem = (records) => [...records.values()].filter((record) => ids.has(record.task_id));
    return {
      order: this.orders.get(id) ?? null,
      task: this.taskOf(id),
      requests: ofThem(this.requests).sort((one, other) => one.place - other.place),
      conflicts: ofThem(this.conflicts),
    };
  }

  /** The requests that head office is not known to hold, in the order in which they were made. */
  unsent() {
    return [...this.requests.values()]
      .filter(isUnsent)
      .sort((one, other) => one.place - other.place);
  }
}

/** Whether head office is not known to hold a request. */
const isUnsent = (/** @type {Stored} */ { status }) => status === "queued" || status === "sending" || status === "parked";

/** Where a record is stored, for its seal. */
const placeOf = (kind, id) => `${kind}/${id}`;

/** @param {Changes} changes */
function hasAny(changes) {
  return (
    KINDS.some((kind) => changes[kind]?.length) || Boolean(changes.dropped?.length) || Object.keys(changes.facts ?? {}).length > 0
  );
}
