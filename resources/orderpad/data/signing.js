/** Signing: the key with which this browser signs work that is carried by hand (Ed25519). */

import { fromBase64Url, hexadecimal } from "./bytes.js";

const HOW = { name: "Ed25519" };
const ANSWERS = new TextEncoder().encode("smartclient answers");

/** The private half and the public one, as in a JSON Web Key. @typedef {{d: string, x: string}} SigningKey */

/**
 * A key that no other device has, null in a browser that can't sign.
 * @returns {Promise<SigningKey | null>}
 */
export async function newSigningKey() {
  try {
    const pair = await crypto.subtle.generateKey(HOW, true, ["sign", "verify"]);
    const { privateKey } = /** @type {CryptoKeyPair} */ (pair);
    const { d = "", x = "" } = await crypto.subtle.exportKey("jwk", privateKey);
    return { d, x };
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") return null;
    throw error;
  }
}

/** The public half, as head office knows it. @param {SigningKey} key */
export function publicHalf(key) {
  return hexadecimal(fromBase64Url(key.x));
}

/** The 64 bytes that prove who wrote `content`. @param {SigningKey} key @param {Uint8Array<ArrayBuffer>} content */
export async function signature(key, content) {
  const whole = { kty: "OKP", crv: "Ed25519", ...key };
  const own = await crypto.subtle.importKey("jwk", whole, HOW, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(HOW, own, content));
}

/** The secret under which answers for this browser are sealed. @param {SigningKey} key */
export async function answerKey(key) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const own = await crypto.subtle.importKey("raw", fromBase64Url(key.d), how, false, ["sign"]);
  return hexadecimal(new Uint8Array(await crypto.subtle.sign("HMAC", own, ANSWERS)));
}
