/** Sealing: what is stored is compressed, then encrypted with the key that the passphrase opens. */

const NONCE_BYTES = 12;
const TEXT = new TextEncoder();

/** What is stored cannot be opened: another key, or bytes that somebody changed. */
export class SealBrokenError extends Error {}

/**
 * @param {CryptoKey} key AES-GCM
 * @param {string} place where it is stored: what is sealed for one place opens at no other
 * @param {Uint8Array<ArrayBuffer>} plain
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function seal(key, place, plain) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const small = await through(new CompressionStream("gzip"), plain);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: TEXT.encode(place) },
    key,
    small,
  );
  const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  whole.set(nonce);
  whole.set(new Uint8Array(sealed), NONCE_BYTES);
  return whole;
}

/**
 * What `seal` was given. SealBrokenError where it can't be opened.
 * @param {CryptoKey} key
 * @param {string} place
 * @param {Uint8Array<ArrayBuffer>} sealed
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function open(key, place, sealed) {
  let small;
  try {
    small = await crypto.subtle.decrypt(
      {
        name: "AES-GCM",
        iv: sealed.subarray(0, NONCE_BYTES),
        additionalData: TEXT.encode(place),
      },
      key,
      sealed.subarray(NONCE_BYTES),
    );
  } catch {
    throw new SealBrokenError(place);
  }
  return through(new DecompressionStream("gzip"), new Uint8Array(small));
}

async function through(stream, bytes) {
  const body = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** @param {CryptoKey} key @param {string} place @param {unknown} value */
export function sealJson(key, place, value) {
  return seal(key, place, TEXT.encode(JSON.stringify(value)));
}

/** @param {CryptoKey} key @param {string} place @param {Uint8Array<ArrayBuffer>} sealed */
export async function openJson(key, place, sealed) {
  return JSON.parse(new TextDecoder().decode(await open(key, place, sealed)));
}
