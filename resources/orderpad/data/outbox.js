/** The outbox: hands what waits over to head office, and notes what it holds. */

import { CONTRACT } from "../contract.js";
import { call, RefusedError } from "./link.js";

const { paths, failures } = CONTRACT;
const MOST_REQUESTS = 100;
const MOST_BYTES = 1_000_000;
const SPOILS_A_BATCH = new Set([failures.UNREADABLE, failures.TOO_LARGE, failures.FAILED]);

export class Outbox {
  /** @param {import("./work.js").Work} work */
  constructor(work) {
    this.work = work;
  }

  /** Hand over all that waits, each request once. @param {AbortSignal} signal */
  async send(signal) {
    const offered = new Set();
    for (;;) {
      const batch = await this.#claim(offered);
      if (!batch.length) return;
      batch.forEach((request) => offered.add(request.item.id));
      await this.#deliver(batch, signal);
    }
  }

  /** Freeze the requests to hand over next: from now on head office may hold them. */
  async #claim(offered) {
    /** @type {any[]} */
    let batch = [];
    await this.work.change(() => {
      batch = atOnce(this.work.unsent().filter(({ status, item }) => status !== "parked" && !offered.has(item.id)));
      return moved(this.work, batch.filter(({ status }) => status === "queued"), "sending");
    });
    return batch;
  }

  /** Deliver a batch, in parts where one request spoils it. */
  async #deliver(batch, signal) {
    let answer;
    try {
      answer = await call(paths.submit, itemsOf(batch), signal);
    } catch (error) {
      if (!(error instanceof RefusedError) || !SPOILS_A_BATCH.has(error.failure)) throw error;
      if (batch.length === 1) return this.#stop(batch[0], { templates: [], arguments: {} });
      const middle = Math.ceil(batch.length / 2);
      await this.#deliver(batch.slice(0, middle), signal);
      return this.#deliver(batch.slice(middle), signal);
    }
    await this.#note(batch, answer.receipts);
  }

  /** A receipt that names the very bytes proves that head office holds the request. */
  async #note(batch, receipts) {
    const digests = new Map(batch.map(({ item }) => [item.id, item.digest]));
    const ours = receipts.filter(({ request_id, digest }) => digests.get(request_id) === digest);
    const held = new Set(ours.filter(({ refusal }) => !refusal).map(({ request_id }) => request_id));
    await this.work.change(() => {
      const now = batch.map(({ item }) => this.work.requests.get(item.id)).filter((request) => request && held.has(request.item.id) && request.status === "sending");
      return moved(this.work, now, "received");
    });
    for (const { request_id, refusal } of ours) {
      if (refusal) await this.#stop(this.work.requests.get(request_id), { templates: [refusal], arguments: {} });
    }
  }

  /** Have head office keep what it doesn't hold yet, before everything here is removed; an error where it doesn't. */
  async handOver() {
    let waiting = this.work.unsent();
    while (waiting.length) {
      const batch = atOnce(waiting);
      const { receipts } = await call(paths.handOver, itemsOf(batch));
      const taken = new Set(receipts.filter(({ refusal }) => refusal !== CONTRACT.tooMany).map(({ request_id }) => request_id));
      if (!batch.every(({ item }) => taken.has(item.id))) throw new Error("head office did not take all that was not sent");
      waiting = waiting.slice(batch.length);
    }
  }

  /** Stop a request that the link refuses. */
  async #stop(request, why) {
    await this.work.change(() => {
      const stopped = moved(this.work, [request], "parked");
      return { ...stopped, requests: stopped.requests.map((each) => ({ ...each, why })) };
    });
  }
}

/** So many requests, the first ones, as go in one call. */
function atOnce(requests) {
  let bytes = 0;
  const end = requests.findIndex(({ item }, n) => {
    bytes += item.body.length;
    return n > 0 && (n === MOST_REQUESTS || bytes > MOST_BYTES);
  });
  return end < 0 ? requests : requests.slice(0, end);
}

/** Requests as they travel. */
const itemsOf = (batch) => batch.map(({ item }, n) => ({ ...item, n }));

/** Requests in another status, and with them the tasks that they carry now. */
export function moved(work, requests, status) {
  const tasks = requests
    .map(({ task_id, item }) => ({ task: work.tasks.get(task_id), id: item.id }))
    // what withdraws others is shown by what becomes of them
    .filter(({ task, id }) => task?.request_id === id && ["queued", "sending"].includes(task.status))
    .map(({ task }) => ({ ...task, status, changed_at: new Date().toISOString() }));
  return { requests: requests.map((request) => ({ ...request, status })), tasks };
}
