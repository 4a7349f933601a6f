/** Unsent work as a file: what is said where there can be none, and its download. */

import { FAILURES } from "../data/bundle.js";
import { h } from "./elements.js";
import { say } from "../words/say.js";

/** How long a browser may take until it has begun to read what is downloaded. */
const READ_WITHIN = 60_000;

/**
 * Download a file.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 */
export function saveUnsent(bytes, name) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), READ_WITHIN);
}

/** Why there is no file. @param {string} failure one of FAILURES, or of another error */
export function whyNotExported(failure) {
  switch (failure) {
    case FAILURES.NOTHING:
      return say("Nothing waits for head office. No file was written.");
    case FAILURES.BROWSER:
      return say("This browser can't encrypt a file for head office. Update it, connect to head office once, and try again. No file was written.");
    case FAILURES.NO_OFFICE_KEY:
      return say("Head office takes in no files from this browser yet. Connect to head office once; if this is said again, ask head office to upgrade. No file was written.");
    case FAILURES.NOT_KNOWN:
      return say("Head office does not know the key of this browser yet. Connect to head office once, then try again. No file was written.");
    case FAILURES.PART_MISSING:
      return say("A part of this page that files need is missing. Connect to head office and load the page again; if this is said again, ask head office to install Smart Client again. No file was written.");
    default:
      return say("The file could not be written. Load the page again and try once more; nothing is lost.");
  }
}
