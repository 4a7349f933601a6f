/**
 * Files in the age format (age-encryption.org/v1), encrypted to one public key.
 *
 * The browser has every part of the format but ChaCha20-Poly1305.
 */

import { base64, joined, random } from "./bytes.js";

const TEXT = new TextEncoder();
const INTRODUCTION = "age-encryption.org/v1\n";
const KEY_BYTES = 32;
const FILE_KEY_BYTES = 16;
const NONCE_BYTES = 16;
const CHUNK_BYTES = 64 * 1024;
const LIBRARY = "../libraries/@noble/ciphers/chacha.js";
const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** This page was given or kept without its library. */
export class LibraryMissingError extends Error {}

/**
 * `content`, which only who has the private half of `recipient` can read.
 *
 * Raises RangeError for what is no public key, LibraryMissingError, and NotSupportedError in a
 * browser without X25519.
 * @param {string} recipient a public key as age writes it: age1…
 * @param {Uint8Array<ArrayBuffer>} content
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function encryptedTo(recipient, content) {
  const { chacha20poly1305 } = await import(LIBRARY).catch((error) => {
    throw new LibraryMissingError(LIBRARY, { cause: error });
  });
  const fileKey = random(FILE_KEY_BYTES);
  const { share, wrapping } = await agreed(publicKeyOf(recipient));
  // a wrapping key encrypts this one thing, so its nonce may be zero
  const wrapped = chacha20poly1305(wrapping, new Uint8Array(12)).encrypt(fileKey);
  const header = `${INTRODUCTION}-> X25519 ${base64(share)}\n${base64(wrapped)}\n---`;
  const proof = await authentication(await derived(fileKey, new Uint8Array(), "header"), header);
  const nonce = random(NONCE_BYTES);
  const payloadKey = await derived(fileKey, nonce, "payload");
  return joined([
    TEXT.encode(`${header} ${base64(proof)}\n`),
    nonce,
    ...sealedChunks(content, (counter, chunk) => chacha20poly1305(payloadKey, counter).encrypt(chunk)),
  ]);
}

/** A key that only the recipient can find out, and the share to find it out by. */
async function agreed(recipient) {
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  const own = /** @type {CryptoKeyPair} */ (pair);
  const share = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const other = await crypto.subtle.importKey("raw", recipient, { name: "X25519" }, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "X25519", public: other }, own.privateKey, KEY_BYTES * 8);
  const salt = joined([share, recipient]);
  return { share, wrapping: await derived(secret, salt, "age-encryption.org/v1/X25519") };
}

/** The content in chunks, each sealed under its place; the last one is marked as the last. */
function* sealedChunks(content, seal) {
  const count = Math.max(1, Math.ceil(content.length / CHUNK_BYTES));
  for (let place = 0; place < count; place += 1) {
    const counter = new Uint8Array(12);
    new DataView(counter.buffer).setUint32(7, place);
    counter[11] = place === count - 1 ? 1 : 0;
    yield seal(counter, content.subarray(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES));
  }
}

async function derived(secret, salt, purpose) {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: TEXT.encode(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, KEY_BYTES * 8));
}

async function authentication(secret, text) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, how, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(how, key, TEXT.encode(text)));
}

/**
 * The bytes of a public key. RangeError for another text.
 * @param {string} recipient in Bech32 (BIP 173)
 * @returns {Uint8Array<ArrayBuffer>}
 */
function publicKeyOf(recipient) {
  const text = recipient.toLowerCase();
  const at = text.lastIndexOf("1");
  const prefix = text.slice(0, at);
  const digits = [...text.slice(at + 1)].map((digit) => ALPHABET.indexOf(digit));
  const expanded = [...[...prefix].map((char) => char.charCodeAt(0) >> 5), 0, ...[...prefix].map((char) => char.charCodeAt(0) & 31)];
  const isSound = prefix === "age" && !digits.includes(-1) && checksum([...expanded, ...digits]) === 1;
  const bytes = isSound ? eights(digits.slice(0, -6)) : new Uint8Array();
  if (bytes.length !== KEY_BYTES) throw new RangeError("this is no public key of the age format");
  return bytes;
}

function checksum(digits) {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const digit of digits) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ digit;
    generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator;
    });
  }
  return sum;
}

/** Digits of five bits as bytes; what fills up the last digit is left out. */
function eights(digits) {
  const bits = digits.map((digit) => digit.toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte, 2));
}
