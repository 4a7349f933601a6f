/** Bytes: random ones, joined ones, and ones as text. */

/** @param {number} count */
export function random(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** @param {Uint8Array[]} parts @returns {Uint8Array<ArrayBuffer>} */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes */
export function hexadecimal(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Uint8Array} bytes in Base64 without what fills it up */
export function base64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("=", "");
}

/** @param {string} text as in a JSON Web Key */
export function fromBase64Url(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}
