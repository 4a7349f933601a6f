/** Elements: made of names, properties and texts. A text is never read as markup. */

import { say } from "../words/say.js";
import { sentence } from "../words/wording.js";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element.
 * @param {string} tag a name, with `#test-id` behind it where others look for the element
 * @param {Record<string, any>} [properties] `on…` are listeners, the others attributes; false and
 *   null leave one out
 * @param {...(Child | Child[])} children
 * @returns {any} an HTMLElement
 */
export function h(tag, properties = {}, ...children) {
  const [name, testId] = tag.split("#");
  const element = document.createElement(name);
  if (testId) element.dataset.testid = testId;
  for (const [property, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (property.startsWith("on")) element.addEventListener(property.slice(2), value);
    else element.setAttribute(property, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child || child === "").map(childOf));
  return element;
}

const childOf = (child) => (child instanceof Node ? child : String(child));

/** Put other children into an element. @param {Element} parent @param {...(Child | Child[])} children */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter(Boolean).map(childOf));
}

/**
 * Ask before something that can't be taken back.
 * @param {{title: string, text: string, button: HTMLElement}} what
 */
export function confirm({ title, text, button }) {
  const dialog = h(
    "dialog",
    { "aria-labelledby": "confirm-title" },
    h("h2", { id: "confirm-title" }, title),
    h("p", {}, text),
    h("div", { class: "buttons" }, h("button", { class: "quiet", autofocus: true, onclick: () => dialog.close() }, say("Cancel")), button),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** A list of terms and what they are; those without a value are left out. */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return h("dl", { class: "facts" }, shown.map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]).flat());
}

/**
 * Ask for a note before something is done; what went wrong is said in the dialog.
 * @param {{title: string, label: string, button: string, testId?: string, send: (note: string) => Promise<any>}} what
 */
export function ask({ title, label, button, testId = "send-note", send }) {
  const note = h("textarea", { id: "asked-note", rows: "3", maxlength: "500" });
  const problem = h("p", { class: "problem", role: "alert" });
  const dialog = h(
    "dialog",
    { "aria-labelledby": "asked-title" },
    h("h2", { id: "asked-title" }, title),
    h("label", { for: "asked-note" }, label),
    note,
    problem,
    h(
      "div",
      { class: "buttons" },
      h("button", { class: "quiet", onclick: () => dialog.close() }, say("Back")),
      h(`button#${testId}`, {
        class: "primary",
        onclick: async () => {
          try {
            await send(note.value);
            dialog.close();
          } catch (error) {
            showProblem(problem, error);
          }
        },
      }, button),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Say what went wrong. @param {Element | null} place @param {any} error */
export function showProblem(place, error) {
  if (place) place.textContent = problemText(error);
}

/** What a person reads of an error. @param {any} error */
export function problemText(error) {
  if (error.said) return sentence(error.said);
  if (error.kind === "NoRulesError") return say("This browser can't run head office's rules, so orders can't be placed here. Drafts are kept. Allow WebAssembly, or use another browser.");
  if (error.kind === "NewerAnswerError") return say("Head office sent what only a newer page can read. Load the page again.");
  if (error.kind === "DOMException") return say("The browser could not store this. Free some space on this device, then try again.");
  return say("Something went wrong here. Load the page again; nothing is lost.");
}
