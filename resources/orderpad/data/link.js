/** The link: calls of head office's operations, and the streams of lines that they answer with. */

import { CONTRACT } from "../contract.js";

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
  const answer = await post(path, body, signal);
  try {
    return await answer.json();
  } catch (error) {
    throw new OutOfReachError("the answer was cut", { cause: error });
  }
}

/**
 * The lines of a stream as they come, without its end; OutOfReachError where it was cut.
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<{text: string, line: any}>}
 */
export async function* lines(path, body, signal) {
  const answer = await post(path, body, signal);
  if (!answer.body) throw new OutOfReachError("an answer without a body");
  for await (const text of splitLines(answer.body)) {
    const line = JSON.parse(text);
    if (line.line === "end") {
      if (line.failed) throw new RefusedError(line.failed);
      return;
    }
    yield { text, line };
  }
  throw new OutOfReachError("the stream was cut");
}

async function* splitLines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let parts = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const pieces = value.split("\n");
      for (const piece of pieces.slice(0, -1)) {
        yield parts.join("") + piece;
        parts = [];
      }
      parts.push(pieces[pieces.length - 1]);
    }
  } catch (error) {
    throw new OutOfReachError("the stream was cut", { cause: error });
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
  let failed;
  try {
    failed = await answer.json();
  } catch (error) {
    throw new OutOfReachError(`an answer of ${answer.status} that was cut`, { cause: error });
  }
  throw new RefusedError(failed);
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
