/** Elements: made of names, properties and texts. A text is never read as markup. */

import { say } from "../words/say.js";

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
