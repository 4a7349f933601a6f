/**
 * How old the data of this browser may get, by head office's policies: what is said of it, and what is
 * shown no more. The rules know; what they said last holds until they can be asked again.
 */

import { CONTRACT } from "../contract.js";
import { fieldsOf } from "./indexes.js";
import { isOver } from "./work.js";

const { ADDRESSES, CUSTOMERS, OFFER_PRODUCTS, OFFERS, ORDERS, POLICIES, PRICES, PRODUCTS } = CONTRACT.kinds;
const LONGEST_WAIT = 3_600_000;
/** How far this browser's clock and the time that passed may differ, in milliseconds. */
const SAME_TIME = 60_000;

export class Freshness {
  /** What is said, by the page that shows the data. @type {Record<string, any[]>} */
  said = {};
  /** The feeds that are shown no more. @type {string[]} */
  expired = [];
  #timer = 0;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Take what was said last. */
  async read() {
    Object.assign(this, await this.session.facts.get("freshness"));
    if (this.expired.length) this.#hide(this.expired);
  }

  /** Ask the rules, where they can be asked without loading them; called as data came, and as time passes. */
  async look() {
    const { session } = this;
    clearTimeout(this.#timer);
    if (session.state !== "open" || session.rules.state !== "ready") return;
    const rows = { [POLICIES]: [...session.feeds.rows(POLICIES).values()] };
    const { said, expired, next_step } = await session.rules.ask("freshness", { device: session.device(), rows });
    const wait = next_step ? Date.parse(next_step) - session.officeTime().getTime() : Infinity;
    this.#timer = setTimeout(() => this.look(), Math.min(Math.max(wait, 1_000), LONGEST_WAIT));
    const isSame = JSON.stringify([said, expired]) === JSON.stringify([this.said, this.expired]);
    if (!isSame) {
      const before = this.expired;
      Object.assign(this, { said, expired });
      await session.facts.set({ freshness: { said, expired } });
      this.#hide([...new Set([...before, ...expired])]);
    }
    // a clock that was put forward must cost nothing
    if (session.isLeading && session.facts.isTimeProven(SAME_TIME)) {
      for (const kind of expired) await session.feeds.discard(kind);
    }
  }

  #hide(kinds) {
    const kept = this.#kept();
    // the list price must not be taken for the price that a product had
    const shown = this.expired.includes(PRICES) ? [...kinds, PRODUCTS] : kinds;
    const hides = (kind) => this.expired.includes(kind) || (kind === PRODUCTS && this.expired.includes(PRICES));
    this.session.feeds.hide(new Map(shown.map((kind) => [kind, hides(kind) ? (row) => kept(kind, fieldsOf(kind, row)) : null])));
  }

  /** Which rows stay: what unsent work is shown with, and what has a last day of its own that is to come. */
  #kept() {
    const { session } = this;
    const orders = () => [...session.work.orders.values()].filter(({ state, task_id }) => state === "draft" || !isOver(session.work.tasks.get(task_id)?.status ?? "confirmed"));
    const subjects = () => [...session.work.tasks.values()].filter(({ status }) => !isOver(status)).map(({ subject }) => subject.id);
    const customers = () => new Set([...orders().map(({ order }) => order.customer), ...subjects()]);
    const products = () => new Set(orders().flatMap(({ order }) => order.lines.map(({ sku }) => sku)));
    const isToCome = (/** @type {Record<string, any>} */ { valid_to }) => valid_to !== null && valid_to >= session.officeDay();
    const dated = (kind, column) => new Set([...session.feeds.all(kind).values()].map((row) => fieldsOf(kind, row)).filter(isToCome).map((row) => row[column]));
    const made = new Map();
    const once = (name, make) => (made.has(name) ? made : made.set(name, make())).get(name);
    return (/** @type {string} */ kind, /** @type {any} */ row) => {
      if (kind === PRICES || kind === OFFERS) return isToCome(row);
      if (kind === OFFER_PRODUCTS) return once("offers", () => dated(OFFERS, "code")).has(row.offer_code);
      if (kind === CUSTOMERS) return once("customers", customers).has(row.number);
      if (kind === ADDRESSES) return once("customers", customers).has(row.customer);
      if (kind === ORDERS) return once("orders", () => new Set(orders().map(({ order }) => order.id))).has(row.order_id);
      if (kind !== PRODUCTS) return false;
      const isDated = !this.expired.includes(PRODUCTS) && once("prices", () => dated(PRICES, "sku")).has(row.sku);
      return isDated || once("products", products).has(row.sku);
    };
  }
}
