/** A bundle: unsent work as a file for head office, signed by this browser and encrypted. */

import { encryptedTo, LibraryMissingError } from "./age.js";
import { joined } from "./bytes.js";
import { answerKey, publicHalf, signature } from "./signing.js";

const TEXT = new TextEncoder();
const HEADER = TEXT.encode("smartclient work 1\n");
const VERSION = 1;

/** Why no file can be written; `failure` is a code of `FAILURES`. */
export class CannotExportError extends Error {
  /** @param {string} failure @param {ErrorOptions} [options] */
  constructor(failure, options) {
    super(failure, options);
    this.failure = failure;
  }
}

export const FAILURES = Object.freeze({
  NOTHING: "nothing-to-export",
  BROWSER: "browser-too-old",
  NO_OFFICE_KEY: "no-office-key",
  NOT_KNOWN: "signing-key-not-known",
  PART_MISSING: "part-missing",
});

/**
 * @typedef {object} Work
 * @property {any[]} requests what is unsent, with the keys of a request in a batch; what head office
 *   may have from now on must no longer change here, so they are stored so before
 * @property {Record<string, string[]>} [needs] by a request's id, which are to be confirmed before it
 * @property {string[]} [awaited] requests that head office has and whose answer is not known here
 * @property {any} pulse what head office said of itself last
 * @property {import("./signing.js").SigningKey | null} signingKey this browser's
 * @property {Date} madeAt by head office's clock
 */

/**
 * The file that `smartclient headoffice accept` takes in. CannotExportError where there can be none.
 * @param {Work} work
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function writeBundle({ requests, needs = {}, awaited = [], pulse, signingKey, madeAt }) {
  if (!requests.length && !awaited.length) throw new CannotExportError(FAILURES.NOTHING);
  const key = await checkedKey(pulse, signingKey);
  const bundle = {
    version: VERSION,
    company_id: pulse.company_id,
    generation: pulse.generation,
    login: pulse.login,
    signing_key: publicHalf(key),
    answer_key: await answerKey(key),
    made_at: madeAt.toISOString(),
    requests: requests.map((request) => ({ request: { n: 0, ...request }, needs: needs[request.id] ?? [] })),
    awaited,
  };
  const content = TEXT.encode(JSON.stringify(bundle));
  const proof = await signature(key, joined([HEADER, content]));
  return encryptedTo(pulse.bundle_key, joined([HEADER, proof, content]));
}

/**
 * The key to sign with, once a first file proves that one can be written here: to be asked before
 * anything is counted as sent. CannotExportError where none can be.
 * @param {any} pulse
 * @param {import("./signing.js").SigningKey | null} signingKey
 */
export async function checkedKey(pulse, signingKey) {
  if (!pulse?.bundle_key) throw new CannotExportError(FAILURES.NO_OFFICE_KEY);
  if (!signingKey) throw new CannotExportError(FAILURES.BROWSER);
  if (pulse.signing_key !== publicHalf(signingKey)) throw new CannotExportError(FAILURES.NOT_KNOWN);
  try {
    await encryptedTo(pulse.bundle_key, HEADER);
  } catch (error) {
    throw new CannotExportError(failureOf(error), { cause: error });
  }
  return signingKey;
}

/** @param {any} error */
function failureOf(error) {
  if (error instanceof LibraryMissingError) return FAILURES.PART_MISSING;
  if (error instanceof RangeError) return FAILURES.NO_OFFICE_KEY;
  if (error.name === "NotSupportedError") return FAILURES.BROWSER;
  throw error;
}
