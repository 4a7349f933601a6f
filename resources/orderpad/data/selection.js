/** The rows of feeds that matter to one order: the rules are given these, and no others. */

import { CONTRACT } from "../contract.js";

const { CUSTOMERS, ADDRESSES, PRODUCTS, PRICES, OFFERS, OFFER_PRODUCTS, STOCK, TAX_RATES, SHIP_METHODS, POLICIES } = CONTRACT.kinds;
const LONGEST_CHAIN = 5;

/**
 * @param {import("./indexes.js").Indexes} indexes
 * @param {{customer: string, lines: {sku: string}[]}} order
 * @returns {Record<string, any[][]>} rows by feed
 */
export function rowsFor(indexes, order) {
  const all = (kind) => [...indexes.feeds().rows(kind).values()];
  const of = (kind, column, values) => [...values].flatMap((value) => indexes.by(kind, column).get(value) ?? []);
  const customers = chain([order.customer], (number) => indexes.by(CUSTOMERS, "number").get(number), CUSTOMERS, ["merged_into"]);
  const products = productsOf(indexes, order);
  const skus = new Set(products.map((row) => row[1]));
  return {
    [CUSTOMERS]: customers,
    [ADDRESSES]: of(ADDRESSES, "customer", customers.map((row) => row[1])),
    [PRODUCTS]: products,
    [PRICES]: of(PRICES, "sku", skus),
    [OFFER_PRODUCTS]: of(OFFER_PRODUCTS, "sku", skus),
    [OFFERS]: all(OFFERS),
    [STOCK]: of(STOCK, "sku", skus),
    [TAX_RATES]: all(TAX_RATES),
    [SHIP_METHODS]: all(SHIP_METHODS),
    [POLICIES]: all(POLICIES),
  };
}

/** The products of an order, what they are called now, and what replaces them. */
function productsOf(indexes, order) {
  const numbered = indexes.by(PRODUCTS, "sku");
  const formerly = indexes.by(PRODUCTS, "former_sku");
  // numbers are compared in capitals, as they are stored
  const asked = order.lines.map(({ sku }) => sku.trim().toUpperCase());
  return chain(asked, (sku) => [...(numbered.get(sku) ?? []), ...(formerly.get(sku) ?? [])], PRODUCTS, ["replaced_by"]);
}

/** The rows that keys name, and those that they lead to. */
function chain(keys, rowsOf, kind, columns) {
  const at = columns.map((name) => CONTRACT.columns[kind].indexOf(name));
  /** @type {Map<number, any[]>} */
  const found = new Map();
  let wanted = [...new Set(keys)];
  for (let i = 0; i <= LONGEST_CHAIN && wanted.length; i += 1) {
    const rows = wanted.flatMap((key) => rowsOf(key) ?? []).filter((row) => !found.has(row[0]));
    rows.forEach((row) => found.set(row[0], row));
    wanted = rows.flatMap((row) => at.map((place) => row[place]).filter(Boolean));
  }
  return [...found.values()];
}
