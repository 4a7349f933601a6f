/** The rules as this tab calls them: in a worker of their own, which takes seconds to begin. */

/** What was asked for can't be done; `said` is a sentence for the rep. */
export class RuleRefusedError extends Error {
  /** @param {{templates: string[], arguments: Record<string, string>}} said */
  constructor(said) {
    super(said.templates.join(" "));
    this.said = said;
  }
}

/** The browser can't run the rules: WebAssembly is off, or a file of them is missing. */
export class NoRulesError extends Error {}

/** Head office sent what only a newer page can read. */
export class NewerAnswerError extends Error {}

export class Rules {
  /** @type {"beginning" | "ready" | "failed"} */
  state = "beginning";
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #asked = new Map();
  #last = 0;

  /** @param {() => void} changed is called when `state` did */
  constructor(changed) {
    this.changed = changed;
  }

  /** Begin to load them. */
  begin() {
    if (this.#worker || this.state === "failed") return;
    if (typeof WebAssembly === "undefined") return this.#fail("no WebAssembly");
    this.#worker = new Worker(new URL("../rules/worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#heard(data);
    this.#worker.onerror = (event) => this.#fail(event.message);
  }

  #heard(data) {
    if (data.ready) this.#become("ready");
    else if (data.failed && !data.id) this.#fail(data.failed);
    else {
      const asked = this.#asked.get(data.id);
      this.#asked.delete(data.id);
      if (data.failed) asked?.reject(new Error(data.failed));
      else asked?.resolve(data.text);
    }
  }

  #become(state) {
    this.state = state;
    this.changed();
  }

  #fail(reason) {
    console.warn(`the rules can't run here: ${reason}`);
    this.#asked.forEach(({ reject }) => reject(new NoRulesError(reason)));
    this.#asked.clear();
    this.#become("failed");
  }

  /**
   * What a call gives. RuleRefusedError, NoRulesError, or NewerAnswerError.
   * @param {string} call of `smartclient.orderpad.calls`
   * @param {any} asked
   * @returns {Promise<any>}
   */
  async ask(call, asked) {
    this.begin();
    if (this.state === "failed") throw new NoRulesError();
    this.#last += 1;
    const id = this.#last;
    const answer = JSON.parse(
      await new Promise((resolve, reject) => {
        this.#asked.set(id, { resolve, reject });
        this.#worker?.postMessage({ id, call, text: JSON.stringify(asked) });
      }),
    );
    if (answer.refused) throw new RuleRefusedError(answer.refused);
    if (answer.newer) throw new NewerAnswerError();
    return answer.result;
  }
}
