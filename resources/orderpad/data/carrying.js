/** Work that is carried to head office by hand, in a file, where no link reaches. */

import { checkedKey, writeBundle } from "./bundle.js";
import { moved } from "./outbox.js";

/**
 * The file with everything that waits; from now on head office may hold it, so none of it changes any more.
 * CannotExportError where there can be none, with nothing changed.
 * @param {import("./session.js").Session} session
 */
export async function exportUnsent(session) {
  const { facts, work } = session;
  const { pulse, signingKey } = facts;
  /** @type {any[]} */
  let requests = [];
  const waiting = () => work.unsent().filter(({ status }) => status !== "parked");
  const awaited = () => [...work.requests.values()].filter(({ status }) => status === "received").map(({ item }) => item.id);
  if (waiting().length) await checkedKey(pulse, signingKey);
  await work.change(() => {
    requests = waiting();
    return moved(work, requests.filter(({ status }) => status === "queued"), "sending");
  });
  const items = requests.map(({ item }) => item);
  return writeBundle({ requests: items, awaited: awaited(), pulse, signingKey, madeAt: session.officeTime() });
}
