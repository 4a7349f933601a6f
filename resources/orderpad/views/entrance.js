/** The entrance: signing in, unlocking, and what is said where neither is possible. */

import { CONTRACT } from "../contract.js";
import { say } from "../words/say.js";
import { codeFailure, codeField, codeOfLink, codeTyped } from "./codes.js";
import { confirm, fill, h } from "./elements.js";
import { form, sentence, unforeseen } from "./forms.js";
import { unsentText } from "./unsent.js";

/** @param {Element} place @param {...any} children */
function show(place, ...children) {
  fill(place, h("main", { class: "entrance" }, h("div", { class: "brand" }, "Smart Client"), ...children));
  /** @type {HTMLElement | null} */ (place.querySelector("input[required]:not([value])"))?.focus();
}

/** @param {Element} place @param {import("./data.js").Data} data */
export function showSignIn(place, data, note = "") {
  const code = codeField({ testId: "sign-in-code" });
  const passphrase = passphraseField("new-password");
  const signIn = form({
    title: say("Sign in"),
    lines: [
      say("Smart Client keeps your customers and the catalog in this browser, encrypted with your passphrase, so that you have them without a network."),
    ],
    fields: [
      h("label", { for: code.id }, say("Code")), code,
      ...passphrase.elements,
      h("p", { class: "hint", id: "passphrase-hint" }, passphraseRule()),
    ],
    button: h("button#sign-in", { class: "primary" }, say("Sign in")),
    busy: say("Signing in …"),
    async send() {
      const secret = await codeTyped(code);
      if ([...passphrase.input.value].length < CONTRACT.shortestPassphrase) throw sentence(passphraseRule(), passphrase.input);
      await data.ask("signIn", { code: secret, passphrase: passphrase.input.value });
      history.replaceState(null, "", "/#today");
    },
    explain: codeFailure,
  });
  const other = h("p", { class: "hint" }, say("Do you use Smart Client on this computer? Then copy the whole address of this page, with everything after #, and paste it there as head office's address."));
  show(place, note && h("p", { class: "note", role: "status" }, note), signIn, codeOfLink() && other);
}

/** @param {Element} place @param {import("./data.js").Data} data @param {{login: string, unsent: import("./unsent.js").Unsent}} standing */
export function showUnlock(place, data, { login, unsent }) {
  const passphrase = passphraseField("current-password", login);
  show(
    place,
    form({
      title: say("Unlock"),
      lines: [say("Signed in as {name}", { name: login })],
      fields: passphrase.elements,
      button: h("button#unlock", { class: "primary" }, say("Unlock")),
      busy: say("Unlocking …"),
      send: () => data.ask("unlock", { passphrase: passphrase.input.value }),
      explain: (error) =>
        error.kind === "WrongPassphraseError" ? say("That is not the passphrase of this browser. Try again.") : unforeseen(error),
    }),
    h("button#start-again", { class: "quiet", onclick: () => startAgain(data, unsent) }, say("I forgot my passphrase")),
  );
}

/** Nobody can open what a forgotten passphrase locks. */
function startAgain(data, unsent) {
  const lost = say("Only this browser has {what}. That is lost with it.", { what: unsentText(unsent) });
  confirm({
    title: say("Start again"),
    text: `${say("Nobody can open what is here without the passphrase. It will be removed from this browser.")} ${unsentText(unsent) ? lost : say("Head office has all of it.")} ${say("Ask head office for a new code to sign in.")}`,
    button: h("button#remove-everything", { class: "primary", onclick: () => data.ask("remove") }, say("Remove and start again")),
  });
}

/** @param {Element} place */
export function showSuperseded(place) {
  show(
    place,
    h("p", { role: "alert" }, say("A newer version of this page is open in another tab. Load this one again.")),
    h("button", { class: "primary", onclick: () => location.reload() }, say("Load again")),
  );
}

/** @param {Element} place @param {string} text */
export function showFailed(place, text) {
  show(place, h("p", { role: "alert" }, text), h("button", { class: "primary", onclick: () => location.reload() }, say("Load again")));
}

function passphraseField(autocomplete, login = "") {
  const input = h("input#passphrase", { id: "passphrase", type: "password", autocomplete, required: true, "aria-describedby": "passphrase-hint" });
  const eye = h("button", { type: "button", class: "quiet", "aria-pressed": "false", "aria-label": say("Show passphrase") }, say("Show"));
  eye.addEventListener("click", () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    eye.setAttribute("aria-pressed", String(!isShown));
  });
  // password managers keep a passphrase with a name
  const name = h("input", { class: "unseen", type: "text", autocomplete: "username", value: login || "Smart Client", readonly: true, tabindex: "-1", "aria-hidden": "true" });
  return { input, elements: [name, h("label", { for: "passphrase" }, say("Passphrase")), h("div", { class: "joined" }, input, eye)] };
}

const passphraseRule = () =>
  say("Choose a passphrase of at least {count} characters. A few words do well.", { count: CONTRACT.shortestPassphrase });
