import { isJoined, type Operator } from "../../operator/operator.ts";
import type { StackOutputs } from "../../stack/output-names.ts";
import type { CommandParts } from "../command-parts.ts";
import { type PlaceOfPages, placeOfPages } from "../pages/place-of-pages.ts";
import type { SmokePlace } from "../smoke/smoke-place.ts";
import { smokeTest } from "../smoke/smoke-test.ts";

type Asking = Pick<CommandParts, "narrator" | "patience" | "isKnownDomain">;

/**
 * Checks the deployment with anonymous requests, under the distribution's own domain until DNS points at it. Prints every
 * fault; returns whether there were none, and the place that was checked.
 */
export async function checkFromOutside(
  parts: Asking,
  deployed: { operator: Operator; outputs: StackOutputs; pinnedName: string | null },
): Promise<{ isWell: boolean; asked: SmokePlace }> {
  const { operator, outputs, pinnedName } = deployed;
  const { narrator, patience } = parts;
  const place = placeOfPages(operator, outputs);
  const origin = await reachableOrigin(parts, { operator, outputs, place });
  const { allowedOrigins } = operator;
  const isForeign = isJoined(operator.pages);
  const asked = { ...place, origin, apiUrl: outputs.ApiUrl, pinnedName, allowedOrigins, isJoined: isForeign };
  const faults = await narrator.step(`Checked ${origin} from outside`, () => smokeTest(asked, patience));
  const isWell = faults.length === 0;
  if (!isWell)
    narrator.complain(`The deployment has faults:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return { isWell, asked };
}

async function reachableOrigin(
  { narrator, isKnownDomain }: Asking,
  { operator, outputs, place }: { operator: Operator; outputs: StackOutputs; place: PlaceOfPages },
): Promise<string> {
  const { protocol, hostname } = new URL(place.origin);
  if (isJoined(operator.pages) || (await isKnownDomain(hostname))) return place.origin;
  const target = outputs.DistributionDomain;
  narrator.say(
    `${hostname} does not resolve yet. Create this DNS record for it:\n` +
      `  ${hostname}. CNAME ${target}.\n` +
      `  (in Route 53, or if ${hostname} is the root of its domain, ALIAS records of types A and AAAA to ${target})`,
  );
  return `${protocol}//${target}`;
}
