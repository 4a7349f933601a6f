/** The outbox: what head office has not answered yet, and its way there by hand. */

import { counted, moment, say } from "../words/say.js";
import { word } from "../words/wording.js";
import { saveUnsent, whyNotExported } from "./download.js";
import { fill, h } from "./elements.js";
import { workRow } from "./rows.js";

const WORDS = { place_order: "Place order", amend_order: "Change order", cancel_order: "Cancel order", update_customer: "Change customer", withdraw: "Withdrawing" };

/** @param {Element} place @param {import("./pages.js").Shell} shell */
export async function showOutbox(place, { data, standing }) {
  const { unsent, drafts, unanswered } = await data.ask("outbox");
  const row = ({ about, kind, made_at }) =>
    h("div#outbox-row", {}, workRow(about, standing.currency, [word(WORDS[kind] ?? ""), moment(made_at)].filter(Boolean).join(" · ")));
  const list = (id, title, rows) => rows.length > 0 && h("section", { "aria-labelledby": id }, h("h2", { id }, title), h("div", { class: "rows" }, rows));
  fill(
    place,
    h("h1", {}, say("Outbox")),
    !unsent.length && !unanswered.length && h("p", { class: "hint" }, say("Nothing waits for head office.")),
    list("unsent", say("Only in this browser"), unsent.map(row)),
    list("unanswered", say("At head office, not answered yet"), unanswered.map(row)),
    list("drafts", say("Drafts"), drafts.map((order) => workRow(order, standing.currency))),
    unsent.length + unanswered.length > 0 && byHand(data, drafts.length),
  );
}

/** What is said of the way by hand, and its button. */
function byHand(data, drafts) {
  const said = h("p", { role: "status" });
  const button = h("button#export-unsent", {
    onclick: async () => {
      button.disabled = true;
      try {
        saveUnsent(await data.ask("exportUnsent"), say("Work {day}.age", { day: new Date().toLocaleDateString("sv") }));
        said.textContent = say("The file is among your downloads. Have it carried to head office. What is in it is sent over the network as well once there is one, and counts once.");
      } catch (error) {
        said.textContent = whyNotExported(/** @type {any} */ (error).failure);
      } finally {
        button.disabled = false;
      }
    },
  }, say("Save to a file"));
  return h(
    "section",
    { class: "card", "aria-labelledby": "by-hand" },
    h("h2", { id: "by-hand" }, say("No network for long?")),
    h("p", {}, say("Save what waits to a file that only head office can read, and have it carried there."), drafts > 0 && ` ${counted(drafts, "Your draft is not in it: place it first.", "Your {count} drafts are not in it: place them first.")}`),
    button,
    said,
  );
}
