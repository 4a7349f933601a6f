/** The codes with which head office lets a browser in: typed, or in a link. */

import { CONTRACT } from "../contract.js";
import { say } from "../words/say.js";
import { h } from "./elements.js";
import { sentence, unforeseen } from "./forms.js";

const { failures } = CONTRACT;

/** A field for a code, with that of the page's link in it. @param {{testId: string}} what */
export function codeField({ testId }) {
  return h(`input#${testId}`, {
    id: "code", autocomplete: "one-time-code", autocapitalize: "characters", spellcheck: "false",
    required: true, value: codeOfLink() || null,
  });
}

/** The code in a field, as head office knows it; a sentence for what is none. @param {HTMLInputElement} field */
export async function codeTyped(field) {
  const secret = await secretOf(field.value);
  if (!secret) throw sentence(say("That is no code of head office: something is missing or mistyped. Compare it with what you were given."), field);
  return secret;
}

/** What a person reads where a code did not let a browser in. @param {any} error */
export function codeFailure(error) {
  switch (error.failure) {
    case failures.CODE_REFUSED:
      return say("The code is wrong, used already or too old. Ask head office for a new one.");
    case failures.TOO_MANY_GUESSES:
      return say("Too many wrong codes came from here. Wait a quarter of an hour, then try again.");
    case failures.OTHER_LOGIN:
      return say("This code is for another rep. Ask head office for one of yours.");
    default:
      return error.kind === "OutOfReachError" || error.failure
        ? say("Head office was not reached. Check the connection and try again; the code is still good.")
        : unforeseen(error);
  }
}

/** The code in the address of the page, which a browser sends to nobody. */
export function codeOfLink() {
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
