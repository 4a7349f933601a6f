/** The start of the page: its service worker, its data, and the view of where the session stands. */

import { Data } from "./views/data.js";
import { fill, h } from "./views/elements.js";
import { showFailed, showSignIn, showSuperseded, showUnlock } from "./views/entrance.js";
import { Shell } from "./views/shell.js";
import { rememberUnsent, unsentBefore, unsentText } from "./views/unsent.js";
import { say } from "./words/say.js";

const IDLE_UNTIL_LOCKED = 10 * 60_000;
const ACTIVITY_SAID_EVERY = 30_000;

const place = h("div", { class: "pad" });
const offers = h("div", { class: "offers" });
document.body.append(place, offers);

/** @type {Shell | null} */
let shell = null;
let lastActive = Date.now();
let lastSaid = 0;
let isLeavingByItself = false;

const data = new Data((event, detail) => {
  if (event === "state") show(detail);
  else if (event === "changed") shell?.changed(detail);
  else if (event === "activity") lastActive = Math.max(lastActive, detail);
  else if (event === "locked" || event === "removed" || event === "emptied") leave(event);
  else if (event === "failed") showFailed(place, say("Something went wrong here. Load the page again; nothing is lost."));
});

function show(standing) {
  if (standing.state === "open") {
    if (shell) shell.update(standing);
    else {
      shell = new Shell(place, data, standing);
      // the answer is shown on the first page
      navigator.storage?.persist?.().then(() => shell?.show());
    }
    return;
  }
  shell = null;
  if (standing.state === "signed-out") showSignIn(place, data, farewell());
  else if (standing.state === "locked") showUnlock(place, data, standing);
  else showSuperseded(place);
}

/** Load the page again: nothing of what was unlocked stays in memory. */
async function leave(event) {
  isLeavingByItself = true;
  // what is not there any more must not be counted
  shell = null;
  if (event === "removed") {
    rememberUnsent(null);
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    sessionStorage.setItem("removed", "1");
    location.replace("/");
  } else location.reload();
}

function farewell() {
  const wasRemoved = sessionStorage.getItem("removed");
  sessionStorage.removeItem("removed");
  if (wasRemoved) return say("This browser is signed out. Everything that it held of Smart Client was removed.");
  const before = unsentBefore();
  if (!before) return "";
  const lost = unsentText(before);
  return lost
    ? say("The browser removed what Smart Client kept here. Lost is what only this browser had: {what}. Sign in with a new code, and enter it again.", { what: lost })
    : say("The browser removed what Smart Client kept here. Nothing is lost: head office has all of it. Sign in with a new code.");
}

/** Lock after some idle minutes, in all tabs together. */
function watchIdleness() {
  for (const event of ["keydown", "pointerdown", "wheel", "touchstart"]) {
    addEventListener(event, noteActivity, { passive: true });
  }
  setInterval(() => {
    if (shell && Date.now() - lastActive > IDLE_UNTIL_LOCKED) data.ask("lock");
  }, 5_000);
}

function noteActivity() {
  lastActive = Date.now();
  if (!shell || lastActive - lastSaid < ACTIVITY_SAID_EVERY) return;
  lastSaid = lastActive;
  data.ask("active", lastActive);
}

/** Have the service worker keep the page; offer a newer release once it is kept. */
async function keepForOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const wasControlled = Boolean(workers.controller);
  const registration = await workers.register("/service-worker.js", { updateViaCache: "none" });
  registration.addEventListener("updatefound", () => follow(registration.installing));
  if (registration.waiting && wasControlled) offer(registration.waiting);
  // the worker of a newer page keeps none of the files that this one may still want
  workers.addEventListener("controllerchange", () => {
    if (wasControlled && !isLeavingByItself) offerAgain();
  });
  await workers.ready;
  document.body.append(h("span#offline-ready", { class: "unseen" }, say("This page works without a network now")));
  addEventListener("online", () => registration.update().catch(() => {}));
}

/** Another tab took a newer release: this one asks to be loaded again, and loses nothing that is typed. */
function offerAgain() {
  const text = h("p", { class: "offer", role: "status" }, say("A newer version of this page is open in another tab. Load this one again."));
  const load = h("button#load-again", {
    class: "primary",
    onclick: () => {
      isLeavingByItself = true;
      location.reload();
    },
  }, say("Load again"));
  fill(offers, text, load);
}

function follow(worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
  });
}

function offer(worker) {
  const load = h("button#load-again", { class: "primary" }, say("Load again"));
  load.addEventListener("click", () => {
    isLeavingByItself = true;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    worker.postMessage("take-over");
  });
  fill(offers, h("p", { class: "offer", role: "status" }, say("A new version of this page is ready."), load));
}

/** Leaving may lose what only this browser has, if it is left for good. */
addEventListener("beforeunload", (event) => {
  if (shell && unsentText(shell.standing.unsent) && !isLeavingByItself) event.preventDefault();
});

watchIdleness();
keepForOffline().catch(() => {});
data.ask("begin").catch(() => {
  showFailed(place, say("The browser does not let this page store anything. Leave private browsing, or free some space, and load the page again."));
});
