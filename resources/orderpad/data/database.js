/**
 * The browser's database: its object stores, their versions, and a connection that comes back.
 *
 * A transaction that failed because the browser lost its connection is done again on a new one:
 * everything that is written is still in the hands of who asked for it.
 */

import { committed, done } from "./idb.js";

export const DATABASE = "smartclient";

/**
 * The stores: `facts` by name, `pages` of feeds by [kind, number], `places` of feeds by kind; and one
 * by one, by id, what is worked on here.
 */
export const STORES = Object.freeze({
  FACTS: "facts",
  PAGES: "pages",
  PLACES: "places",
  ORDERS: "orders",
  TASKS: "tasks",
  REQUESTS: "requests",
  CONFLICTS: "conflicts",
});

/** Each brings the database from the version before to its own; released ones stay as they are. */
const MIGRATIONS = [
  (/** @type {IDBDatabase} */ database) => {
    database.createObjectStore("facts");
    database.createObjectStore("pages");
    database.createObjectStore("places");
  },
  (/** @type {IDBDatabase} */ database) => {
    for (const name of ["orders", "tasks", "requests", "conflicts"]) database.createObjectStore(name);
  },
];

/** Errors after which a new connection may do what the old one could not. */
const LOST = new Set(["InvalidStateError", "UnknownError"]);

/** The database was opened by a newer page: this one has to be loaded again. */
export class NewerPageError extends Error {}

export class Database {
  /** @type {Promise<IDBDatabase> | null} */
  #opening = null;
  #isSuperseded = false;
  #wasOpen = false;

  /**
   * @param {() => void} superseded is called when a newer page upgrades the database
   * @param {() => void} [emptied] is called when the browser removed the database under this page
   */
  constructor(superseded, emptied = () => {}) {
    this.superseded = superseded;
    this.emptied = emptied;
  }

  /**
   * Do `work` in one transaction and return what it returns, once that is committed.
   * @template T
   * @param {string[]} stores
   * @param {"readonly" | "readwrite"} mode
   * @param {(stores: Record<string, IDBObjectStore>) => Promise<T> | T} work
   * @param {{durability?: "strict" | "relaxed"}} [options]
   * @returns {Promise<T>}
   */
  async transact(stores, mode, work, options = {}) {
    try {
      return await this.#once(stores, mode, work, options);
    } catch (error) {
      if (!(error instanceof DOMException) || !LOST.has(error.name)) throw error;
      await this.close();
      return this.#once(stores, mode, work, options);
    }
  }

  /**
   * @param {string[]} stores
   * @param {"readonly" | "readwrite"} mode
   * @param {(stores: Record<string, IDBObjectStore>) => any} work
   * @param {{durability?: "strict" | "relaxed"}} options
   */
  async #once(stores, mode, work, { durability = "relaxed" }) {
    const database = await this.#connection();
    const transaction = database.transaction(stores, mode, { durability });
    const end = committed(transaction);
    try {
      const found = Object.fromEntries(stores.map((name) => [name, transaction.objectStore(name)]));
      const result = await work(found);
      transaction.commit?.();
      await end;
      return result;
    } catch (error) {
      end.catch(() => {});
      try {
        transaction.abort();
      } catch {
        // it has ended already
      }
      throw error;
    }
  }

  #connection() {
    if (this.#isSuperseded) throw new NewerPageError();
    this.#opening ??= this.#open();
    this.#opening.catch(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open() {
    const request = indexedDB.open(DATABASE, MIGRATIONS.length);
    request.onupgradeneeded = (event) => {
      if (event.oldVersion === 0 && this.#wasOpen) this.emptied();
      MIGRATIONS.slice(event.oldVersion).forEach((migrate) => migrate(request.result));
    };
    let database;
    try {
      database = await done(request);
    } catch (error) {
      if (error instanceof DOMException && error.name === "VersionError") throw new NewerPageError();
      throw error;
    }
    this.#wasOpen = true;
    database.onversionchange = () => {
      this.#isSuperseded = true;
      database.close();
      this.superseded();
    };
    database.onclose = () => {
      this.#opening = null;
    };
    return database;
  }

  /** Give the connection back; the next transaction opens another. */
  async close() {
    const opening = this.#opening;
    this.#opening = null;
    (await opening?.catch(() => null))?.close();
  }
}
