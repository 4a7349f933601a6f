/** The dialog in which the rep changes a customer. */

import { say } from "../words/say.js";
import { h, problemText } from "./elements.js";
import { form } from "./forms.js";

/** The fields that a rep may change, by what they are called. @type {Record<string, () => string>} */
export const FIELDS = {
  name: () => say("Name"),
  contact: () => say("Contact"),
  phone: () => say("Phone"),
  email: () => say("E-mail"),
  notes: () => say("Notes"),
};

/** @param {import("./pages.js").Shell} shell @param {any} customer */
export function editCustomer({ data }, customer) {
  const inputs = {
    name: h("input#customer-name", { id: "edit-name", value: customer.name, required: true, autocomplete: "off" }),
    contact: h("input#customer-contact", { id: "edit-contact", value: customer.contact, autocomplete: "off" }),
    phone: h("input#customer-phone", { id: "edit-phone", type: "tel", value: customer.phone, autocomplete: "off" }),
    email: h("input#customer-email", { id: "edit-email", type: "email", value: customer.email, autocomplete: "off" }),
    notes: h("textarea#customer-notes", { id: "edit-notes", rows: "3" }, customer.notes),
  };
  const dialog = h(
    "dialog",
    { "aria-label": say("Change customer") },
    form({
      title: say("Change customer"),
      lines: [],
      fields: Object.entries(inputs).flatMap(([name, input]) => [h("label", { for: input.id }, FIELDS[name]()), input]),
      button: h("button#save-customer", { class: "primary" }, say("Save")),
      busy: say("Saving …"),
      send: async () => {
        const fields = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
        await data.ask("editCustomer", { number: customer.number, fields });
        dialog.close();
      },
      explain: problemText,
    }),
    h("button", { class: "quiet", onclick: () => dialog.close() }, say("Cancel")),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
