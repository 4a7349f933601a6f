/** Identifiers: UUIDs of version 7 (RFC 9562), which begin with the time. */

const RANDOM_BYTES = 10;

/** A fresh one, in lower case. */
export function newId() {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  random[0] = 0x70 | (random[0] & 0x0f);
  random[2] = 0x80 | (random[2] & 0x3f);
  const digits = time + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, i, ends) => digits.slice(ends[i - 1] ?? 0, end)).join("-");
}
