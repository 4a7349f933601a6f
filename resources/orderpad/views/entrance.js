/** The entrance: signing in, unlocking, and what is said where neither is possible. */

import { CONTRACT } from "../contract.js";
import { counted, say } from "../words/say.js";
import { confirm, fill, h } from "./elements.js";

const { failures } = CONTRACT;

/** @param {Element} place @param {...any} children */
function show(place, ...children) {
  fill(place, h("main", { class: "entrance" }, h("div", { class: "brand" }, "Smart Client"), ...children));
  /** @type {HTMLElement | null} */ (place.querySelector("input[required]:not([value])"))?.focus();
}

/** @param {Element} place @param {import("./data.js").Data} data */
export function showSignIn(place, data, note = "") {
  const code = h("input#sign-in-code", {
    id: "code", autocomplete: "one-time-code", autocapitalize: "characters", spellcheck: "false",
    required: true, value: codeOfLink() || null,
  });
  const passphrase = passphraseField("new-password");
  const form = entranceForm({
    title: say("Sign in"),
    lines: [
      say("Smart Client keeps your customers and the catalog in this browser, encrypted with your passphrase, so that you have them without a network."),
    ],
    fields: [
      h("label", { for: "code" }, say("Code")), code,
      ...passphrase.elements,
      h("p", { class: "hint", id: "passphrase-hint" }, passphraseRule()),
    ],
    button: h("button#sign-in", { class: "primary" }, say("Sign in")),
    busy: say("Signing in …"),
    async send() {
      const secret = await secretOf(code.value);
      if (!secret) throw sentence(say("That is no code of head office: something is missing or mistyped. Compare it with what you were given."), code);
      if ([...passphrase.input.value].length < CONTRACT.shortestPassphrase) throw sentence(passphraseRule(), passphrase.input);
      await data.ask("signIn", { code: secret, passphrase: passphrase.input.value });
      history.replaceState(null, "", "/#today");
    },
    explain: signInFailure,
  });
  const other = h("p", { class: "hint" }, say("Do you use Smart Client on this computer? Then copy the whole address of this page, with everything after #, and paste it there as head office's address."));
  show(place, note && h("p", { class: "note", role: "status" }, note), form, codeOfLink() && other);
}

/** @param {Element} place @param {import("./data.js").Data} data @param {{login: string}} standing */
export function showUnlock(place, data, { login }) {
  const passphrase = passphraseField("current-password", login);
  show(
    place,
    entranceForm({
      title: say("Unlock"),
      lines: [say("Signed in as {name}", { name: login })],
      fields: passphrase.elements,
      button: h("button#unlock", { class: "primary" }, say("Unlock")),
      busy: say("Unlocking …"),
      send: () => data.ask("unlock", { passphrase: passphrase.input.value }),
      explain: (error) =>
        error.kind === "WrongPassphraseError" ? say("That is not the passphrase of this browser. Try again.") : unforeseen(error),
    }),
    h("button#start-again", { class: "quiet", onclick: () => startAgain(data) }, say("I forgot my passphrase")),
  );
}

/** Nobody can open what a forgotten passphrase locks. */
function startAgain(data) {
  confirm({
    title: say("Start again"),
    text: say("Nobody can open what is here without the passphrase. It will be removed from this browser; head office has all of it. Ask head office for a new code to sign in."),
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

function entranceForm({ title, lines, fields, button, busy, send, explain }) {
  const problem = h("p", { class: "problem", role: "alert", id: "problem" });
  const label = button.textContent;
  const form = h("form", { class: "card", novalidate: true }, h("h1", {}, title), lines.map((line) => h("p", {}, line)), ...fields, problem, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = busy;
    problem.textContent = "";
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    try {
      await send();
    } catch (caught) {
      const error = /** @type {any} */ (caught);
      problem.textContent = error.sentence ?? explain(error);
      const field = error.field ?? form.querySelector("input[type=password], input");
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", "problem");
      field.focus();
    } finally {
      button.disabled = false;
      button.textContent = label;
    }
  });
  return form;
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

function sentence(text, field) {
  return Object.assign(new Error(text), { sentence: text, field });
}

function signInFailure(error) {
  switch (error.failure) {
    case failures.CODE_REFUSED:
      return say("The code is wrong, used already or too old. Ask head office for a new one.");
    case failures.TOO_MANY_GUESSES:
      return say("Too many wrong codes came from here. Wait a quarter of an hour, then try again.");
    default:
      return error.kind === "OutOfReachError" || error.failure
        ? say("Head office was not reached. Check the connection and try again; the code is still good.")
        : unforeseen(error);
  }
}

function unforeseen(error) {
  return error.kind === "DOMException"
    ? say("The browser does not let this page store anything. Leave private browsing, or free some space, and load the page again.")
    : say("Something went wrong here. Load the page again; nothing is lost.");
}

/** The code in the address of the page, which a browser sends to nobody. */
function codeOfLink() {
  return /^#code=([0-9A-Za-z-]+)$/.exec(location.hash)?.[1] ?? "";
}

/** Crockford's base 32. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_LENGTH = 15;
const PIN_LENGTH = 16;

/** The symbols of a code that head office knows it by, "" where it is none. */
async function secretOf(typed) {
  const symbols = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const [secret, check, pin] = [
    symbols.slice(0, SECRET_LENGTH), symbols[SECRET_LENGTH], symbols.slice(SECRET_LENGTH + 1),
  ];
  const isCode = [...symbols].every((symbol) => ALPHABET.includes(symbol)) && [0, PIN_LENGTH].includes(pin.length);
  return isCode && check === (await checkSymbol(secret)) ? secret : "";
}

async function checkSymbol(secret) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`check ${secret}`));
  return ALPHABET[new Uint8Array(digest)[0] % ALPHABET.length];
}
