/** A list with a search as one types. */

import { number, say } from "../words/say.js";
import { fill, h } from "./elements.js";

/**
 * Show it; what was typed stays while the list is filled again.
 * @param {Element} place
 * @param {import("./pages.js").Shell} _shell
 * @param {{title: string, testId: string, hint: string, ask: (search: string) => Promise<{count: number, rows: any[]}>, row: (found: any) => Node}} how
 */
export async function showSearch(place, _shell, { title, testId, hint, ask, row }) {
  let field = /** @type {any} */ (place.querySelector(`[data-testid=${testId}]`));
  if (!field) {
    field = h(`input#${testId}`, { type: "search", placeholder: hint, "aria-label": hint, autocomplete: "off", spellcheck: "false" });
    fill(place, h("h1", {}, title), field, h("p", { class: "hint", role: "status" }), h("div", { class: "rows" }));
    field.addEventListener("input", () => search());
    field.focus();
  }
  const status = /** @type {Element} */ (place.querySelector("[role=status]"));
  const rows = /** @type {Element} */ (place.querySelector(".rows"));
  let asked = 0;
  async function search() {
    asked += 1;
    const mine = asked;
    const found = await ask(field.value);
    if (mine !== asked) return;
    status.textContent = statusOf(found, field.value);
    fill(rows, found.rows.map(row));
  }
  await search();
}

function statusOf({ count, rows }, search) {
  if (!count) return search ? say("Found nothing. Try fewer letters.") : "";
  if (count === rows.length) return "";
  return say("{count} found. The first {shown} are shown; type more to narrow it down.", { count: number(count), shown: rows.length });
}
