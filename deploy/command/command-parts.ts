import type { AwsClients } from "./aws-clients.ts";
import type { Cdk } from "./cdk.ts";
import type { Narrator } from "./narrator.ts";
import type { BuiltPages } from "./pages/collect-pages.ts";
import type { SmokePatience } from "./smoke/ask-until-right.ts";

/** The dependencies of the command; a test passes its own. */
export interface CommandParts {
  /** The folder with the operator file. */
  deployFolder: string;
  cdk: Cdk;
  built: BuiltPages;
  narrator: Narrator;
  /** Builds the bundles and the pages. */
  build(): Promise<void>;
  connect(place: { region: string }): AwsClients;
  /** Asks a yes-or-no question; null if nobody can answer. */
  ask: ((question: string) => Promise<boolean>) | null;
  /** Asks for a line of text, which may be empty; null like `ask`. */
  askText: ((question: string) => Promise<string>) | null;
  /** Like `askText`, without showing what is typed. */
  askSecret: ((question: string) => Promise<string>) | null;
  /** The password, session token or API key from the environment, for checks after the deployment; null if not set. */
  credential: string | null;
  /** The deployed commit. */
  readCommit(): Promise<string>;
  /** Whether a domain resolves. */
  isKnownDomain(domain: string): Promise<boolean>;
  now(): Date;
  patience?: SmokePatience;
}
