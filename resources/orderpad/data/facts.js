/**
 * Facts of this browser: who is signed in, its key as it is stored, and what head office said.
 *
 * What says nothing of customers or prices is stored as it is; the rest is sealed.
 */

import { CONTRACT } from "../contract.js";
import { hexadecimal, random } from "./bytes.js";
import { STORES } from "./database.js";
import { done } from "./idb.js";
import { call, newSecret } from "./link.js";
import { openWhole, sealJson } from "./sealing.js";
import { newSigningKey, publicHalf } from "./signing.js";

const { FACTS } = STORES;
const STRICT = { durability: /** @type {const} */ ("strict") };

export class Facts {
  /** What head office said of itself last. @type {any} */
  pulse = null;
  repliesAfter = 0;
  /** Once it is unlocked. */
  key = /** @type {CryptoKey} */ (/** @type {unknown} */ (null));
  /** Head office's clock less this browser's, in milliseconds, as it was learnt last. */
  clockOffset = 0;
  /** @type {any} */
  #assigned = {};
  /** The last contact of this page, by the clock and by the time that passed. @type {{at: number, elapsed: number} | null} */
  #contact = null;

  /** @param {import("./database.js").Database} database */
  constructor(database) {
    this.database = database;
  }

  /** @param {string} name */
  async get(name) {
    return this.database.transact([FACTS], "readonly", (stores) => done(stores.facts.get(name)));
  }

  /** Store facts by name in one transaction; undefined removes one. @param {Record<string, any>} values */
  async set(values) {
    await this.database.transact(
      [FACTS],
      "readwrite",
      (stores) => {
        for (const [name, value] of Object.entries(values)) {
          if (value === undefined) stores.facts.delete(name);
          else stores.facts.put(value, name);
        }
      },
      STRICT,
    );
  }

  /** Open what is sealed. @param {CryptoKey} key */
  async unlock(key) {
    this.key = key;
    const [pulse, assigned, repliesAfter, contact] = await Promise.all([
      this.#sealed("pulse"),
      this.#sealed("assigned"),
      this.get("repliesAfter"),
      this.get("contact"),
    ]);
    this.clockOffset = contact?.offset ?? 0;
    this.pulse = pulse ?? null;
    this.#assigned = assigned ?? newDevice();
    if (!assigned) await this.#seal("assigned", this.#assigned);
    this.repliesAfter = repliesAfter ?? 0;
  }

  async #sealed(name) {
    const sealed = await this.get(name);
    return sealed && openWhole(this.key, `facts/${name}`, sealed);
  }

  async #seal(name, value) {
    await this.set({ [name]: await sealJson(this.key, `facts/${name}`, value) });
  }

  /** What this browser is: its random id, and the code that head office gave it. */
  get device() {
    return this.#assigned;
  }

  /** The key with which this browser signs, null before its first contact or where it can't. */
  get signingKey() {
    return this.#assigned.signing ?? null;
  }

  /** Only the tab that leads says hello, so no two make a key. */
  async #ensureSigningKey() {
    if (this.signingKey) return;
    const signing = await newSigningKey();
    if (!signing) return;
    this.#assigned = { ...this.#assigned, signing };
    await this.#seal("assigned", this.#assigned);
  }

  /**
   * What this browser reports of itself with a pulse.
   * @param {{waiting: number, numbers: number}} work how many requests wait, and numbers were given
   */
  async hello({ waiting, numbers }) {
    await this.#ensureSigningKey();
    const { id, code, token } = this.#assigned;
    return {
      client_version: CONTRACT.clientVersion,
      link_version: CONTRACT.linkVersion,
      oldest_link: CONTRACT.oldestLink,
      replies_after: this.repliesAfter,
      waiting,
      clock: new Date().toISOString(),
      position: this.pulse?.position ?? "",
      device: {
        id,
        code,
        token,
        signing_key: this.#reportedKey(),
        numbers,
        is_idle: waiting === 0,
        generation: this.pulse?.generation ?? "",
        name: browserName(),
      },
      without_own_contact: true,
    };
  }

  #reportedKey() {
    return this.signingKey ? publicHalf(this.signingKey) : "";
  }

  /** Store what a pulse says, and which key head office knows by the hello. @param {any} found */
  async notePulse(found) {
    const signing_key = found.bundle_key ? this.#reportedKey() : "";
    // a position that is that of the hello is left out
    this.pulse = { ...found, position: found.position || this.pulse?.position || "", signing_key };
    if (found.device_is_copy) {
      this.#assigned = newDevice();
      await this.#seal("assigned", this.#assigned);
    } else if (found.device_token && found.device_token !== this.#assigned.token) {
      this.#assigned = { ...this.#assigned, code: found.device_code, token: found.device_token };
      await this.#seal("assigned", this.#assigned);
    }
    await this.#seal("pulse", this.pulse);
  }

  /** Whether head office's time is certain: since a contact of this page the clock ran as time passed. @param {number} within milliseconds */
  isTimeProven(within) {
    if (!this.#contact) return false;
    const passed = performance.now() - this.#contact.elapsed;
    return Math.abs(Date.now() - this.#contact.at - passed) < within;
  }

  /** @param {string} clock head office's */
  async noteContact(clock) {
    const at = Date.now();
    this.#contact = { at, elapsed: performance.now() };
    this.clockOffset = Date.parse(clock) - at;
    await this.set({ contact: { at, clock, offset: this.clockOffset } });
  }

  /** @param {number} after */
  async setRepliesAfter(after) {
    this.repliesAfter = after;
    await this.set({ repliesAfter: after });
  }

  /** Have a new credential count; the browser keeps the old one until the answer is here. */
  async renew(signal) {
    await call(CONTRACT.paths.pageRenew, { credential: newSecret(32) }, signal);
  }
}

/** What the browser is called in head office's list of devices. */
export function browserName() {
  const agent = navigator.userAgent;
  const names = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]];
  const systems = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["CrOS", "ChromeOS"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["Linux", "Linux"]];
  const of = (table) => table.find(([mark]) => agent.includes(mark))?.[1] ?? "";
  const browser = of(names) || "Browser";
  return of(systems) ? `${browser} on ${of(systems)}` : browser;
}

/** A browser that head office does not know yet. */
function newDevice() {
  return { id: hexadecimal(random(16)), code: "", token: "" };
}
