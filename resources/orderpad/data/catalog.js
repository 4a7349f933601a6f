/** What the views ask of products. */

import { CONTRACT } from "../contract.js";
import { fieldsOf } from "./indexes.js";
import { entries, find } from "./search.js";

const { PRODUCTS, STOCK } = CONTRACT.kinds;

export class Catalog {
  /** @param {import("./indexes.js").Indexes} indexes */
  constructor(indexes) {
    this.indexes = indexes;
  }

  /** How many products this browser holds. */
  get count() {
    return this.indexes.feeds().rows(PRODUCTS).size;
  }

  /** Products that a search finds, with their stock. @param {string} search */
  products(search) {
    const found = find(this.#entries(), search);
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

  #entries() {
    return this.indexes.keep(`entries ${PRODUCTS}`, () =>
      entries(this.indexes.feeds().rows(PRODUCTS).values(), PRODUCTS, ["sku", "name", "ean", "former_sku", "category"], "name"),
    );
  }
}
