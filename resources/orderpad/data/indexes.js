/** The rows of feeds by what their columns hold, made when they are asked for first. */

import { CONTRACT } from "../contract.js";

export class Indexes {
  /** What was made of rows, by what it is: dropped with the rows. @type {Map<string, any>} */
  #made = new Map();

  /** @param {() => import("./feeds.js").Feeds} feeds */
  constructor(feeds) {
    this.feeds = feeds;
  }

  /** Drop what was made of these feeds. @param {string[]} kinds */
  forget(kinds) {
    for (const name of [...this.#made.keys()]) {
      if (kinds.some((kind) => name.split(" ").includes(kind))) this.#made.delete(name);
    }
  }

  /**
   * The rows of a feed by what one of their columns holds.
   * @param {string} kind @param {string} column
   * @returns {Map<any, any[][]>}
   */
  by(kind, column) {
    return this.keep(`${kind} ${column}`, () => {
      const at = CONTRACT.columns[kind].indexOf(column);
      return Map.groupBy(this.feeds().rows(kind).values(), (row) => row[at]);
    });
  }

  /** What `make` returns, kept until the rows of a feed in its name change. @param {string} name @param {() => any} make */
  keep(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name);
  }
}

/** A row by the names of its feed's columns. @param {string} kind @param {any[]} row @returns {Record<string, any>} */
export function fieldsOf(kind, row) {
  return Object.fromEntries(CONTRACT.columns[kind].map((name, i) => [name, row[i]]));
}
