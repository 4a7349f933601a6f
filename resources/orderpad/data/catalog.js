/** What the views ask of customers and products. */

import { CONTRACT } from "../contract.js";
import { fieldsOf } from "./indexes.js";

const MOST_FOUND = 100;
const { CUSTOMERS, ADDRESSES, PRODUCTS, STOCK } = CONTRACT.kinds;

/** @typedef {Record<string, any>} Fields a row by the names of its columns */

export class Catalog {
  /** @param {import("./indexes.js").Indexes} indexes */
  constructor(indexes) {
    this.indexes = indexes;
  }

  /** How much of each kind this browser holds. */
  counts() {
    const size = (kind) => this.indexes.feeds().rows(kind).size;
    return { customers: size(CUSTOMERS), products: size(PRODUCTS) };
  }

  /** Customers that a search finds. @param {string} search */
  customers(search) {
    const found = this.#find(this.#customerEntries(), search);
    return { ...found, rows: found.rows.map((row) => this.#withCity(fieldsOf(CUSTOMERS, row))) };
  }

  /** A customer with its addresses, null where there is none. @param {string} number */
  customer(number) {
    const row = this.indexes.by(CUSTOMERS, "number").get(number)?.[0];
    if (!row) return null;
    const of = (kind) => (this.indexes.by(kind, "customer").get(number) ?? []).map((its) => fieldsOf(kind, its));
    return { ...fieldsOf(CUSTOMERS, row), addresses: of(ADDRESSES) };
  }

  /** Products that a search finds, with their stock. @param {string} search */
  products(search) {
    const found = this.#find(this.#productEntries(), search);
    return { ...found, rows: found.rows.map((row) => this.#withStock(fieldsOf(PRODUCTS, row))) };
  }

  /** @param {string} sku */
  product(sku) {
    const row = this.indexes.by(PRODUCTS, "sku").get(sku)?.[0];
    return row ? this.#withStock(fieldsOf(PRODUCTS, row)) : null;
  }

  #withStock(product) {
    const stock = this.indexes.by(STOCK, "sku").get(product.sku)?.[0];
    return { ...product, on_hand: stock ? fieldsOf(STOCK, stock).on_hand : null };
  }

  #withCity(customer) {
    return { ...customer, city: this.#cityOf(customer.number) };
  }

  #cityOf(number) {
    const addresses = this.indexes.by(ADDRESSES, "customer").get(number) ?? [];
    return addresses.length ? fieldsOf(ADDRESSES, addresses[0]).city : "";
  }

  #customerEntries() {
    return this.indexes.keep(`entries ${CUSTOMERS} ${ADDRESSES}`, () =>
      entries(this.indexes.feeds().rows(CUSTOMERS), CUSTOMERS, ["number", "name", "contact"], "name", (row) =>
        this.#cityOf(row[CONTRACT.columns[CUSTOMERS].indexOf("number")]),
      ),
    );
  }

  #productEntries() {
    return this.indexes.keep(`entries ${PRODUCTS}`, () =>
      entries(this.indexes.feeds().rows(PRODUCTS), PRODUCTS, ["sku", "name", "ean", "former_sku", "category"], "name"),
    );
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
        if (first.length < MOST_FOUND || entry.begins.includes(folded(search.trim()))) first.push(entry);
      } else if (others.length < MOST_FOUND) others.push(entry);
    }
    // what is named in full, as by a scanned code, is what was meant
    const whole = folded(search.trim());
    const exact = first.filter((entry) => entry.begins.includes(whole));
    const found = [...exact, ...first.filter((entry) => !exact.includes(entry)), ...others];
    return { count, rows: found.slice(0, MOST_FOUND).map(({ row }) => row) };
  }
}

function entries(rows, kind, columns, orderedBy, more = (/** @type {any[]} */ _row) => "") {
  const at = columns.map((name) => CONTRACT.columns[kind].indexOf(name));
  const order = CONTRACT.columns[kind].indexOf(orderedBy);
  const collator = new Intl.Collator();
  return [...rows.values()]
    .sort((one, other) => collator.compare(one[order], other[order]))
    .map((row) => {
      const texts = at.map((i) => folded(row[i] ?? ""));
      return { row, begins: texts.slice(0, 3), text: [...texts, folded(more(row))].join("\n") };
    });
}

/** A text as searches compare it: without capitals and accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
