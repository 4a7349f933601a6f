/** The entry of a line: typing finds products, Enter takes the first, and Enter again adds it. */

import { money, say } from "../words/say.js";
import { fill, h } from "./elements.js";

const MOST_OFFERED = 8;

export class LineEntry {
  /** @type {any[]} */
  #found = [];
  /** @type {any} */
  #taken = null;
  #chosen = 0;
  #asked = 0;
  /** What was typed when `#found` was found. */
  #foundFor = "";
  /** What was asked before by Enter: hands may be faster than a search. */
  #entering = Promise.resolve();

  /**
   * @param {import("./pages.js").Shell} shell
   * @param {(product: any, quantity: number) => void} add
   */
  constructor(shell, add) {
    this.shell = shell;
    this.add = add;
    this.search = h("input#product-search", {
      type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: say("Product: name, number or bar code"), "aria-label": say("Product: name, number or bar code"),
      "aria-expanded": "false", "aria-controls": "found-products", oninput: () => this.#look(), onkeydown: (event) => this.#key(event),
    });
    this.quantity = h("input#quantity", { inputmode: "numeric", value: "1", "aria-label": say("Quantity"), class: "figure", onfocus: () => this.quantity.select() });
    this.list = h("ul", { id: "found-products", role: "listbox", class: "found", "aria-label": say("Products found") });
    this.element = h(
      "form",
      { class: "entry card", novalidate: true, onsubmit: (event) => this.#submit(event) },
      h("div", { class: "joined" }, this.search, this.quantity, h("button#add-line", { class: "quiet" }, say("Add"))),
      this.list,
    );
  }

  focus() {
    this.search.focus();
  }

  async #look() {
    this.#taken = null;
    this.#asked += 1;
    const mine = this.#asked;
    const text = this.search.value;
    const { rows } = text.trim() ? await this.shell.data.ask("products", text) : { rows: [] };
    if (mine !== this.#asked) return;
    this.#found = rows.slice(0, MOST_OFFERED);
    this.#foundFor = text;
    this.#chosen = 0;
    this.#show();
  }

  #show() {
    const { currency } = this.shell.standing;
    fill(
      this.list,
      this.#found.map((product, i) =>
        h(
          "li#product-row",
          { role: "option", id: `found-${i}`, "aria-selected": String(i === this.#chosen), class: "row", onclick: () => this.#take(product) },
          h("span", { class: "main" }, product.name),
          h("span", { class: "side" }, money(product.list_price, currency)),
          h("span", { class: "sub" }, product.sku),
        ),
      ),
    );
    this.search.setAttribute("aria-expanded", String(this.#found.length > 0));
    if (this.#found.length) this.search.setAttribute("aria-activedescendant", `found-${this.#chosen}`);
    else this.search.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#found.length) {
      event.preventDefault();
      this.#chosen = (this.#chosen + step + this.#found.length) % this.#found.length;
      this.#show();
    } else if (event.key === "Escape" && this.#found.length) {
      event.preventDefault();
      this.#found = [];
      this.#show();
    }
  }

  #take(product) {
    this.#taken = product;
    this.search.value = product.name;
    this.#found = [];
    this.#foundFor = product.name;
    this.#show();
    this.quantity.focus();
  }

  #submit(event) {
    event.preventDefault();
    this.#entering = this.#entering.then(() => this.#enter());
  }

  async #enter() {
    if (!this.#taken) {
      if (this.#foundFor !== this.search.value) await this.#look();
      if (this.#found.length) this.#take(this.#found[this.#chosen]);
      else this.search.focus();
      return;
    }
    const quantity = Number(this.quantity.value);
    if (!/^\d{1,7}$/.test(this.quantity.value.trim()) || quantity < 1) {
      this.quantity.setAttribute("aria-invalid", "true");
      this.quantity.focus();
      return;
    }
    this.quantity.removeAttribute("aria-invalid");
    this.add(this.#taken, quantity);
    this.#taken = null;
    this.search.value = "";
    this.#foundFor = "";
    this.quantity.value = "1";
    this.search.focus();
  }
}
