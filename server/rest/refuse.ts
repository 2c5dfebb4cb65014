import { AUTHENTICATE, type Viewer } from "../access/viewer.ts";
import { json } from "./json.ts";

/** The response to a caller without the required scope. */
export function refuse(viewer: Viewer): Response {
  if (viewer.kind !== "ANONYMOUS") return json(403, { message: "This credential lacks the required scope." });
  const message = viewer.refusal ?? "Sign in first.";
  return json(401, { message, authenticate: AUTHENTICATE }, { "www-authenticate": AUTHENTICATE });
}
