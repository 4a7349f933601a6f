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
  return joined([nonce, new Uint8Array(sealed)]);
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
  const writer = stream.writable.getWriter();
  // what goes wrong in it is raised where the other end is read
  Promise.all([writer.write(bytes), writer.close()]).catch(() => {});
  const parts = [];
  for (const reader = stream.readable.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    parts.push(value);
  }
}

/** Parts of bytes as one. @param {Uint8Array[]} parts */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** @param {CryptoKey} key @param {string} place @param {unknown} value */
export function sealJson(key, place, value) {
  return seal(key, place, TEXT.encode(JSON.stringify(value)));
}

/** @param {CryptoKey} key @param {string} place @param {Uint8Array<ArrayBuffer>} sealed */
export async function openJson(key, place, sealed) {
  return JSON.parse(new TextDecoder().decode(await open(key, place, sealed)));
}

/** The same, undefined for what is broken. @param {CryptoKey} key @param {string} place @param {Uint8Array<ArrayBuffer>} sealed */
export async function openWhole(key, place, sealed) {
  try {
    return await openJson(key, place, sealed);
  } catch (error) {
    if (!isBroken(error)) throw error;
    console.warn(`what is stored at ${place} is broken`);
    return undefined;
  }
}

/** Whether an error says that what is stored is not what was written: a wrong seal, or no record at all. @param {unknown} error */
export function isBroken(error) {
  return error instanceof SealBrokenError || error instanceof SyntaxError || error instanceof TypeError;
}
