import { isJoined, type Operator } from "../operator/operator.ts";
import type { CommandParts } from "./command-parts.ts";
import type { PlaceOfPages } from "./place-of-pages.ts";
import { smokeTest } from "./smoke/smoke-test.ts";

/** Asks the deployment what everybody asks of it. Says every fault; answers whether there was none. */
export async function checkFromOutside(
  { narrator, patience }: Pick<CommandParts, "narrator" | "patience">,
  deployed: { operator: Operator; place: PlaceOfPages; apiUrl: string; pinnedName: string | null },
): Promise<boolean> {
  const { operator, place, apiUrl, pinnedName } = deployed;
  const { allowedOrigins } = operator;
  const asked = { ...place, apiUrl, pinnedName, allowedOrigins, isJoined: isJoined(operator.pages) };
  const faults = await narrator.step(`Asked ${place.origin} from outside`, () => smokeTest(asked, patience));
  if (faults.length === 0) return true;
  narrator.complain(`It does not answer as it should:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return false;
}
