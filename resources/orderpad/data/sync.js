/** Synchronization: the pulse, then every feed up to the watermark that was read before. */

import { CONTRACT } from "../contract.js";
import { ahead, call, lines } from "./link.js";
import { Outbox } from "./outbox.js";

const FIRST_ROWS = 500;
const PAGE_ROWS = 2_000;
const MOST_PAGES = 1_000;
const MOST_REPLIES = 500;
const WAIT_SECONDS = 25;
const { paths } = CONTRACT;
const { CASES, TOMBSTONES, MEMBERSHIP, CUSTOMERS, ADDRESSES, ORDERS } = CONTRACT.kinds;

const FOR_ALL = CONTRACT.feeds.filter((kind) => !CONTRACT.forAdmins.includes(kind) && !CONTRACT.withContent.includes(kind));

/** The feeds that this page reads, in the order in which they are pulled. @param {any} pulse what head office said last */
export const pulledAfter = (pulse) => (pulse?.is_admin ? [...FOR_ALL, CASES] : FOR_ALL);

/** The head office at this address is another company's, or knows this browser as another. */
export class OtherOfficeError extends Error {}

export class Sync {
  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.session = session;
    this.facts = session.facts;
    this.feeds = session.feeds;
    this.outbox = new Outbox(session.work);
  }

  get #pulled() {
    return pulledAfter(this.facts.pulse);
  }

  /**
   * Exchange what is new. With `waiting` the answer may come only once there is something.
   * @param {{waiting: boolean, signal: AbortSignal}} how
   */
  async run({ waiting, signal }) {
    const pulse = await this.#pulse(waiting, signal);
    const { facts: found } = pulse;
    await this.#note(found);
    await this.facts.noteContact(found.clock);
    await this.outbox.send(signal);
    const bound = { watermark: found.bound, asOf: found.clock };
    await this.#pull(pulse.heads ?? {}, bound, signal);
    // an order that was refused for old data is sent again with what was just read
    if (found.replies) await this.#collectReplies(found.bound, signal);
    if (pulse.renew) await this.facts.renew(signal);
  }

  async #pulse(waiting, signal) {
    const { work } = this.session;
    const hello = await this.facts.hello({ waiting: work.unsent().length, numbers: work.numbers });
    const heads = Object.fromEntries(
      this.#pulled.map((kind) => /** @type {const} */ ([kind, this.feeds.place(kind)]))
        .filter(([, place]) => !place.loading)
        .map(([kind, place]) => [kind, place.cursor[0]]),
    );
    const isWhole = this.#pulled.every((kind) => kind in heads);
    const wait = waiting && isWhole ? WAIT_SECONDS : 0;
    return call(paths.pulse, { hello, heads: this.#others(heads), wait }, signal);
  }

  /** Feeds that this page does not read are never news to it. */
  #others(heads) {
    const unread = CONTRACT.feeds.filter((kind) => !this.#pulled.includes(kind));
    return { ...heads, ...Object.fromEntries(unread.map((kind) => [kind, Number.MAX_SAFE_INTEGER])) };
  }

  #highestRead() {
    return Math.max(
      0,
      ...this.#pulled.map((kind) => this.feeds.place(kind)).map((place) =>
        Math.max(place.cursor[0], place.loadWatermark - 1),
      ),
    );
  }

  /** Store what a pulse says; where head office was restored from a backup, read all of it again. */
  async #note(found) {
    const known = this.facts.pulse;
    if (known && (known.company_id !== found.company_id || known.login !== found.login)) {
      throw new OtherOfficeError(`${found.company_id} ${found.login}`);
    }
    const isRestored =
      known && (known.generation !== found.generation || this.#highestRead() >= found.bound);
    if (isRestored) {
      await this.feeds.restart(this.#pulled);
      await this.facts.setRepliesAfter(0);
      await this.session.commands.offerAgain();
    }
    await this.feeds.restart(this.#missedDeletions(found));
    await this.facts.notePulse(found);
  }

  /** Feeds of which deletions were purged at head office before this browser read them. */
  #missedDeletions(found) {
    const missed = new Set([
      ...this.#readBefore(TOMBSTONES, found.tombstones_purged_to ?? 0, this.#pulled),
      ...this.#readBefore(MEMBERSHIP, found.membership_purged_to ?? 0, [CUSTOMERS, ADDRESSES, ORDERS]),
    ]);
    return [...missed].filter((kind) => kind !== TOMBSTONES && kind !== MEMBERSHIP);
  }

  #readBefore(carrier, purgedTo, kinds) {
    if (knownTo(this.feeds.place(carrier)) >= purgedTo) return [];
    return kinds.filter((kind) => {
      const known = knownTo(this.feeds.place(kind));
      return known > 0 && known < purgedTo;
    });
  }

  /** Apply answers: those to requests of the login's other devices change nothing here. */
  async #collectReplies(watermark, signal) {
    for (;;) {
      const after = this.facts.repliesAfter;
      let last = after;
      const wanted = { after, watermark, limit: MOST_REPLIES };
      for await (const { line } of lines(paths.replies, wanted, signal)) {
        last = line.row_version;
        if (!this.session.work.requests.has(line.request_id)) continue;
        await this.session.commands.apply(line);
        this.facts.repliesAfter = last;
      }
      if (last === after) return;
      await this.facts.setRepliesAfter(last);
    }
  }

  async #pull(heads, bound, signal) {
    const waiting = this.#pulled.filter((kind) => !this.#isCurrent(kind, heads, bound));
    await this.feeds.passOver(this.#pulled.filter((kind) => !waiting.includes(kind)), bound);
    if (!waiting.length) return;
    for (const kind of waiting) await this.feeds.beginLoad(kind, bound.watermark);
    const places = waiting.map((kind) => this.#placeOf(kind));
    const limits = { watermark: bound.watermark, link_version: CONTRACT.linkVersion };
    const first = lines(paths.feeds, { places, limit: FIRST_ROWS, ...limits }, signal);
    await this.#applyAll(first, bound);
    for (const kind of waiting) {
      while (!this.#isCurrent(kind, heads, bound)) {
        const wanted = { place: this.#placeOf(kind), limit: PAGE_ROWS, pages: MOST_PAGES, ...limits };
        await this.#applyAll(lines(paths.feed, wanted, signal), bound);
      }
    }
    await this.feeds.passOver(waiting, bound);
  }

  #placeOf(kind) {
    const { cursor, loading } = this.feeds.place(kind);
    return { kind, cursor, by_key: loading };
  }

  #isCurrent(kind, heads, bound) {
    const place = this.feeds.place(kind);
    return !place.loading && Math.min(heads[kind] ?? 0, bound.watermark - 1) <= place.cursor[0];
  }

  /** Apply pages in their order: one is stored while the next is sealed, and that after is read. */
  async #applyAll(pages, bound) {
    let applying = Promise.resolve();
    try {
      for await (const page of ahead(pages)) {
        const sealed = await this.feeds.seal(page);
        await applying;
        applying = this.#apply(page, sealed, bound);
        // raised where it is waited for
        applying.catch(() => {});
      }
    } finally {
      await applying;
    }
  }

  async #apply(page, sealed, bound) {
    const { kind, rows } = page.line;
    if (kind === TOMBSTONES) await this.#delete(rows);
    else if (kind === MEMBERSHIP) await this.#depart(rows);
    else return this.feeds.apply(page, sealed, bound);
    return this.feeds.acted(page, bound);
  }

  async #delete(rows) {
    const byKind = Map.groupBy(rows, ([, kind]) => kind);
    for (const [kind, of] of byKind) {
      if (this.#pulled.includes(kind)) await this.feeds.remove(kind, of.map(([, , id]) => id));
    }
  }

  /** Remove what belongs to customers who are the rep's no more. */
  async #depart(rows) {
    const left = new Set(rows.filter(([, , isMember]) => !isMember).map(([, number]) => number));
    if (!left.size) return;
    for (const [kind, column] of [[CUSTOMERS, "number"], [ADDRESSES, "customer"], [ORDERS, "customer"]]) {
      const at = CONTRACT.columns[kind].indexOf(column);
      const ids = [...this.feeds.all(kind).values()].filter((row) => left.has(row[at]));
      await this.feeds.remove(kind, ids.map(([id]) => id));
    }
  }
}

/** Up to which row version a feed was read, 0 for not yet. */
function knownTo(place) {
  return place.loading ? Math.max(0, place.loadWatermark - 1) : place.cursor[0];
}
