/** The link: calls of head office's operations, and the streams of lines that they answer with. */

import { CONTRACT } from "../contract.js";
import { joined } from "./sealing.js";

/** How long nothing may come of an answer; a pulse that waits for news takes 25 seconds. */
const SILENT_MILLISECONDS = 45_000;
const NEWLINE = 0x0a;

/** Head office was not reached, or what came was not from it. */
export class OutOfReachError extends Error {}

/** Head office answered that it does not do what was asked. */
export class RefusedError extends Error {
  /** @param {{failure: string, retry_after?: number, detail?: string}} failed */
  constructor(failed) {
    super(failed.failure);
    this.failure = failed.failure;
    this.retryAfter = failed.retry_after ?? 0;
  }
}

/**
 * The answer to a call with one body.
 * @param {string} path one of CONTRACT.paths
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function call(path, body, signal) {
  const patience = new Patience(signal);
  try {
    const answer = await post(path, body, patience.signal);
    return await answer.json().catch(cut);
  } finally {
    patience.end();
  }
}

/** @typedef {{bytes: Uint8Array<ArrayBuffer>, line: any}} Line a line as it came, and what it says */

/**
 * The lines of a stream as they come, without its end; OutOfReachError where it was cut.
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<Line>}
 */
export async function* lines(path, body, signal) {
  const patience = new Patience(signal);
  try {
    const answer = await post(path, body, patience.signal);
    if (!answer.body) throw new OutOfReachError("an answer without a body");
    const text = new TextDecoder();
    for await (const bytes of splitLines(answer.body, patience)) {
      const line = JSON.parse(text.decode(bytes));
      if (line.line === "end") {
        if (line.failed) throw new RefusedError(line.failed);
        return;
      }
      yield { bytes, line };
    }
    throw new OutOfReachError("the stream was cut");
  } finally {
    patience.end();
  }
}

/**
 * What comes, each asked for before the one before it is worked on: the two overlap.
 * @template T
 * @param {AsyncGenerator<T>} source
 * @returns {AsyncGenerator<T>}
 */
export async function* ahead(source) {
  try {
    for (let coming = source.next(); ; ) {
      const { done, value } = await coming;
      if (done) return;
      coming = source.next();
      // raised once it is its turn, if that comes
      coming.catch(() => {});
      yield value;
    }
  } finally {
    // it ends by itself once what was asked for is here
    source.return(undefined).catch(() => {});
  }
}

/** Gives a call up once nothing came for a while, or where its caller does. */
class Patience {
  #silence = new AbortController();
  #timer = 0;

  /** @param {AbortSignal} [signal] the caller's */
  constructor(signal) {
    this.signal = signal ? AbortSignal.any([signal, this.#silence.signal]) : this.#silence.signal;
    this.heard();
  }

  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#silence.abort(), SILENT_MILLISECONDS);
  }

  end() {
    clearTimeout(this.#timer);
  }
}

function cut(error) {
  throw new OutOfReachError("the answer was cut", { cause: error });
}

async function* splitLines(body, patience) {
  const reader = body.getReader();
  let parts = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      patience.heard();
      let from = 0;
      for (let end = value.indexOf(NEWLINE); end >= 0; end = value.indexOf(NEWLINE, from)) {
        yield joined([...parts, value.subarray(from, end)]);
        parts = [];
        from = end + 1;
      }
      parts.push(value.subarray(from));
    }
  } catch (error) {
    cut(error);
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function post(path, body, signal) {
  const nonce = newSecret(16);
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", [CONTRACT.nonce]: nonce },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal,
    });
  } catch (error) {
    throw new OutOfReachError("no answer", { cause: error });
  }
  if (answer.headers.get(CONTRACT.nonce) !== nonce) {
    throw new OutOfReachError(`somebody else answered with ${answer.status}`);
  }
  if (answer.ok) return answer;
  throw new RefusedError(await answer.json().catch(cut));
}

/**
 * So many random bytes in base64url.
 * @param {number} bytes
 */
export function newSecret(bytes) {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
