/** What the views ask of customers and products. */

import { CONTRACT } from "../contract.js";

const MOST_FOUND = 100;
const { CUSTOMERS, ADDRESSES, ORDERS, PRODUCTS, STOCK } = CONTRACT.kinds;

/** @typedef {Record<string, any>} Fields a row by the names of its columns */

export class Catalog {
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

  /** How much of each kind this browser holds. */
  counts() {
    const size = (kind) => this.feeds().rows(kind).size;
    return { customers: size(CUSTOMERS), products: size(PRODUCTS), orders: size(ORDERS) };
  }

  /** Customers that a search finds. @param {string} search */
  customers(search) {
    const found = this.#find(this.#customerEntries(), search);
    return { ...found, rows: found.rows.map((row) => this.#withCity(fieldsOf(CUSTOMERS, row))) };
  }

  /** A customer with its addresses and orders, null where there is none. @param {string} number */
  customer(number) {
    const row = this.#by(CUSTOMERS, "number").get(number)?.[0];
    if (!row) return null;
    const of = (kind) => (this.#by(kind, "customer").get(number) ?? []).map((its) => fieldsOf(kind, its));
    const orders = of(ORDERS).sort((one, other) => (one.order_date < other.order_date ? 1 : -1));
    return { ...fieldsOf(CUSTOMERS, row), addresses: of(ADDRESSES), orders };
  }

  /** Products that a search finds, with their stock. @param {string} search */
  products(search) {
    const found = this.#find(this.#productEntries(), search);
    return { ...found, rows: found.rows.map((row) => this.#withStock(fieldsOf(PRODUCTS, row))) };
  }

  /** @param {string} sku */
  product(sku) {
    const row = this.#by(PRODUCTS, "sku").get(sku)?.[0];
    return row ? this.#withStock(fieldsOf(PRODUCTS, row)) : null;
  }

  #withStock(product) {
    const stock = this.#by(STOCK, "sku").get(product.sku)?.[0];
    return { ...product, on_hand: stock ? fieldsOf(STOCK, stock).on_hand : null };
  }

  #withCity(customer) {
    return { ...customer, city: this.#cityOf(customer.number) };
  }

  #cityOf(number) {
    const addresses = this.#by(ADDRESSES, "customer").get(number) ?? [];
    return addresses.length ? fieldsOf(ADDRESSES, addresses[0]).city : "";
  }

  /** The rows of a feed by what one of their columns holds. */
  #by(kind, column) {
    return this.#keep(`${kind} ${column}`, () => {
      const at = CONTRACT.columns[kind].indexOf(column);
      return Map.groupBy(this.feeds().rows(kind).values(), (row) => row[at]);
    });
  }

  #customerEntries() {
    return this.#keep(`entries ${CUSTOMERS} ${ADDRESSES}`, () =>
      entries(this.feeds().rows(CUSTOMERS), CUSTOMERS, ["number", "name", "contact"], "name", (row) =>
        this.#cityOf(row[CONTRACT.columns[CUSTOMERS].indexOf("number")]),
      ),
    );
  }

  #productEntries() {
    return this.#keep(`entries ${PRODUCTS}`, () =>
      entries(this.feeds().rows(PRODUCTS), PRODUCTS, ["sku", "name", "former_sku", "ean", "category"], "name"),
    );
  }

  /** What `make` returns, kept until the rows of a feed in its name change. */
  #keep(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name);
  }

  /** Rows whose text has every word of a search: those that begin with it come first. */
  #find(entries, search) {
    const words = folded(search).split(/\s+/).filter(Boolean);
    const first = [];
    const others = [];
    let count = 0;
    for (const entry of entries) {
      if (!words.every((word) => entry.text.includes(word))) continue;
      count += 1;
      if (words.length && entry.begins.some((begin) => begin.startsWith(words[0]))) {
        if (first.length < MOST_FOUND) first.push(entry.row);
      } else if (others.length < MOST_FOUND) others.push(entry.row);
    }
    return { count, rows: [...first, ...others].slice(0, MOST_FOUND) };
  }
}

/** A row by the names of its feed's columns. @returns {Fields} */
export function fieldsOf(kind, row) {
  return Object.fromEntries(CONTRACT.columns[kind].map((name, i) => [name, row[i]]));
}

function entries(rows, kind, columns, orderedBy, more = (/** @type {any[]} */ _row) => "") {
  const at = columns.map((name) => CONTRACT.columns[kind].indexOf(name));
  const order = CONTRACT.columns[kind].indexOf(orderedBy);
  const collator = new Intl.Collator();
  return [...rows.values()]
    .sort((one, other) => collator.compare(one[order], other[order]))
    .map((row) => {
      const texts = at.map((i) => folded(row[i] ?? ""));
      return { row, begins: texts.slice(0, 2), text: [...texts, folded(more(row))].join("\n") };
    });
}

/** A text as searches compare it: without capitals and accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
