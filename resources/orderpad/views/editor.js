/** The order editor: what is typed is saved at once; prices and warnings come from the rules. */

import { day, figure, money, say } from "../words/say.js";
import { sentence } from "../words/wording.js";
import { confirm, fill, h, problemText } from "./elements.js";
import { LineEntry } from "./line_entry.js";
import { totalsOf } from "./orders.js";
import { numberOf } from "./states.js";

const SAVED_AFTER = 300;
const MOST_NOTE = 500;

/** @param {Element} place @param {import("./pages.js").Shell} shell @param {string} id */
export async function showEditor(place, shell, id) {
  if (!place.firstChild) await openEditor(place, shell, await shell.data.ask("order", id));
}

/** @param {Element} place @param {import("./pages.js").Shell} shell @param {string} customer */
export async function showNewOrder(place, shell, customer) {
  if (!place.firstChild) await openEditor(place, shell, await shell.data.ask("beginOrder", { customer }));
}

async function openEditor(place, shell, found) {
  if (!found) {
    fill(place, h("p", { role: "status" }, say("This order is not on this device any more.")));
    return;
  }
  const [customer, methods] = await Promise.all([shell.data.ask("customer", found.order.customer), shell.data.ask("shipMethods")]);
  new Editor(place, shell, found, { customer, methods });
}

class Editor {
  /** @type {any} what the rules say of the order as it is now, null until they did */
  #preview = null;
  /** @type {Map<number, {row: any, cells: any, warnings: any}>} */
  #rows = new Map();
  #asked = 0;
  #saveTimer = 0;
  /** Whether something was entered that is to be saved. */
  #isTyped = false;

  constructor(place, shell, found, { customer, methods }) {
    this.shell = shell;
    this.data = shell.data;
    this.found = found;
    this.order = found.typed ?? found.order;
    this.isDraft = found.state === "draft";
    this.customer = customer;
    this.currency = shell.standing.currency;
    this.warnings = h("div", { class: "warnings" });
    this.body = h("tbody", {});
    this.totals = h("tfoot", {});
    this.hint = h("p", { class: "hint", role: "status" });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.place = h("button#place-order", { class: "primary", disabled: true, onclick: () => this.#place() }, this.isDraft ? say("Place order") : say("Save the change"));
    this.entry = new LineEntry(shell, (product, quantity) => this.#add(product, quantity));
    fill(place, this.#head(), this.entry.element, this.warnings, this.#table(), this.#fields(methods), this.hint, this.problem, this.#buttons());
    this.#showLines();
    this.#quote();
    addEventListener("pagehide", () => this.#isTyped && this.#save());
    shell.whenStandingChanges = () => this.#quoteOnceReady();
    this.entry.focus();
  }

  #head() {
    const number = numberOf({ number: this.found.number, provisional: this.order.provisional_number });
    return [
      h("a", { href: this.isDraft ? `#customer/${encodeURIComponent(this.order.customer)}` : `#order/${this.order.id}`, class: "back" }, say("Back")),
      h("h1", { class: "tentative" }, this.customer?.name ?? this.order.customer),
      h("p", { class: "hint" }, this.isDraft ? say("Draft. What you enter is saved on this device as you type.") : say("What you enter is kept here as you type. Order {number} is changed once you save it.", { number })),
    ];
  }

  #table() {
    const titles = [say("Product"), say("Quantity"), say("Price"), say("Discount"), say("Amount")];
    return h(
      "div",
      { class: "scrolled card order tentative", "data-state": "draft" },
      h("table", {}, h("thead", {}, h("tr", {}, titles.map((title, i) => h("th", { scope: "col", class: i ? "figure" : "" }, title)), h("th", {}, h("span", { class: "unseen" }, say("Remove"))))), this.body, this.totals),
    );
  }

  #fields(methods) {
    const set = (name, read = (value) => value) => (event) => this.#change({ [name]: read(event.target.value) });
    const option = (value, text) => h("option", { value, selected: this.order.ship_via === value }, text);
    return h(
      "div",
      { class: "fields card" },
      h("label", { for: "ship-via" }, say("Ship via")),
      h("select#ship-via", { id: "ship-via", onchange: set("ship_via") }, option("", say("Not chosen")), methods.map((name) => option(name, name))),
      h("label", { for: "deliver-on" }, say("Deliver on")),
      h("input#deliver-on", { id: "deliver-on", type: "date", value: this.order.deliver_on ?? "", onchange: set("deliver_on", (value) => value || null) }),
      h("label", { for: "reference" }, say("Your reference")),
      h("input#reference", { id: "reference", maxlength: "50", value: this.order.reference, oninput: set("reference") }),
      h("label", { for: "note" }, say("Note")),
      h("textarea#note", { id: "note", rows: "2", maxlength: String(MOST_NOTE), oninput: set("note") }, this.order.note),
    );
  }

  #buttons() {
    return h(
      "div",
      { class: "buttons" },
      h("button#discard-draft", { class: "quiet", onclick: () => (this.isDraft ? this.#discard() : this.#leaveAsItWas()) }, this.isDraft ? say("Discard") : say("Leave it as it was")),
      this.place,
    );
  }

  #add(product, quantity) {
    const line = Math.max(0, ...this.order.lines.map((each) => each.line)) + 1;
    this.#change({ lines: [...this.order.lines, { ...NEW_LINE, line, sku: product.sku, quantity }] }, { isSavedNow: true });
  }

  #setQuantity(line, field) {
    const quantity = Number(field.value);
    const isQuantity = /^\d{1,7}$/.test(field.value.trim()) && quantity >= 1;
    field.toggleAttribute("aria-invalid", !isQuantity);
    if (!isQuantity) {
      this.problem.textContent = say("A quantity is a whole number from 1 on.");
      return;
    }
    this.#change({ lines: this.order.lines.map((each) => (each.line === line ? { ...each, quantity } : each)) });
  }

  #remove(line) {
    this.#change({ lines: this.order.lines.filter((each) => each.line !== line) }, { isSavedNow: true });
    this.entry.focus();
  }

  /** Take what was typed, save it, and have it priced. */
  #change(changes, { isSavedNow = false } = {}) {
    this.order = { ...this.order, ...changes };
    this.#isTyped = true;
    this.#preview = null;
    this.problem.textContent = "";
    clearTimeout(this.#saveTimer);
    if (isSavedNow) this.#save();
    else this.#saveTimer = setTimeout(() => this.#save(), SAVED_AFTER);
    this.#showLines();
    this.#quote();
  }

  #save() {
    if (this.isOver) return;
    clearTimeout(this.#saveTimer);
    // from now on the address is that of the draft
    history.replaceState(null, "", `#edit/${this.order.id}`);
    this.data.ask("saveTyped", { order: this.order }).catch((error) => {
      this.problem.textContent = problemText(error);
    });
  }

  #quoteOnceReady() {
    if (!this.#preview && this.shell.standing.rules === "ready") this.#quote();
    else this.#showHint();
  }

  async #quote() {
    this.#asked += 1;
    const mine = this.#asked;
    this.#showHint();
    try {
      const preview = await this.data.ask("quote", { order: this.order });
      if (mine !== this.#asked) return;
      this.#preview = preview;
      // what is not typed here, as its number, stays
      this.order = { ...preview.order, order_date: this.order.order_date };
      this.#showLines();
    } catch (error) {
      if (mine !== this.#asked) return;
      this.problem.textContent = problemText(error);
    }
    this.#showHint();
  }

  #showHint() {
    const { rules } = this.shell.standing;
    const preview = this.#preview;
    this.place.disabled = !preview || !preview.may_save || !this.order.lines.length;
    if (rules === "beginning" && !preview) this.hint.textContent = say("Prices come in a moment: head office's rules are being loaded.");
    else if (preview && !preview.may_save) this.hint.textContent = sentence(preview.why_not);
    else if (preview?.arrives) this.hint.textContent = say("Can arrive by {day}.", { day: day(preview.arrives) });
    else this.hint.textContent = "";
  }

  #showLines() {
    const numbers = this.order.lines.map(({ line }) => line);
    for (const [line, { row, warnings }] of this.#rows) {
      if (numbers.includes(line)) continue;
      row.remove();
      warnings.remove();
      this.#rows.delete(line);
    }
    for (const line of this.order.lines) {
      if (!this.#rows.has(line.line)) this.#rows.set(line.line, this.#row(line));
      this.#fillRow(line);
    }
    this.#showWarnings(this.warnings, this.#saidOf(null));
    fill(this.totals, this.#preview ? totalsOf(this.order.totals, this.currency) : []);
  }

  #row({ line, sku, quantity }) {
    const name = h("span", {}, sku);
    const earlier = h("span", { class: "sub" });
    const [price, discount, amount] = [0, 1, 2].map(() => h("td", { class: "figure" }));
    const field = h("input", { class: "figure", inputmode: "numeric", value: String(quantity), "aria-label": say("Quantity of {sku}", { sku }), onchange: () => this.#setQuantity(line, field), onkeydown: (event) => event.key === "Enter" && this.entry.focus() });
    const remove = h("button#remove-line", { class: "quiet", "aria-label": say("Remove {sku}", { sku }), onclick: () => this.#remove(line) }, "✕");
    const row = h("tr#order-line", {}, h("td", {}, name, earlier), h("td", { class: "figure" }, field), price, discount, amount, h("td", { class: "remove" }, remove));
    const warnings = h("tr", { class: "warnings" }, h("td", { colspan: "6" }));
    this.body.append(row, warnings);
    this.#showEarlier(earlier, sku);
    return { row, warnings, cells: { name, price, discount, amount, field } };
  }

  #fillRow(line) {
    const { cells, warnings } = /** @type {any} */ (this.#rows.get(line.line));
    const isPriced = this.#preview !== null;
    const product = this.#preview?.products[line.sku];
    if (product) cells.name.textContent = `${product.name} (${line.sku})`;
    if (document.activeElement !== cells.field) cells.field.value = String(line.quantity);
    cells.price.textContent = isPriced && line.unit_price !== null ? money(line.unit_price, this.currency) : "";
    cells.discount.textContent = isPriced && Number(line.discount_percent) ? `${figure(line.discount_percent)} %` : "";
    cells.amount.textContent = isPriced && line.amount !== null ? money(line.amount, this.currency) : "…";
    this.#showWarnings(warnings.firstChild, this.#saidOf(line.line));
  }

  async #showEarlier(place, sku) {
    const paid = await this.data.ask("pricesPaid", { customer: this.order.customer, sku, without: this.order.id });
    if (!paid.length) return;
    const [last] = paid;
    place.textContent = say("Before: {price} on {day}, quantity {quantity}", { price: money(last.price, this.currency), day: day(last.date), quantity: last.quantity });
  }

  /** What the rules say about a line, or about the whole order. */
  #saidOf(line) {
    if (!this.#preview) return [];
    const problems = this.#preview.problems.filter((problem) => problem.line === line).map(({ said }) => sentence(said));
    if (line !== null) return problems;
    const { demand } = this.#preview;
    const credit = demand.credit && say("{amount} of the credit is in orders that are not confirmed.", { amount: money(demand.credit, this.currency) });
    return [...problems, ...this.#preview.ages.map(sentence), ...this.#preview.changes.map(sentence), ...this.#preview.report.map(sentence), ...(credit ? [credit] : [])];
  }

  #showWarnings(place, texts) {
    fill(place, texts.map((text) => h("p#order-warning", { class: "warning" }, text)));
  }

  async #place() {
    this.place.disabled = true;
    try {
      this.isOver = true;
      await this.data.ask("placeOrder", { order: this.order });
      this.shell.open(`order/${this.order.id}`);
    } catch (error) {
      this.isOver = false;
      await this.#quote();
      this.problem.textContent = problemText(error);
    }
  }

  /** Forget what was typed into an order that was placed. */
  async #leaveAsItWas() {
    this.isOver = true;
    clearTimeout(this.#saveTimer);
    await this.data.ask("forgetTyped", { id: this.order.id });
    this.shell.open(`order/${this.order.id}`);
  }

  #discard() {
    const button = h("button#discard-for-good", {
      class: "primary",
      onclick: async () => {
        this.isOver = true;
        await this.data.ask("discardDraft", { id: this.order.id });
        button.closest("dialog")?.close();
        this.shell.open(`customer/${encodeURIComponent(this.order.customer)}`);
      },
    }, say("Discard the draft"));
    confirm({ title: say("Discard the draft"), text: say("It is deleted for good. Nobody else has it."), button });
  }
}

const NEW_LINE = { unit_price: null, discount_percent: "0", offer: "", amount: null, without_offer: false, back_order: false, ordered_on: null };
