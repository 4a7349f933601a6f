/** Signing in again by a new code: what is in this browser stays. */

import { say } from "../words/say.js";
import { codeFailure, codeField, codeTyped } from "./codes.js";
import { h } from "./elements.js";
import { form } from "./forms.js";

/** @param {import("./data.js").Data} data */
export function askForNewCode(data) {
  const code = codeField({ testId: "new-code" });
  const dialog = h(
    "dialog",
    { "aria-label": say("Sign in with a new code") },
    form({
      title: say("Sign in with a new code"),
      lines: [say("Type the code that head office gave you. Your work stays.")],
      fields: [h("label", { for: code.id }, say("Code")), code],
      button: h("button#sign-in-again", { class: "primary" }, say("Sign in")),
      busy: say("Signing in …"),
      send: async () => {
        await data.ask("signInAgain", { code: await codeTyped(code) });
        dialog.close();
      },
      explain: codeFailure,
    }),
    h("button", { class: "quiet", onclick: () => dialog.close() }, say("Cancel")),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
