/**
 * The key of this browser's data: random, and kept only wrapped by a passphrase.
 *
 * While it is unlocked it is in memory, where no script can read it out: neither this page's own,
 * nor that of another tab it is handed to.
 */

/** OWASP's least number of rounds for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;

/** The passphrase is another one. */
export class WrongPassphraseError extends Error {}

/** @typedef {{rounds: number, salt: Uint8Array<ArrayBuffer>, nonce: Uint8Array<ArrayBuffer>, wrapped: Uint8Array<ArrayBuffer>}} WrappedKey */

/**
 * A new key, and what to store of it.
 * @param {string} passphrase
 * @returns {Promise<{key: CryptoKey, stored: WrappedKey}>}
 */
export async function newKey(passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const wrapping = await wrappingKey(passphrase, salt, ROUNDS);
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, [
    "encrypt",
    "decrypt",
  ]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, wrapping, {
    name: "AES-GCM",
    iv: nonce,
  });
  const stored = { rounds: ROUNDS, salt, nonce, wrapped: new Uint8Array(wrapped) };
  return { key: await unwrapKey(stored, wrapping), stored };
}

/**
 * The key that `stored` holds. WrongPassphraseError where the passphrase does not open it.
 * @param {WrappedKey} stored
 * @param {string} passphrase
 * @returns {Promise<CryptoKey>}
 */
export async function unlockKey(stored, passphrase) {
  return unwrapKey(stored, await wrappingKey(passphrase, stored.salt, stored.rounds));
}

async function unwrapKey(stored, wrapping) {
  try {
    return await crypto.subtle.unwrapKey(
      "raw",
      stored.wrapped,
      wrapping,
      { name: "AES-GCM", iv: stored.nonce },
      { name: "AES-GCM" },
      false,
      ["encrypt", "decrypt"],
    );
  } catch {
    throw new WrongPassphraseError();
  }
}

async function wrappingKey(passphrase, salt, rounds) {
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["wrapKey", "unwrapKey"],
  );
}
