/** What waits for an answer, an order or a change: what the rep can do with it, and what was answered. */

import { say } from "../words/say.js";
import { sentence } from "../words/wording.js";
import { openConflict } from "./conflict.js";
import { h, showProblem } from "./elements.js";

const OVER = new Set(["", "confirmed", "adjusted", "rejected", "undone"]);

/** Whether there is a task that is not finished, by its status. @param {string} status */
export const isWaiting = (status) => !OVER.has(status);

/** What gets a task on that waits for the rep. @param {import("./pages.js").Shell} shell @param {Element} place @param {string} id @param {string} status */
export function answersTo(shell, place, id, status) {
  return [
    status === "in_conflict" && h("button#answer-conflict", { class: "primary", onclick: () => openConflict(shell, id) }, say("Choose what to do …")),
    status === "parked" && h("button#try-again", { class: "primary", onclick: () => run(place, () => shell.data.ask("retry", { id })) }, say("Try again")),
  ];
}

/** The button that withdraws what waits. @param {import("./pages.js").Shell} shell @param {Element} place @param {string} id @param {string} status */
export function withdrawal(shell, place, id, status) {
  if (!isWaiting(status) || status === "taking_back") return null;
  return h("button#take-back", { class: "quiet", onclick: () => run(place, () => shell.data.ask("takeBack", { id })) }, say("Withdraw"));
}

async function run(place, work) {
  try {
    await work();
  } catch (error) {
    showProblem(place.querySelector(".problem"), error);
  }
}

/** What head office answered, null for nothing to say. @param {any} report */
export function reportOf({ report, reasons, why, note, by }) {
  const sentences = [...reasons, ...report].map(sentence);
  if (why.templates.length) sentences.unshift(sentence(why));
  if (note) sentences.push(by ? `${by}: ${note}` : note);
  if (!sentences.length) return null;
  return h("section", { class: "card", "aria-labelledby": "answer" }, h("h2", { id: "answer" }, say("What head office answered")), h("ul", {}, sentences.map((text) => h("li#order-warning", {}, text))));
}
