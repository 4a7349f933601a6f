/** Customers: the list of them, and one with what is known of it and was changed. */

import { moment, money, say } from "../words/say.js";
import { FIELDS, editCustomer } from "./customer_editor.js";
import { facts, fill, h } from "./elements.js";
import { orderRow } from "./rows.js";
import { showSearch } from "./search.js";
import { stateOf } from "./states.js";
import { answersTo, isWaiting, reportOf, withdrawal } from "./waiting.js";

/** @param {Element} place @param {import("./pages.js").Shell} shell */
export async function showCustomers(place, shell) {
  await showSearch(place, shell, {
    title: say("Customers"),
    testId: "customer-search",
    hint: say("Search customers by name, number, contact or city"),
    ask: (search) => shell.data.ask("customers", search),
    row: (customer) =>
      h(
        "a#customer-row",
        { class: customer.status ? "row order tentative" : "row", "data-state": customer.status, href: `#customer/${encodeURIComponent(customer.number)}` },
        h("span", { class: "main" }, customer.name),
        h("span", { class: "side" }, customer.number),
        h("span", { class: "sub" }, [customer.city, customer.contact].filter(Boolean).join(" · ")),
        customer.status && h("span", { class: "sub" }, stateOf({ state: "tentative", status: customer.status }, { testId: "change-state" })),
      ),
  });
}

/** @param {Element} place @param {import("./pages.js").Shell} shell @param {string} key its number */
export async function showCustomer(place, shell, key) {
  const { data, standing } = shell;
  const [customer, orders] = await Promise.all([data.ask("customer", key), data.ask("orders", { customer: key })]);
  const back = h("a", { href: "#customers", class: "back" }, say("Back to {page}", { page: say("Customers") }));
  if (!customer) {
    fill(place, back, h("p", { role: "status" }, say("This customer is not among yours any more.")));
    return;
  }
  const status = customer.task?.status ?? "";
  const isChanged = isWaiting(status);
  const report = (isChanged || customer.refused) && (await data.ask("report", { id: key }).catch(() => null));
  const hold = customer.check_out && (await data.ask("hold", { number: key }).catch(() => null));
  const field = (name, value = customer[name]) => (customer.changed.includes(name) ? h("span", { class: "tentative" }, value || say("(empty)")) : value);
  const linked = (name, scheme) => customer[name] && field(name, h("a", { href: `${scheme}:${customer[name]}` }, customer[name]));
  const inMoney = (amount) => (amount === null ? "" : money(amount, standing.currency));
  fill(
    place,
    back,
    h("h1", {}, field("name")),
    hold && h("p#check-out", { class: "note", role: "status" }, holdText(hold)),
    h(
      "div",
      { class: "buttons" },
      h("button#new-order", { class: "primary", onclick: () => shell.open(`new/${encodeURIComponent(key)}`) }, say("New order")),
      h("button#edit-customer", { class: "quiet", onclick: () => editCustomer(shell, customer) }, say("Change …")),
    ),
    isChanged && changeOf(shell, place, customer),
    customer.refused && refusedOf(customer.refused),
    report && reportOf(report),
    h(
      "section",
      { class: "card" },
      facts([
        [say("Number"), customer.number],
        [say("Contact"), field("contact")],
        [say("Phone"), linked("phone", "tel")],
        [say("E-mail"), linked("email", "mailto")],
        [say("Payment terms"), customer.payment_terms],
        [say("Credit limit"), inMoney(customer.credit_limit)],
        [say("Open balance"), inMoney(customer.balance)],
        [say("Notes"), field("notes")],
      ]),
    ),
    customer.addresses.length > 0 &&
      h("section", { class: "card" }, h("h2", {}, say("Addresses")), customer.addresses.map((address) => h("p", {}, addressLine(address)))),
    h(
      "section",
      { class: "card" },
      h("h2", {}, say("Orders")),
      orders.count
        ? orders.rows.map((order) => orderRow(order, standing.currency))
        : h("p", { class: "hint" }, say("No orders yet.")),
    ),
  );
}

function addressLine(address) {
  const place = [address.postal_code, address.city, address.state].filter(Boolean).join(" ");
  return [address.line1, address.line2, place, address.country].filter(Boolean).join(", ");
}

/** What was changed and is not answered: how far it got, and what can be done with it. */
function changeOf(shell, place, { number, task }) {
  return h(
    "section",
    { class: "card order tentative", "data-state": task.status },
    h("p", {}, stateOf({ state: "tentative", status: task.status }, { testId: "change-state" }), " · ", say("What you changed is shown in italics.")),
    h("p", { class: "problem", role: "alert" }),
    h("div", { class: "buttons" }, answersTo(shell, place, number, task.status), withdrawal(shell, place, number, task.status)),
  );
}

/** What head office refused of a customer: nothing of it is lost from sight. */
function refusedOf({ asked }) {
  return h(
    "section",
    { class: "card", "aria-labelledby": "refused" },
    h("h2", { id: "refused" }, say("Head office refused your last change")),
    facts(Object.entries(asked).map(([name, value]) => [FIELDS[name]?.() ?? name, value || say("(empty)")])),
  );
}

/** Who has a customer checked out, and until when. */
function holdText({ hold, holder, device, until }) {
  const values = { holder, device, until: moment(until) };
  if (hold === "own") return say("You have checked this customer out until {until}.", values);
  if (hold === "unsure") return say("You have checked this customer out until {until}, as far as is known here. Sync to be sure.", values);
  return say("{holder} ({device}) has checked this customer out until {until}. Nobody else may change it until then.", values);
}
