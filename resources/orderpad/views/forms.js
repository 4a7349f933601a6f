/** Forms: one button that sends, and one sentence where that fails. */

import { say } from "../words/say.js";
import { h } from "./elements.js";

/**
 * A form; `send` may throw `sentence`, and `explain` says what else it throws.
 * @param {{title: string, lines: string[], fields: any[], button: HTMLButtonElement, busy: string,
 *   send: () => Promise<any>, explain: (error: any) => string}} what
 */
export function form({ title, lines, fields, button, busy, send, explain }) {
  const problem = h("p", { class: "problem", role: "alert", id: "problem" });
  const label = button.textContent;
  const element = h("form", { class: "card", novalidate: true }, h("h1", {}, title), lines.map((line) => h("p", {}, line)), ...fields, problem, button);
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = busy;
    problem.textContent = "";
    element.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    try {
      await send();
    } catch (caught) {
      const error = /** @type {any} */ (caught);
      problem.textContent = error.sentence ?? explain(error);
      const field = error.field ?? element.querySelector("input[type=password], input");
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", "problem");
      field.focus();
    } finally {
      button.disabled = false;
      button.textContent = label;
    }
  });
  return element;
}

/** What is wrong with what was typed. @param {string} text @param {HTMLElement} field */
export function sentence(text, field) {
  return Object.assign(new Error(text), { sentence: text, field });
}

/** What a person reads of an error that no form foresees. @param {any} error */
export function unforeseen(error) {
  return error.kind === "DOMException"
    ? say("The browser does not let this page store anything. Leave private browsing, or free some space, and load the page again.")
    : say("Something went wrong here. Load the page again; nothing is lost.");
}
