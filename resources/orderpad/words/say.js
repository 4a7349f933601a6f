/** Words: every text of the page in the language of the browser. */

import { GERMAN } from "./german.js";

/** @type {Record<string, Record<string, string>>} */
const LANGUAGES = { de: GERMAN };

/** The language of the page: the first of the browser's that there is. */
export const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "en" || tag in LANGUAGES) ?? "en";
const texts = LANGUAGES[language] ?? {};

document.documentElement.lang = language;

/**
 * A text in the user's language, with what stands in braces filled in.
 * @param {string} text in English
 * @param {Record<string, string | number>} [values]
 */
export function say(text, values = {}) {
  return (texts[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** @param {number} count @param {string} one @param {string} many with {count} */
export function counted(count, one, many) {
  return say(count === 1 ? one : many, { count: number(count) });
}

/** Formats by their options. @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** A format of numbers, made once: that takes longer than to use it. @param {Intl.NumberFormatOptions} options */
function numberFormat(options) {
  const name = JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.NumberFormat(language, options);
  formats.set(name, format);
  return format;
}

/** Several things in a sentence: “a, b and c”. @param {string[]} texts */
export function listed(texts) {
  return new Intl.ListFormat(language).format(texts);
}

/** @param {number} value */
export function number(value) {
  return numberFormat({}).format(value);
}

/**
 * An amount of money.
 * @param {number | string} amount in 1/10,000, or the text of a decimal number
 * @param {string} currency
 */
export function money(amount, currency) {
  const format = numberFormat({ style: "currency", currency: currency || "USD", maximumFractionDigits: 4 });
  return format.format(/** @type {any} */ (typeof amount === "number" ? decimal(amount) : amount));
}

/** A decimal number, with all its decimals. @param {string} text */
export function figure(text) {
  const decimals = text.split(".")[1]?.length ?? 0;
  const format = numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return format.format(/** @type {any} */ (text));
}

/** An amount of 1/10,000 as the text of a decimal number: a binary fraction would round it. */
function decimal(amount) {
  const digits = String(Math.abs(amount)).padStart(5, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** @param {string} instant in ISO form */
export function moment(instant) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** @param {string} date in ISO form */
export function day(date) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${date}T00:00Z`));
}
