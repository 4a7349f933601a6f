/** The dialog in which the rep resolves a conflict, with what each choice makes of the total. */

import { money, say } from "../words/say.js";
import { sentence } from "../words/wording.js";
import { ask, fill, h, showProblem } from "./elements.js";

/** @param {import("./pages.js").Shell} shell @param {string} id the order's or the customer's */
export async function openConflict(shell, id) {
  const shown = await shell.data.ask("conflict", { id });
  if (shown) new ConflictDialog(shell, id, shown).open();
}

/** The dialog of a rep; that of an admin differs in what it asks and what it may do. */
export class ConflictDialog {
  /** What is chosen of each problem and field, by its name. @type {Map<string, any>} */
  #problems = new Map();
  /** @type {Map<string, any>} */
  #fields = new Map();

  /** @param {import("./pages.js").Shell} shell @param {string} id @param {any} shown the conflict as the rules say it */
  constructor(shell, id, shown) {
    this.shell = shell;
    this.id = id;
    this.shown = shown;
    this.currency = shell.standing.currency;
    this.body = h("div", {});
    this.problem = h("p", { class: "problem", role: "alert" });
    this.resolve = h("button#resolve-conflict", { class: "primary", disabled: true, onclick: () => this.#resolve() }, say("Send to head office"));
    this.dialog = h("dialog", { class: "wide", "aria-labelledby": "conflict-title" });
  }

  /** Show it. */
  open() {
    const { note, note_by } = this.shown;
    fill(
      this.dialog,
      h("h2", { id: "conflict-title" }, say("Choose what to do")),
      h("p", { class: "hint" }, this.#totals()),
      note && h("p", {}, note_by ? `${note_by}: ${note}` : note),
      this.body,
      this.problem,
      h("div", { class: "buttons" }, this.others(), h("button", { class: "quiet", onclick: () => this.dialog.close() }, say("Later")), this.resolve),
    );
    this.dialog.addEventListener("close", () => this.dialog.remove());
    this.#show();
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  /** What else may be done with it. @returns {HTMLElement[]} */
  others() {
    return [h("button#ask-head-office", { class: "quiet", onclick: () => this.#ask() }, say("Ask head office …"))];
  }

  /** The conflict as it is now, null once it is closed. @param {any} chosen */
  look(chosen) {
    return this.shell.data.ask("conflict", { id: this.id, chosen });
  }

  /** @param {any} resolution */
  send(resolution) {
    return this.shell.data.ask("resolve", { id: this.id, resolution });
  }

  /** Which problems are to be answered. @param {any[]} problems */
  wanted(problems) {
    const ofRep = problems.filter(({ settled_by }) => settled_by === "rep");
    return ofRep.length ? ofRep : problems;
  }

  #totals() {
    if (this.shown.total === null) return "";
    const now = money(this.shown.total, this.currency);
    return say("Total now {total}", { total: now });
  }

  #show() {
    fill(this.body, this.shown.problems.map((problem, i) => this.#problemRow(problem, i)), this.shown.fields.map((field, i) => this.#fieldRow(field, i)));
    this.resolve.disabled = !this.#isComplete();
  }

  #problemRow(problem, i) {
    const key = `${problem.code}:${problem.line}`;
    return h(
      "fieldset#conflict-row",
      {},
      h("legend", {}, sentence(problem.said)),
      problem.actions.map(({ action, said, total }) =>
        this.#choice(`problem-${i}`, sentence(said), this.#effect(total), sameAction(this.#problems.get(key)?.action, action), () => {
          this.#problems.set(key, { code: problem.code, line: problem.line, action });
          this.#look();
        }),
      ),
    );
  }

  #effect(total) {
    if (this.shown.total === null) return "";
    return total === null ? say("no order is left") : say("total becomes {total}", { total: money(total, this.currency) });
  }

  #fieldRow(field, i) {
    const take = (value) => () => {
      this.#fields.set(field.field, { field: field.field, value, seen: field.theirs });
      this.#look();
    };
    const chosen = this.#fields.get(field.field)?.value;
    return h(
      "fieldset#conflict-row",
      {},
      h("legend", {}, sentence(field.said)),
      h("p", { class: "hint" }, say("It was {value}", { value: field.base || "–" })),
      this.#choice(`field-${i}`, say("Yours: {value}", { value: field.mine || "–" }), "", chosen === field.mine, take(field.mine)),
      this.#choice(`field-${i}`, field.by ? say("By {name}: {value}", { name: field.by, value: field.theirs || "–" }) : say("Head office: {value}", { value: field.theirs || "–" }), "", chosen === field.theirs, take(field.theirs)),
    );
  }

  #choice(name, text, effect, isChosen, choose) {
    return h("label#conflict-action", { class: "choice" }, h("input", { type: "radio", name, checked: isChosen, onchange: choose }), h("span", {}, text), effect && h("span", { class: "side" }, effect));
  }

  /** What the choices so far make of the totals. */
  async #look() {
    try {
      const shown = await this.look(this.#chosen());
      if (!shown) return this.dialog.close();
      this.shown = shown;
      const focused = /** @type {HTMLInputElement | null} */ (document.activeElement);
      const place = [...this.body.querySelectorAll("input")].indexOf(/** @type {any} */ (focused));
      this.#show();
      this.body.querySelectorAll("input")[place]?.focus();
    } catch (error) {
      showProblem(this.problem, error);
    }
  }

  #chosen() {
    return { problems: [...this.#problems.values()], fields: [...this.#fields.values()] };
  }

  #isComplete() {
    const { problems, fields } = this.shown;
    const isForAll = [...this.#problems.values()].some(({ action }) => action.kind === "cancel");
    return (
      (isForAll || this.wanted(problems).every(({ code, line }) => this.#problems.has(`${code}:${line}`))) && fields.every(({ field }) => this.#fields.has(field)) && problems.length + fields.length > 0
    );
  }

  async #resolve() {
    this.resolve.disabled = true;
    try {
      await this.send(this.#chosen());
      this.dialog.close();
    } catch (error) {
      showProblem(this.problem, error);
      this.resolve.disabled = false;
    }
  }

  #ask() {
    ask({
      title: say("Ask head office"),
      label: say("What should head office know?"),
      button: say("Ask head office"),
      testId: "send-question",
      send: async (note) => {
        await this.shell.data.ask("escalate", { id: this.id, note });
        this.dialog.close();
      },
    });
  }
}

const sameAction = (one, other) => one !== undefined && one.kind === other.kind && one.argument === other.argument;
