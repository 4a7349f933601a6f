/** The catalog: products with their stock. */

import { counted, money, say } from "../words/say.js";
import { h } from "./elements.js";
import { showSearch } from "./search.js";

/** @param {Element} place @param {import("./pages.js").Shell} shell */
export async function showCatalog(place, shell) {
  const { currency } = shell.standing;
  await showSearch(place, shell, {
    title: say("Catalog"),
    testId: "product-search",
    hint: say("Search products by name, number or bar code"),
    ask: (search) => shell.data.ask("products", search),
    row: (product) =>
      h(
        "div#product-row",
        { class: "row" },
        h("span", { class: "main" }, product.name),
        h("span", { class: "side" }, money(product.list_price, currency)),
        h("span", { class: "sub" }, [product.sku, ...standOf(product)].join(" · ")),
      ),
  });
}

function standOf(product) {
  const stand = [];
  if (product.on_hand === 0) stand.push(say("Out of stock"));
  else if (product.on_hand !== null) stand.push(counted(product.on_hand, "1 in stock", "{count} in stock"));
  if (product.discontinued_on) stand.push(say("Discontinued"));
  if (product.replaced_by) stand.push(say("Replaced by {sku}", { sku: product.replaced_by }));
  return stand;
}
