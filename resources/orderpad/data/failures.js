/** What the link is called after an error, and which errors last. */

import { CONTRACT } from "../contract.js";
import { NewerPageError } from "./database.js";
import { OutOfReachError, RefusedError } from "./link.js";
import { NewerAnswerError, NoRulesError } from "./rules.js";
import { OtherOfficeError } from "./sync.js";

const { failures } = CONTRACT;

/** Failures after which nothing is asked again until somebody does something. */
export const LASTING = new Set([
  failures.CREDENTIAL_REFUSED,
  failures.REVOKED,
  failures.UNKNOWN_LOGIN,
  failures.CLIENT_TOO_OLD,
  failures.UPGRADE_CLIENT,
  "other-office",
]);

/** What the link is called after an error. */
export function failureOf(error) {
  if (error instanceof RefusedError) return error.failure;
  if (error instanceof OutOfReachError) return "unreached";
  if (error instanceof NewerPageError) return "superseded";
  if (error instanceof OtherOfficeError) return "other-office";
  if (error instanceof NoRulesError) return "no-rules";
  if (error instanceof NewerAnswerError) return "newer";
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "full";
  return "failed";
}
