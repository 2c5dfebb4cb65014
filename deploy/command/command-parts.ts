import type { AwsClients } from "./aws-clients.ts";
import type { Cdk } from "./cdk.ts";
import type { Narrator } from "./narrator.ts";
import type { BuiltPages } from "./pages/collect-pages.ts";
import type { SmokePatience } from "./smoke/ask-until-right.ts";

/** Everything that the command works with; a test gives its own. */
export interface CommandParts {
  /** The folder with the operator's file. */
  deployFolder: string;
  cdk: Cdk;
  built: BuiltPages;
  narrator: Narrator;
  /** Makes the bundles and the pages. */
  build(): Promise<void>;
  connect(place: { region: string }): AwsClients;
  /** Asks a question that is answered with yes or no; null where nobody is there to be asked. */
  ask: ((question: string) => Promise<boolean>) | null;
  /** Asks for a line of text, empty for none; null like `ask`. */
  askText: ((question: string) => Promise<string>) | null;
  /** The same, of what must not be seen while it is typed. */
  askSecret: ((question: string) => Promise<string>) | null;
  /** The password, session or API key that the environment gives to look at what was deployed with; null for none. */
  credential: string | null;
  /** The commit that is deployed. */
  readCommit(): Promise<string>;
  /** Whether the network knows a domain. */
  isKnownDomain(domain: string): Promise<boolean>;
  now(): Date;
  patience?: SmokePatience;
}
