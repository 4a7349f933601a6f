/** Wording: sentences of the rules and words of states, which the rest of Smart Client says too. */

import { day, figure, language, moment, say } from "./say.js";

/** Sentences by what they are in English. @type {Record<string, string>} */
const known = language === "en" ? {} : await fetch(new URL(`./wording_${language}.json`, import.meta.url)).then((answer) => answer.json());

const MARK = "\u0001";

/** @param {string} text in English @returns {string} */
export function word(text) {
  return known[text] ?? text;
}

/**
 * A sentence of the rules.
 * @param {{templates: string[], arguments: Record<string, string>} | null | undefined} said
 */
export function sentence(said) {
  if (!said) return "";
  const values = said.arguments;
  return said.templates.map((text) => word(text).replace(/\{(\w+)\}/g, (_, name) => readable(values[name] ?? ""))).join(" ");
}

/** An argument as this language writes it. */
function readable(value) {
  if (!value.startsWith(MARK)) return value;
  const [kind, text] = [value.slice(1, value.indexOf(" ")), value.slice(value.indexOf(" ") + 1)];
  switch (kind) {
    case "figure":
      return figure(text);
    case "day":
      return day(text);
    case "moment":
      return moment(text);
    case "feeds":
      return text.split(" ").map(feedName).join(", ");
    default:
      return word(text);
  }
}

/** What is said of a kind of data. */
function feedName(kind) {
  const names = {
    customers: say("Customers"),
    addresses: say("Addresses"),
    products: say("Products"),
    prices: say("Prices"),
    offers: say("Offers"),
    offer_products: say("Offers"),
    stock: say("Stock"),
    tax_rates: say("Tax rates"),
    ship_methods: say("Ways to ship"),
    orders: say("Orders"),
  };
  return names[kind] ?? kind;
}
