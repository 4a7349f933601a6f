/**
 * The feeds of this browser: pages as they came, compressed and encrypted, and one decoded copy.
 *
 * A feed is a sequence of records: pages of a load by key, then pages of what changed, and
 * deletions. What a feed holds is what its records come to, one after the other. A feed that is
 * loaded again is written beside the old one, which counts until the last page of the new is here.
 * A record and how far the feed was read are stored in one transaction.
 */

import { CONTRACT } from "../contract.js";
import { STORES } from "./database.js";
import { done } from "./idb.js";
import { afterChanges, afterLoad, fresh, LAST_ID, later } from "./places.js";
import { isBroken, open, seal, sealJson } from "./sealing.js";

/** @typedef {import("./places.js").Place} Place */
/** @typedef {{load: number, sealed: Uint8Array}} StoredRecord */
/** @typedef {{number: number, sealed: Uint8Array | null}} SealedPage null where it has no rows */

const COMPACTED_AFTER = 200;
const PAGE_ROWS = 2_000;
const { PAGES, PLACES } = STORES;

export class Feeds {
  /** @type {Map<string, Map<number, any[]>>} feed → id → row */
  #rows = new Map();
  /** @type {Map<string, Map<number, any[]>>} the same of loads that do not count yet */
  #coming = new Map();
  /** @type {Map<string, Place>} */
  #places = new Map();
  /** Which rows are shown, of feeds of which others are hidden. @type {Map<string, (row: any[]) => boolean>} */
  #shown = new Map();
  /** The highest number that a page was sealed for. @type {Map<string, number>} */
  #sealedFor = new Map();
  /** What was asked to be read before: an older state must not come after a newer one. */
  #reading = Promise.resolve();

  /**
   * @param {import("./database.js").Database} database
   * @param {CryptoKey} key
   * @param {(kinds: string[], how: {isOwn: boolean}) => void} changed `isOwn`: written here, so
   *   that other tabs are to read it
   */
  constructor(database, key, changed) {
    this.database = database;
    this.key = key;
    this.changed = changed;
  }

  /**
   * The rows of a feed by id, without those that are hidden.
   * @param {string} kind
   * @returns {ReadonlyMap<number, any[]>}
   */
  rows(kind) {
    const isShown = this.#shown.get(kind);
    return isShown ? new Map([...this.all(kind)].filter(([, row]) => isShown(row))) : this.all(kind);
  }

  /** The rows of a feed by id, hidden or not. @param {string} kind @returns {ReadonlyMap<number, any[]>} */
  all(kind) {
    return this.#rows.get(kind) ?? new Map();
  }

  /** Hide rows of feeds, all but those that a function is true of; null shows all. @param {Map<string, ((row: any[]) => boolean) | null>} shown */
  hide(shown) {
    for (const [kind, isShown] of shown) {
      if (isShown) this.#shown.set(kind, isShown);
      else this.#shown.delete(kind);
    }
    this.changed([...shown.keys()], { isOwn: false });
  }

  /** Remove what is hidden of a feed from the disk; the next contact loads the feed again. @param {string} kind */
  async discard(kind) {
    const place = this.place(kind);
    const rows = this.rows(kind);
    if (place.loading || rows.size === this.all(kind).size) return;
    await this.#rewrite(kind, rows, { ...place, cursor: [0, 0], loading: true, loadWatermark: 0, nextLoad: place.load + 2 });
    this.#rows.set(kind, new Map(rows));
    this.changed([kind], { isOwn: true });
  }

  /** @param {string} kind @returns {Readonly<Place>} */
  place(kind) {
    return this.#places.get(kind) ?? fresh();
  }

  /** Read what another tab, or an earlier page, stored of these feeds. */
  read(kinds = Object.keys(CONTRACT.columns)) {
    const reading = this.#reading.then(async () => {
      for (const kind of kinds) await this.#read(kind).catch((error) => this.#reload(kind, error));
      this.changed(kinds, { isOwn: false });
    });
    this.#reading = reading.catch(() => {});
    return reading;
  }

  /** Have a feed come again from head office of which a record is broken. */
  async #reload(kind, error) {
    if (!isBroken(error)) throw error;
    console.warn(`what is stored of ${kind} is broken and is loaded again`);
    const keys = await this.#keysOf(kind, () => true);
    const place = this.place(kind);
    const after = { ...fresh(), load: place.nextLoad + 1, nextLoad: place.nextLoad + 1, records: place.records };
    await this.database.transact([PAGES, PLACES], "readwrite", (stores) => {
      keys.forEach((key) => stores.pages.delete(key));
      stores.places.put(after, kind);
    });
    this.#places.set(kind, after);
    this.#rows.set(kind, new Map());
    this.#coming.set(kind, new Map());
  }

  async #read(kind) {
    const known = this.#places.get(kind);
    const [place, numbers, records] = await this.database.transact(
      [PAGES, PLACES],
      "readonly",
      async (stores) => {
        const found = await done(stores.places.get(kind));
        const isSame = known !== undefined && found?.load === known.load;
        const from = isSame ? known.records + 1 : 0;
        const range = IDBKeyRange.bound([kind, from], [kind, Infinity]);
        const [keys, values] = await Promise.all([
          done(stores.pages.getAllKeys(range)),
          done(stores.pages.getAll(range)),
        ]);
        return [found, keys.map((key) => /** @type {any} */ (key)[1]), values];
      },
    );
    if (known === undefined || place?.load !== known.load) {
      this.#rows.set(kind, new Map());
      this.#coming.set(kind, new Map());
    }
    this.#places.set(kind, place ?? fresh());
    const opened = await Promise.all(
      records.map((record, i) => open(this.key, placeOf(kind, numbers[i]), record.sealed)),
    );
    const text = new TextDecoder();
    records.forEach((record, i) => this.#take(kind, record.load, JSON.parse(text.decode(opened[i]))));
  }

  /** Have what a record says count in the copy. */
  #take(kind, load, content) {
    const rows = this.#rowsOf(kind, load);
    for (const row of content.rows ?? []) rows.set(row[0], row);
    for (const id of content.deleted ?? []) rows.delete(id);
  }

  #rowsOf(kind, load) {
    const copies = load === this.place(kind).load ? this.#rows : this.#coming;
    const rows = copies.get(kind) ?? new Map();
    copies.set(kind, rows);
    return rows;
  }

  /**
   * Begin the load of a feed that was not begun; what it reads later catches up from `watermark`.
   * @param {string} kind @param {number} watermark
   */
  async beginLoad(kind, watermark) {
    const place = this.place(kind);
    if (!place.loading || place.loadWatermark) return;
    await this.#save(kind, { ...place, loadWatermark: watermark });
  }

  /** Have feeds loaded again; what they hold counts until then. */
  async restart(kinds) {
    for (const kind of kinds) {
      const place = this.place(kind);
      if (place.loading && !place.loadWatermark) continue;
      // what a load brought that is not whole counts only where there is nothing else
      const isReloading = place.loading && place.nextLoad !== place.load;
      if (isReloading) await this.#drop(kind, (load) => load === place.nextLoad);
      this.#coming.set(kind, new Map());
      const nextLoad = place.nextLoad + 1;
      await this.#save(kind, { ...place, cursor: [0, 0], loading: true, loadWatermark: 0, nextLoad });
    }
  }

  /**
   * Note how far a feed was read that is not held, but acts on others: that is done before.
   * @param {{line: any}} page
   * @param {{watermark: number, asOf: string}} pulse
   */
  async acted({ line }, { watermark, asOf }) {
    await this.#save(line.kind, this.#after(line, watermark, asOf));
  }

  #after(line, watermark, asOf) {
    const before = this.place(line.kind);
    if (before.loading) return afterLoad(line, before);
    const after = afterChanges(line, before, watermark);
    return line.more ? after : { ...after, asOf };
  }

  /**
   * A page sealed for the place that it will probably get: the one before it may still be on its way
   * there.
   * @param {import("./link.js").Line} page
   * @returns {Promise<SealedPage>}
   */
  async seal({ bytes, line }) {
    const { kind } = line;
    if (line.rows.length === 0) return { number: 0, sealed: null };
    const number = Math.max(this.place(kind).records, this.#sealedFor.get(kind) ?? 0) + 1;
    this.#sealedFor.set(kind, number);
    return { number, sealed: await seal(this.key, placeOf(kind, number), bytes) };
  }

  /**
   * Store a page as it came.
   * @param {import("./link.js").Line} page
   * @param {SealedPage} ready
   * @param {{watermark: number, asOf: string}} pulse
   */
  async apply({ bytes, line }, { number, sealed }, { watermark, asOf }) {
    const { kind } = line;
    const before = this.place(kind);
    const load = before.loading ? before.nextLoad : before.load;
    const after = this.#after(line, watermark, asOf);
    const endsLoad = before.loading && !after.loading;
    if (sealed) {
      // where rows were removed meanwhile, that place is taken
      const isTaken = number <= before.records;
      after.records = isTaken ? before.records + 1 : number;
      after.changes = before.loading ? 0 : before.changes + 1;
      if (isTaken) sealed = await seal(this.key, placeOf(kind, after.records), bytes);
    }
    const outdated = endsLoad ? await this.#keysOf(kind, (of) => of !== load) : [];
    await this.database.transact([PAGES, PLACES], "readwrite", (stores) => {
      if (sealed) stores.pages.put({ load, sealed }, [kind, after.records]);
      outdated.forEach((key) => stores.pages.delete(key));
      stores.places.put(after, kind);
    });
    if (before.loading) {
      const rows = before.load === load ? this.#rowsOf(kind, load) : this.#comingOf(kind);
      line.rows.forEach((row) => rows.set(row[0], row));
      if (endsLoad && before.load !== load) {
        this.#rows.set(kind, rows);
        this.#coming.set(kind, new Map());
      }
      this.#places.set(kind, after);
    } else {
      this.#places.set(kind, after);
      this.#take(kind, load, line);
    }
    if (after.changes > COMPACTED_AFTER) await this.#compact(kind);
    this.changed([kind], { isOwn: true });
  }

  #comingOf(kind) {
    const rows = this.#coming.get(kind) ?? new Map();
    this.#coming.set(kind, rows);
    return rows;
  }

  /**
   * Remove rows by their ids, of the load that is under way, too.
   * @param {string} kind @param {number[]} ids
   */
  async remove(kind, ids) {
    const place = this.place(kind);
    const loads = place.loading && place.nextLoad !== place.load ? [place.load, place.nextLoad] : [place.load];
    const held = loads.filter((load) => ids.some((id) => this.#rowsOf(kind, load).has(id)));
    if (!held.length) return;
    const after = { ...place, records: place.records + held.length, changes: place.changes + 1 };
    const sealed = await Promise.all(
      held.map((_, i) =>
        sealJson(this.key, placeOf(kind, place.records + i + 1), { deleted: ids }),
      ),
    );
    await this.database.transact([PAGES, PLACES], "readwrite", (stores) => {
      held.forEach((load, i) =>
        stores.pages.put({ load, sealed: sealed[i] }, [kind, place.records + i + 1]),
      );
      stores.places.put(after, kind);
    });
    this.#places.set(kind, after);
    held.forEach((load) => this.#take(kind, load, { deleted: ids }));
    this.changed([kind], { isOwn: true });
  }

  /** Note that feeds have nothing new below a watermark. */
  async passOver(kinds, { watermark, asOf }) {
    const places = kinds
      .map((kind) => /** @type {[string, Place]} */ ([kind, this.place(kind)]))
      .filter(([, place]) => !place.loading)
      .map(([kind, place]) => /** @type {[string, Place]} */ ([
        kind,
        { ...place, cursor: later(place.cursor, [watermark - 1, LAST_ID]), asOf },
      ]));
    await this.database.transact([PLACES], "readwrite", (stores) => {
      places.forEach(([kind, place]) => stores.places.put(place, kind));
    });
    places.forEach(([kind, place]) => this.#places.set(kind, place));
  }

  /** Write a feed with many changes as pages again, which cost less to open. */
  async #compact(kind) {
    const place = this.place(kind);
    if (place.loading) return;
    await this.#rewrite(kind, this.all(kind), { ...place, nextLoad: place.load + 1 });
  }

  /**
   * Write rows as the pages of a load of their own, the next one.
   * @param {string} kind @param {ReadonlyMap<number, any[]>} held @param {Place} place how far the feed was read then
   */
  async #rewrite(kind, held, place) {
    const rows = [...held.values()];
    const load = place.load + 1;
    const pages = [];
    for (let from = 0; from < rows.length; from += PAGE_ROWS) {
      const number = place.records + pages.length + 1;
      const content = { rows: rows.slice(from, from + PAGE_ROWS) };
      pages.push([number, await sealJson(this.key, placeOf(kind, number), content)]);
    }
    const after = { ...place, load, records: place.records + pages.length, changes: 0 };
    const outdated = await this.#keysOf(kind, () => true);
    await this.database.transact([PAGES, PLACES], "readwrite", (stores) => {
      outdated.forEach((key) => stores.pages.delete(key));
      pages.forEach(([number, sealed]) => stores.pages.put({ load, sealed }, [kind, number]));
      stores.places.put(after, kind);
    });
    this.#places.set(kind, after);
  }

  async #save(kind, place) {
    await this.database.transact([PLACES], "readwrite", (stores) => {
      stores.places.put(place, kind);
    });
    this.#places.set(kind, place);
  }

  async #drop(kind, isOutdated) {
    const keys = await this.#keysOf(kind, isOutdated);
    if (!keys.length) return;
    await this.database.transact([PAGES], "readwrite", (stores) => {
      keys.forEach((key) => stores.pages.delete(key));
    });
  }

  /** The keys of a feed's records of some loads. */
  async #keysOf(kind, isOfLoad) {
    const keys = [];
    await this.database.transact([PAGES], "readonly", (stores) => {
      const range = IDBKeyRange.bound([kind, 0], [kind, Infinity]);
      return new Promise((resolve, reject) => {
        const request = stores.pages.openCursor(range);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return resolve(undefined);
          if (isOfLoad(cursor.value.load)) keys.push(cursor.primaryKey);
          cursor.continue();
        };
      });
    });
    return keys;
  }
}

/** Where a record is stored, for its seal. */
const placeOf = (kind, number) => `pages/${kind}/${number}`;
