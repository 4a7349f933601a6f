/** Cases: what reps asked head office, and an admin decides. */

import { moment, money, say } from "../words/say.js";
import { word } from "../words/wording.js";
import { ConflictDialog } from "./conflict.js";
import { ask, fill, h, showProblem } from "./elements.js";
import { stateOf } from "./states.js";
import { answersTo } from "./waiting.js";

const APPROVE = { kind: "approve", argument: "" };
const REFUSE = { kind: "refuse", argument: "" };
const HAND_BACK = { kind: "hand_back", argument: "" };
const NOTHING = { problems: [], fields: [] };
const DECISIONS = { approve: "Approve as entered", refuse: "Refuse", hand_back: "Hand back to the rep" };

/** @param {Element} place @param {import("./pages.js").Shell} shell */
export async function showCases(place, shell) {
  const { open, decided } = await shell.data.ask("cases");
  fill(
    place,
    h("h1", {}, say("Cases")),
    open.length ? h("div", { class: "rows" }, open.map((each) => openRow(each, shell, place))) : h("p", { class: "hint" }, say("No case waits. What reps ask head office comes here.")),
    decided.length > 0 && h("section", { "aria-labelledby": "decided" }, h("h2", { id: "decided" }, say("Decided")), h("div", { class: "rows" }, decided.map((each) => decidedRow(each, shell.standing.currency)))),
  );
}

function openRow(each, shell, place) {
  const about = [
    h("span", { class: "main" }, each.name),
    h("span", { class: "side" }, each.value === null ? say("Customer data") : money(each.value, shell.standing.currency)),
    h("span", { class: "sub" }, say("Asked by {name}, {moment}", { name: each.rep, moment: moment(each.opened_at) })),
    each.note && h("span", { class: "sub" }, `“${each.note}”`),
  ];
  if (!each.status) return h("button#case-row", { class: "row order", "data-state": "awaiting_decision", onclick: () => openCase(shell, each) }, about);
  // decided here, and on its way, or stopped
  return h(
    "div",
    { class: "row order tentative", "data-state": each.status },
    about,
    h("span", { class: "sub" }, stateOf({ state: "tentative", status: each.status }, { testId: "change-state" }), h("span", { class: "buttons" }, answersTo(shell, place, each.id, each.status))),
  );
}

function decidedRow(each, currency) {
  const what = word(DECISIONS[each.decision] ?? "");
  return h(
    "div#decided-case",
    { class: "row" },
    h("span", { class: "main" }, each.name),
    h("span", { class: "side" }, each.value === null ? say("Customer data") : money(each.value, currency)),
    h("span", { class: "sub" }, [what, say("By {name}, {moment}", { name: each.decided_by, moment: each.decided_at ? moment(each.decided_at) : "" })].filter(Boolean).join(" · ")),
    each.decision_note && h("span", { class: "sub" }, `“${each.decision_note}”`),
  );
}

async function openCase(shell, summary) {
  const shown = await shell.data.ask("case", { id: summary.id });
  if (shown) new CaseDialog(shell, summary.id, { ...shown, note: summary.note, note_by: summary.rep }).open();
}

class CaseDialog extends ConflictDialog {
  others() {
    return [
      this.#declining(HAND_BACK, { testId: "hand-back", open: say("Hand back …"), title: say("Hand this back to the rep?"), label: say("What the rep should know"), button: say("Hand back") }),
      this.#declining(REFUSE, { testId: "refuse-case", open: say("Refuse …"), title: say("Refuse this?"), label: say("Why, for the rep"), button: say("Refuse") }),
      h("button#approve-case", { class: "quiet", onclick: () => this.#decide(APPROVE, NOTHING).catch((error) => showProblem(this.problem, error)) }, say("Approve as entered")),
    ];
  }

  /** @param {any} chosen */
  async look(chosen) {
    const { note, note_by } = this.shown;
    const shown = await this.shell.data.ask("case", { id: this.id, chosen });
    return shown && { ...shown, note, note_by };
  }

  /** @param {any} resolution */
  send(resolution) {
    return this.shell.data.ask("decideCase", { id: this.id, action: APPROVE, resolution, note: "" });
  }

  /** An admin answers all of them. @param {any[]} problems */
  wanted(problems) {
    return problems;
  }

  #declining(action, { testId, open, title, label, button }) {
    const send = (note) => this.#decide(action, NOTHING, note);
    return h(`button#${testId}`, { class: "quiet", onclick: () => ask({ title, label, button, testId: "send-decision", send }) }, open);
  }

  async #decide(action, resolution, note = "") {
    await this.shell.data.ask("decideCase", { id: this.id, action, resolution, note });
    this.dialog.close();
  }
}
