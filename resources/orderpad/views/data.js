/** The tab's data as the views ask for it: calls of the worker, and what it tells. */

/** An error of the worker, by the name that it had there. */
export class DataError extends Error {
  constructor({ name, failure, message, said }) {
    super(message);
    this.kind = name;
    this.failure = failure;
    /** A sentence of the rules, null for none. */
    this.said = said;
  }
}

export class Data {
  #worker = new Worker(new URL("../data/worker.js", import.meta.url), { type: "module" });
  /** @type {Map<number, {resolve: Function, reject: Function}>} */
  #asked = new Map();
  #last = 0;

  /** @param {(event: string, data: any) => void} heard */
  constructor(heard) {
    this.#worker.onmessage = ({ data }) => {
      if (data.event) return heard(data.event, data.data);
      const asked = this.#asked.get(data.id);
      this.#asked.delete(data.id);
      if (data.error) asked?.reject(new DataError(data.error));
      else asked?.resolve(data.result);
    };
    this.#worker.onerror = (event) => heard("failed", event.message);
  }

  /** @param {string} call @param {any} [args] @returns {Promise<any>} */
  ask(call, args) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, args });
    });
  }
}
