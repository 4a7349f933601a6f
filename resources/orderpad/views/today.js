/** Today: what needs the rep, what waits, what was answered, and what is on this device. */

import { counted, moment, say } from "../words/say.js";
import { fill, h } from "./elements.js";
import { workRow } from "./rows.js";

/** @param {Element} place @param {import("./pages.js").Shell} shell */
export async function showToday(place, { data, standing }) {
  const [counts, today, isKept] = await Promise.all([data.ask("counts"), data.ask("today"), navigator.storage?.persisted?.() ?? false]);
  const list = (id, title, rows) =>
    rows.length > 0 &&
    h("section", { "aria-labelledby": id }, h("h2", { id }, title), h("div", { class: "rows" }, rows.map((about) => workRow(about, standing.currency))));
  const hasWork = today.needed.length + today.drafts.length + today.waiting.length + today.answered.length > 0;
  fill(
    place,
    h("h1", {}, say("Today")),
    h("p", {}, say("Signed in as {name}", { name: standing.name }), standing.company && ` · ${standing.company}`),
    counts.cases > 0 && h("p", {}, h("a#open-cases", { href: "#cases" }, counted(counts.cases, "1 case waits for your decision", "{count} cases wait for your decision"))),
    list("needed", say("Needs you"), today.needed),
    list("waiting", say("Waits for head office"), today.waiting),
    list("drafts", say("Drafts"), today.drafts),
    list("answered", say("Answered"), today.answered),
    !hasWork && h("p", { class: "hint" }, say("Nothing waits. Choose a customer to take an order.")),
    h(
      "section",
      { class: "card held", "aria-labelledby": "held" },
      h("h2", { id: "held" }, say("What is on this device")),
      h(
        "ul",
        { class: "plain" },
        h("li", {}, h("a", { href: "#customers" }, counted(counts.customers, "1 customer", "{count} customers"))),
        h("li", {}, h("a", { href: "#catalog" }, counted(counts.products, "1 product", "{count} products"))),
        h("li", {}, h("a", { href: "#orders" }, counted(counts.orders, "1 order", "{count} orders"))),
      ),
      standing.asOf && h("p", { class: "hint" }, say("As of {moment}", { moment: moment(standing.asOf) })),
      h("p", { class: "hint" }, isKept ? say("The browser promised to keep what is stored here.") : say("The browser may remove what is stored here when space runs short.")),
    ),
  );
}
