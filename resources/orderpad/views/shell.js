/** The shell of an unlocked order pad: where one can go, how the link stands, and the page. */

import { CONTRACT } from "../contract.js";
import { counted, say } from "../words/say.js";
import { sentence } from "../words/wording.js";
import { confirm, fill, h } from "./elements.js";
import { askForNewCode } from "./new_code.js";
import { PAGES } from "./pages.js";
import { rememberUnsent, unsentText } from "./unsent.js";

const { failures } = CONTRACT;
const FIRST = "today";

/** Pages that are reached from another one, and the link that stands for it. */
const BELOW = { customer: "customers", order: "orders", edit: "orders", new: "customers" };

/** Pages that show data as head office sent it, by what is said there of its age. */
const AGES = { catalog: "catalog", customers: "customers", customer: "customers", orders: "orders", order: "orders" };

export class Shell {
  #isShowing = false;
  /** What the page that is shown wants to be called with. @type {(() => void) | null} */
  whenStandingChanges = null;

  /**
   * @param {Element} place
   * @param {import("./data.js").Data} data
   * @param {any} standing
   */
  constructor(place, data, standing) {
    this.data = data;
    this.standing = standing;
    this.page = h("main", { id: "page", tabindex: "-1" });
    this.place = h("div", {});
    this.linkState = h("span#link-state", { role: "status" });
    this.toOutbox = h("a", { href: "#outbox" });
    this.unsent = h("span#unsent-count", { class: "unsent", role: "status" }, this.toOutbox);
    this.explanation = h("p", { role: "status" });
    this.newCode = h("button#new-code-wanted", { onclick: () => askForNewCode(data) }, say("Sign in with a new code"));
    this.note = h("div", { class: "note" }, this.explanation, this.newCode);
    this.ages = h("div#data-age", { class: "ages", role: "status" });
    this.offline = h("button#work-offline", { class: "quiet", "aria-pressed": "false", onclick: () => this.#switch() }, say("Work offline"));
    this.sync = h("button#sync-now", { class: "quiet", onclick: () => data.ask("syncNow") }, say("Sync now"));
    this.links = [["today", say("Today")], ["customers", say("Customers")], ["catalog", say("Catalog")], ["orders", say("Orders")], ["outbox", say("Outbox")], ["cases", say("Cases")]].map(([name, text]) =>
      h("a", { href: `#${name}` }, text),
    );
    fill(
      place,
      h("a", { class: "skip", href: "#page", onclick: (event) => this.#skip(event) }, say("Skip to the content")),
      h(
        "header",
        {},
        h("nav", { "aria-label": "Smart Client" }, this.links),
        h("div", { class: "link" }, h("div", { class: "standing" }, this.linkState, this.unsent), this.offline, this.sync),
        h(
          "details",
          { class: "menu" },
          h("summary", { class: "opens" }, say("Menu")),
          h(
            "div",
            { class: "choices" },
            h("p", { class: "hint" }, say("Signed in as {name}", { name: standing.name })),
            h("button", { onclick: () => data.ask("lock") }, say("Lock")),
            h("button", { onclick: () => this.#signOut() }, say("Sign out")),
          ),
        ),
      ),
      this.note,
      this.ages,
      this.page,
    );
    const menu = /** @type {HTMLDetailsElement} */ (place.querySelector("details.menu"));
    const closeMenu = () => (menu.open = false);
    window.onhashchange = () => {
      closeMenu();
      this.go();
    };
    menu.onkeydown = ({ key }) => key === "Escape" && closeMenu();
    place.addEventListener("click", ({ target }) => menu.contains(/** @type {Node} */ (target)) || closeMenu());
    this.update(standing);
    this.go();
  }

  /** Show the page that the address names. */
  async go() {
    // what was asked for an earlier page fills a place that is shown no more
    this.place = h("div", {});
    this.whenStandingChanges = null;
    fill(this.page, this.place);
    window.scrollTo(0, 0);
    await this.show();
  }

  async show() {
    const [name, key] = location.hash.slice(1).split("/");
    const shown = name in PAGES ? name : FIRST;
    this.links.forEach((link) => {
      const isHere = link.hash === `#${shown}` || link.hash === `#${BELOW[shown]}`;
      if (isHere) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    this.#sayAges();
    await PAGES[shown].show(this.place, this, decodeURIComponent(key ?? ""));
  }

  /** Go to a page. @param {string} page its name, with what it is about */
  open(page) {
    location.hash = `#${page}`;
  }

  /** The data of some feeds changed. @param {string[]} kinds */
  async changed(kinds) {
    const [name] = location.hash.slice(1).split("/");
    const page = PAGES[name] ?? PAGES[FIRST];
    if (this.#isShowing || !page.uses.some((kind) => kinds.includes(kind))) return;
    // many pages of a feed may come within one frame
    this.#isShowing = true;
    setTimeout(async () => {
      this.#isShowing = false;
      await this.show();
    }, 100);
  }

  /** @param {any} standing */
  update(standing) {
    const wasFirst = this.standing.isFirstSync;
    this.standing = standing;
    this.linkState.textContent = linkText(standing);
    this.linkState.dataset.state = standing.link;
    const unsent = unsentText(standing.unsent);
    this.toOutbox.textContent = unsent ? say("{what} only in this browser", { what: unsent }) : say("Nothing unsent");
    this.unsent.dataset.count = String(standing.unsent.orders + standing.unsent.changes);
    this.explanation.textContent = [unreadableText(standing.unreadable), explanationOf(standing)].filter(Boolean).join(" ");
    rememberUnsent(standing.unsent);
    this.note.hidden = !this.explanation.textContent;
    this.newCode.hidden = standing.link !== failures.CREDENTIAL_REFUSED;
    const isOffline = standing.link === "offline";
    this.offline.setAttribute("aria-pressed", String(isOffline));
    this.links.filter(({ hash }) => hash === "#cases").forEach((link) => (link.hidden = !standing.isAdmin));
    this.sync.disabled = isOffline || standing.isSyncing;
    this.sync.title = isOffline ? say("You work offline. Nothing is exchanged with head office until you switch that off.") : "";
    this.#sayAges();
    this.whenStandingChanges?.();
    if (wasFirst !== standing.isFirstSync) this.show();
  }

  /** Say how old the data is that the page shows, where head office wants that said. */
  #sayAges() {
    const [name] = location.hash.slice(1).split("/");
    const texts = (this.standing.ages[AGES[name]] ?? []).map(sentence);
    fill(this.ages, texts.map((text) => h("p", {}, text)));
    this.ages.hidden = !texts.length;
  }

  async #switch() {
    await this.data.ask("workOffline", this.standing.link !== "offline");
  }

  #skip(event) {
    event.preventDefault();
    this.page.focus();
  }

  #signOut() {
    const unsent = unsentText(this.standing.unsent);
    const lost = say("Only this browser has {what}. That would be lost: send it first, or save it to a file in the outbox.", { what: unsent });
    confirm({
      title: say("Sign out"),
      text: `${say("Everything that this browser holds of Smart Client will be removed. To come back you need a new code from head office.")} ${unsent ? lost : ""}`,
      button: h(
        "button#remove-everything",
        { class: unsent ? "quiet" : "primary", onclick: () => this.data.ask("remove") },
        unsent ? say("Sign out all the same, and lose it") : say("Sign out and remove everything here"),
      ),
    });
  }
}

/** What is said of work that is broken on the disk. @param {number} count */
function unreadableText(count) {
  return count ? counted(count, "1 record of your work in this browser is broken. Ask head office which of your orders it has, and enter again what is missing.", "{count} records of your work in this browser are broken. Ask head office which of your orders it has, and enter again what is missing.") : "";
}

function linkText({ link, isSyncing, isFirstSync }) {
  if (link === "offline") return say("Working offline");
  if (isSyncing && isFirstSync) return say("Loading from head office …");
  if (isSyncing) return say("Exchanging …");
  return link === "online" ? say("In step with head office") : say("Not connected");
}

function explanationOf({ link, isFirstSync }) {
  switch (link) {
    case "online":
      return "";
    case "offline":
      return say("You work offline. Nothing is exchanged with head office until you switch that off.");
    case failures.CREDENTIAL_REFUSED:
      return say("Head office does not know this browser any more. Your work is here still: ask head office for a new code, and sign in with it.");
    case failures.REVOKED:
    case failures.UNKNOWN_LOGIN:
      return say("Head office revoked this browser's access. Ask head office.");
    case failures.CLIENT_TOO_OLD:
    case failures.UPGRADE_CLIENT:
      return say("Head office no longer serves this version of the page. Load it again.");
    case failures.WIPE:
      return say("Head office asked for what is here to be removed, and has not taken all that was not sent yet. This page tries again by itself.");
    case failures.AWAY:
      return isFirstSync ? "" : say("Head office can't use its database now. This page tries again by itself.");
    case "other-office":
      return say("The head office at this address is not the one that this browser was signed in at. Nothing was sent. Check the address, or ask head office.");
    case "no-rules":
      return say("This browser can't run head office's rules, so answers of head office are not read here. They are kept there. Allow WebAssembly, or use another browser.");
    case "newer":
      return say("Head office sent what only a newer page can read. Load the page again.");
    case "full":
      return say("This device has no room left for what head office sent. You can go on with what is here. Free some space; this page tries again by itself.");
    case "failed":
      return say("Something went wrong here. Load the page again; nothing is lost.");
    default:
      return say("Head office is not reached. You can go on with what is here; this page tries again by itself.");
  }
}
