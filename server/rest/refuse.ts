import { AUTHENTICATE, type Viewer } from "../access/viewer.ts";
import { json } from "./json.ts";

/** The answer to somebody who may not ask for this. */
export function refuse(viewer: Viewer): Response {
  if (viewer.kind !== "ANONYMOUS") return json(403, { message: "This credential does not allow it." });
  const message = viewer.refusal ?? "Sign in to ask for this.";
  return json(401, { message, authenticate: AUTHENTICATE }, { "www-authenticate": AUTHENTICATE });
}
