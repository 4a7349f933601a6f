/** How far each feed was read, and what a page of it makes of that. */

/** @typedef {[number, number]} Cursor row version and id */
/**
 * How far a feed was read, and which of its records count.
 * @typedef {object} Place
 * @property {Cursor} cursor
 * @property {boolean} loading by key
 * @property {number} loadWatermark
 * @property {number} load the load whose records count
 * @property {number} nextLoad the load that is under way
 * @property {number} records the highest number of a record
 * @property {number} changes records since the last load that counts
 * @property {string} asOf when it was complete, "" for never
 */
export const LAST_ID = Number.MAX_SAFE_INTEGER;

/** Of a feed that was not read yet. @returns {Place} */
export const fresh = () => ({
  cursor: [0, 0],
  loading: true,
  loadWatermark: 0,
  load: 1,
  nextLoad: 1,
  records: 0,
  changes: 0,
  asOf: "",
});

/** After a page of a load. @returns {Place} */
export function afterLoad(line, before) {
  if (line.more) return { ...before, cursor: line.cursor };
  // what changed while it was loaded comes by row version, from where the load began
  const caughtUpFrom = [Math.max(0, before.loadWatermark - 1), LAST_ID];
  return {
    ...before,
    cursor: /** @type {Cursor} */ (caughtUpFrom),
    loading: false,
    loadWatermark: 0,
    load: before.nextLoad,
  };
}

/** After a page of what changed. @returns {Place} */
export function afterChanges(line, before, watermark) {
  const cursor = line.more ? line.cursor : later(line.cursor, [watermark - 1, LAST_ID]);
  return { ...before, cursor };
}

/** @param {Cursor} one @param {Cursor} other @returns {Cursor} */
export function later(one, other) {
  return one[0] > other[0] || (one[0] === other[0] && one[1] >= other[1]) ? one : other;
}
