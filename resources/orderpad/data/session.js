/**
 * The session of one tab: signed in or not, locked or not, and in step with head office.
 *
 * Every tab reads and may write; the one that holds the lock exchanges with head office, and says
 * to the others what changed.
 */

import { CONTRACT } from "../contract.js";
import { Cases } from "./cases.js";
import { Channel } from "./channel.js";
import { Commands } from "./commands.js";
import { Customers } from "./customers.js";
import { Database, DATABASE } from "./database.js";
import { Facts, browserName } from "./facts.js";
import { failureOf, LASTING } from "./failures.js";
import { Feeds } from "./feeds.js";
import { Freshness } from "./freshness.js";
import { Indexes } from "./indexes.js";
import { newKey, unlockKey } from "./keys.js";
import { call, newSecret, RefusedError } from "./link.js";
import { Orders } from "./orders.js";
import { Outbox } from "./outbox.js";
import { Rules } from "./rules.js";
import { pulledAfter, Sync } from "./sync.js";
import { Work, WORK } from "./work.js";

const LEADER = "smartclient-sync";
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
const NOTHING = { orders: 0, changes: 0, decisions: 0 };
const { paths, failures } = CONTRACT;

/** @typedef {"signed-out" | "locked" | "open" | "superseded"} State */

export class Session {
  /** @type {State} */
  state = "signed-out";
  /** The link: "online", "offline" by choice, "unreached", or a lasting failure. */
  link = "unreached";
  isSyncing = false;
  isLeading = false;
  /** Once it is open. */
  feeds = /** @type {Feeds} */ (/** @type {unknown} */ (null));
  /** Once it is open. */
  work = /** @type {Work} */ (/** @type {unknown} */ (null));
  #working = new AbortController();
  #onlyHereWhileLocked = NOTHING;
  /** @type {() => void} */
  #wake = () => {};

  /** @param {(name: string, data?: any) => void} tell what the views are told */
  constructor(tell) {
    this.tell = tell;
    this.database = new Database(() => this.#supersede(), () => this.tell("emptied"));
    this.facts = new Facts(this.database);
    this.channel = new Channel((message) => this.#heard(message));
    this.indexes = new Indexes(() => this.feeds);
    this.rules = new Rules(() => {
      this.#look();
      this.tell("state", this.standing());
    });
    this.freshness = new Freshness(this);
    this.orders = new Orders(this, this.indexes);
    this.customers = new Customers(this, this.indexes);
    this.cases = new Cases(this);
    this.commands = new Commands(this, this.indexes);
  }

  /** Find out where this browser stands. */
  async begin() {
    const device = await this.facts.get("device");
    if (!device?.login) return this.#become("signed-out");
    this.login = device.login;
    this.#onlyHereWhileLocked = (await this.facts.get("work"))?.onlyHere ?? NOTHING;
    const key = await this.channel.askForKey();
    return key ? this.#open(key) : this.#become("locked");
  }

  /**
   * Exchange an enrolment code for a credential, and make the key that the passphrase opens.
   *
   * What is sent is stored before: where the answer is cut, the same code can be sent again.
   * @param {{code: string, passphrase: string}} typed
   */
  async signIn({ code, passphrase }) {
    const { key, stored } = await newKey(passphrase);
    const device = await this.#exchangeCode(code, "");
    await this.facts.set({ device, key: stored, "signing-in": undefined });
    this.login = device.login;
    await this.#open(key);
  }

  /**
   * Go on with what is here, by a new code for the same login.
   *
   * A browser may lose its cookie and keep its data: what was set within half a minute before a
   * crash is not on its disk.
   * @param {{code: string}} typed
   */
  async signInAgain({ code }) {
    const device = await this.#exchangeCode(code, this.login);
    await this.facts.set({ device, "signing-in": undefined });
    this.syncNow();
  }

  async #exchangeCode(code, login) {
    const begun = (await this.facts.get("signing-in")) ?? {};
    const credential = begun.code === code ? begun.credential : newSecret(32);
    await this.facts.set({ "signing-in": { code, credential } });
    return call(paths.pageSignIn, { code, credential, device_name: browserName(), login });
  }

  /** @param {{passphrase: string}} typed */
  async unlock({ passphrase }) {
    await this.#open(await unlockKey(await this.facts.get("key"), passphrase));
  }

  async #open(key) {
    await this.facts.unlock(key);
    this.feeds = new Feeds(this.database, key, (kinds, { isOwn }) => {
      this.#changed(kinds);
      if (isOwn) this.channel.say({ kind: "changed", kinds });
    });
    this.work = new Work(this.database, key, () => {
      this.#changed([WORK]);
      this.channel.say({ kind: "worked" });
    });
    await Promise.all([this.feeds.read(), this.work.read()]);
    await this.freshness.read();
    this.isOffline = (await this.facts.get("offline")) ?? false;
    this.link = this.isOffline ? "offline" : "unreached";
    this.channel.hand(key);
    this.#become("open");
    // where another tab leads, it knows how the link stands
    this.channel.say({ kind: "link wanted" });
    this.#beginRules();
    this.#lead();
  }

  /** Have the rules loaded, which takes seconds of work, once there is something to do with them. */
  #beginRules() {
    if (this.state === "open" && !this.#isFirstSync()) this.rules.begin();
  }

  /** Whether a feed comes for the first time. */
  #isFirstSync() {
    const isFirst = ({ loading, load, nextLoad }) => loading && load === nextLoad;
    return this.state === "open" && pulledAfter(this.facts.pulse).some((kind) => isFirst(this.feeds.place(kind)));
  }

  /** See how fresh the data is. */
  #look() {
    this.freshness.look().catch((error) => console.warn("how fresh the data is was not found out", error));
  }

  #changed(kinds) {
    this.indexes.forget(kinds);
    this.tell("changed", kinds);
    if (this.state === "open") this.tell("state", this.standing());
    this.#beginRules();
  }

  /** Forget the key in every tab. */
  lock() {
    this.channel.say({ kind: "lock" });
    this.#lock();
  }

  #lock() {
    this.#working.abort();
    this.channel.hand(null);
    this.tell("locked");
  }

  #supersede() {
    this.#working.abort();
    this.channel.hand(null);
    this.#become("superseded");
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.tell("state", this.standing());
  }

  /** What the views show of the session. */
  standing() {
    const { pulse } = this.facts;
    return {
      state: this.state,
      login: this.login ?? "",
      link: this.link,
      isSyncing: this.isSyncing,
      isFirstSync: this.#isFirstSync(),
      company: pulse?.company ?? "",
      currency: pulse?.currency ?? "",
      name: pulse?.name || pulse?.login || this.login || "",
      asOf: this.feeds?.place(CONTRACT.kinds.PRODUCTS).asOf ?? "",
      unsent: this.state === "open" ? this.work.onlyHere() : this.#onlyHereWhileLocked,
      rules: this.rules.state,
      ages: this.freshness.said,
      unreadable: this.state === "open" ? this.work.unreadable : 0,
      isAdmin: Boolean(pulse?.is_admin),
    };
  }

  /** Head office's time, as it was learnt at the last contact. */
  officeTime() {
    return new Date(Date.now() + this.facts.clockOffset);
  }

  /** The company's day, as ISO text. */
  officeDay() {
    const timeZone = this.facts.pulse?.time_zone || undefined;
    // Swedish writes days as ISO does
    return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(this.officeTime());
  }

  /** What the rules are told of this browser. */
  device() {
    const { pulse } = this.facts;
    const kinds = CONTRACT.feeds.filter((kind) => this.feeds.place(kind).asOf);
    return {
      login: pulse?.login ?? this.login,
      generation: pulse?.generation ?? "",
      currency: pulse?.currency ?? "USD",
      now: this.officeTime().toISOString(),
      today: this.officeDay(),
      id: this.facts.device.id,
      code: this.facts.device.code,
      link_version: Math.min(pulse?.link_version ?? CONTRACT.linkVersion, CONTRACT.linkVersion),
      clock_offset: pulse ? Math.round(this.facts.clockOffset / 1_000) : null,
      as_of: Object.fromEntries(kinds.map((kind) => [kind, this.feeds.place(kind).asOf])),
    };
  }

  /** @param {boolean} offline */
  async workOffline(offline) {
    await this.facts.set({ offline });
    this.channel.say({ kind: "offline", offline });
    this.#setOffline(offline);
  }

  #setOffline(offline) {
    this.isOffline = offline;
    this.#setLink(offline ? "offline" : "unreached");
    this.#wake();
  }

  /** Have the tab that leads exchange with head office now. */
  syncNow() {
    this.channel.say({ kind: "sync" });
    this.#wake();
  }

  #setLink(link, isSyncing = false) {
    if (link === this.link && isSyncing === this.isSyncing) return;
    this.link = link;
    this.isSyncing = isSyncing;
    this.tell("state", this.standing());
  }

  /** Be the tab that exchanges with head office, once no other is. */
  #lead() {
    const { signal } = this.#working;
    navigator.locks
      .request(LEADER, { signal }, async () => {
        // what the tab that led before wrote last
        await Promise.all([this.feeds.read(), this.work.read()]);
        await this.facts.unlock(this.facts.key);
        this.isLeading = true;
        await this.#exchange(signal);
      })
      .catch((error) => {
        if (error.name !== "AbortError") this.tell("failed", String(error));
      });
  }

  async #exchange(signal) {
    const sync = new Sync(this);
    let pause = FIRST_PAUSE;
    let isFresh = false;
    while (!signal.aborted) {
      if (this.isOffline) {
        await this.#sleep(Infinity, signal);
        isFresh = false;
        continue;
      }
      const working = new AbortController();
      this.#wake = () => working.abort();
      try {
        if (!isFresh) this.#share(this.link, true);
        await sync.run({ waiting: isFresh, signal: AbortSignal.any([signal, working.signal]) });
        pause = FIRST_PAUSE;
        isFresh = true;
        this.#share("online", false);
        this.#beginRules();
        this.#look();
      } catch (error) {
        isFresh = false;
        if (signal.aborted) return;
        if (working.signal.aborted) continue;
        if (await this.#wasWiped(error)) return;
        const failure = failureOf(error);
        if (failure === "failed") console.error(error);
        this.#share(failure, false);
        await this.#sleep(LASTING.has(failure) ? Infinity : pause * (0.5 + Math.random()), signal);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  #share(link, isSyncing) {
    if (this.isOffline) return;
    this.#setLink(link, isSyncing);
    this.channel.say({ kind: "link", link, isSyncing });
  }

  /** Sleep until the time is over, or something wakes. */
  #sleep(milliseconds, signal) {
    return new Promise((resolve) => {
      const timer = Number.isFinite(milliseconds) ? setTimeout(end, milliseconds) : 0;
      function end() {
        clearTimeout(timer);
        self.removeEventListener("online", end);
        signal.removeEventListener("abort", end);
        resolve(undefined);
      }
      this.#wake = end;
      self.addEventListener("online", end);
      signal.addEventListener("abort", end);
    });
  }

  async #heard(message) {
    if (message.kind === "lock") this.#lock();
    else if (message.kind === "removed") this.tell("removed");
    else if (message.kind === "sync") this.#wake();
    else if (message.kind === "offline") this.#setOffline(message.offline);
    else if (message.kind === "activity") this.tell("activity", message.at);
    else if (this.state !== "open") return;
    else if (message.kind === "changed") await this.feeds.read(message.kinds);
    else if (message.kind === "worked") {
      await this.work.read();
      this.#changed([WORK]);
    }
    else if (message.kind === "link wanted") {
      if (this.isLeading) this.#share(this.link, this.isSyncing);
    } else if (message.kind === "link" && !this.isOffline) {
      await this.facts.unlock(this.facts.key);
      this.#setLink(message.link, message.isSyncing);
      if (message.link === "online" && !message.isSyncing) this.#look();
    }
  }

  /** Whether head office asked for this browser's data to be removed, and that was done. */
  async #wasWiped(error) {
    if (!(error instanceof RefusedError) || error.failure !== failures.WIPE) return false;
    // where handing over fails, that is tried again
    return this.#wipe().then(() => true, () => false);
  }

  /** Head office had this browser's data removed: what it doesn't hold yet is handed over before. */
  async #wipe() {
    await new Outbox(this.work).handOver();
    await call(paths.wiped, {}).catch(() => {});
    await this.remove();
  }

  /** Remove everything that this browser holds of Smart Client. */
  async remove() {
    this.#working.abort();
    await call(paths.pageSignOut, {}).catch(() => {});
    await this.database.close();
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(DATABASE);
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    for (const name of await caches.keys()) await caches.delete(name);
    this.channel.say({ kind: "removed" });
    this.tell("removed");
  }
}
