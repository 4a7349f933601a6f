/** Searching rows as one types. */

import { CONTRACT } from "../contract.js";

const MOST_FOUND = 50;
/** How many columns, the first ones, a search may begin with. */
const BEGUN_WITH = 3;
/** Letters that have no accents: to take them away from others takes long. */
const PLAIN = /^[\n\x20-\x7e]*$/;

/** @typedef {{row: any[], begins: string[], text: string}} Entry what is searched of a row */

/**
 * Rows whose text has every word of a search: those that begin with it come first.
 * @param {Entry[]} entries
 * @param {string} search
 * @returns {{count: number, rows: any[][]}}
 */
export function find(entries, search) {
  const whole = folded(search.trim());
  const words = whole.split(/\s+/).filter(Boolean);
  // what is named in full, as by a scanned code, is what was meant
  /** @type {any[][]} */
  const exact = [];
  /** @type {any[][]} */
  const first = [];
  /** @type {any[][]} */
  const others = [];
  let count = 0;
  for (const entry of entries) {
    if (!words.every((word) => entry.text.includes(word))) continue;
    count += 1;
    const isBegun = words.length > 0 && entry.begins.some((begin) => begin.startsWith(words[0]));
    if (isBegun && entry.begins.includes(whole)) exact.push(entry.row);
    else if (!isBegun && others.length < MOST_FOUND) others.push(entry.row);
    else if (isBegun && first.length < MOST_FOUND) first.push(entry.row);
  }
  return { count, rows: [...exact, ...first, ...others].slice(0, MOST_FOUND) };
}

/**
 * What is searched of rows, in the order of one of the columns that a search may begin with.
 * @param {Iterable<any[]>} rows
 * @param {string} kind
 * @param {string[]} columns
 * @param {string} orderedBy
 * @returns {Entry[]}
 */
export function entries(rows, kind, columns, orderedBy, more = (/** @type {any[]} */ _row) => "") {
  const at = columns.map((name) => CONTRACT.columns[kind].indexOf(name));
  const order = columns.indexOf(orderedBy);
  return [...rows]
    .map((row) => {
      const text = folded(`${at.map((i) => row[i] ?? "").join("\n")}\n${more(row)}`);
      return { row, begins: text.split("\n", BEGUN_WITH), text };
    })
    .sort(({ begins: { [order]: one } }, { begins: { [order]: other } }) => (one < other ? -1 : Number(one > other)));
}

/** A text as searches compare it, and lists order it: without capitals and accents. */
function folded(text) {
  const plain = PLAIN.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "");
  return plain.toLowerCase();
}
