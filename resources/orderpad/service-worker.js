/**
 * The service worker: gives the page from what the browser keeps of one release, with or without
 * a network.
 *
 * The service writes `RELEASE` before this text: the release's version, the digest of its page and
 * of each of its files. A new release is kept whole before it is offered; files that it shares with
 * the one before are taken from there. It takes over only when the page asks for that, so that no
 * page ever loads files of two releases.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const CACHE_BEGIN = "smartclient-pad-";
const CACHE = `${CACHE_BEGIN}${RELEASE.version}`;
const DIGESTS = "/digests";

worker.addEventListener("install", (event) => event.waitUntil(keepRelease()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));

worker.addEventListener("message", (event) => {
  if (event.data === "take-over") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (url.pathname === "/") event.respondWith(kept("/", request));
  else if (url.pathname in RELEASE.files) event.respondWith(kept(url.pathname, request));
});

/** What is kept of this release; the network only where the browser dropped it. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function keepRelease() {
  const cache = await caches.open(CACHE);
  const before = await filesOfOthers();
  for (const [path, digest] of Object.entries(RELEASE.files)) {
    if (await cache.match(path)) continue;
    await cache.put(path, (await copied(before.get(digest))) ?? (await fetched(path)));
  }
  await cache.put(DIGESTS, new Response(JSON.stringify(RELEASE.files)));
  await cache.put("/", await fetched("/"));
}

/**
 * A file of another release under this one's address: a module would look for what it imports beside
 * the address that its answer came from. @param {Response | undefined} file
 */
async function copied(file) {
  return file && new Response(await file.clone().blob(), { headers: file.headers });
}

/** A file from the service, never from the browser's own cache. */
async function fetched(path) {
  const answer = await fetch(path, { cache: "reload", credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Digest → the file in a release that is kept besides this one. */
async function filesOfOthers() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (name === CACHE || !name.startsWith(CACHE_BEGIN)) continue;
    const cache = await caches.open(name);
    const digests = await cache.match(DIGESTS);
    for (const [path, digest] of Object.entries(digests ? await digests.json() : {})) {
      const file = await cache.match(path);
      if (file) found.set(digest, file);
    }
  }
  return found;
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name !== CACHE && name.startsWith(CACHE_BEGIN)) await caches.delete(name);
  }
  await worker.clients.claim();
}
