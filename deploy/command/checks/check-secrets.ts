import { GetParametersCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { resolveSecrets } from "../../../server/secret-references.ts";
import { apiEnvironment, notifyEnvironment } from "../../operator/environment.ts";
import type { Operator } from "../../operator/operator.ts";
import { faultsOfEnvironment, inOperatorsWords, STAND_IN } from "../../operator/server-faults.ts";
import { namesIn } from "../../stack/names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";

/**
 * Reads every secret that the functions will read, as they do, before anything is made: a function whose secret is missing
 * does not start. Throws a `DeployError` with every fault, which says no secret. Answers a sentence when these credentials
 * may not read them, else null.
 */
export async function checkSecrets(
  { ssm }: Pick<AwsClients, "ssm">,
  { operator, isStackWhole }: { operator: Operator; isStackWhole: boolean },
): Promise<string | null> {
  const given = environmentOf(operator, { isStackWhole });
  let refusal: Error | null = null;
  const { environment, faults } = await resolveSecrets(given, (names) =>
    readParameters(ssm, names).catch((error: Error) => {
      refusal = error;
      throw error;
    }),
  );
  if (refusal !== null) return `The secrets were not looked at. ${faults.join(" ")}`;
  const every = [...faults.map(inOperatorsWords), ...faultsOfValues({ given, found: environment })];
  if (every.length === 0) return null;
  const told = [...new Set(every)].map((fault) => `\n- ${fault}`).join("");
  throw new DeployError(`The secrets are not as the functions need them; nothing was changed:${told}`, {
    isFinding: true,
  });
}

/** What both functions are told. What the stack makes itself is there once it is whole. */
function environmentOf(operator: Operator, { isStackWhole }: { isStackWhole: boolean }) {
  const names = namesIn(operator);
  const made = (name: string) => (isStackWhole ? `secretsmanager:${name}` : STAND_IN);
  const { sessionSecret, originSecret } = operator.secrets;
  return {
    ...apiEnvironment(operator, {
      sessionSecret: sessionSecret ?? made(names.sessionSecret),
      originSecret: originSecret ?? made(names.originSecret),
      notifyFunctionArn: "",
    }),
    ...notifyEnvironment(operator, { publicBaseUrl: operator.publicBaseUrl ?? "" }),
  };
}

async function readParameters(ssm: SSMClient, names: readonly string[]): Promise<Map<string, string>> {
  const command = new GetParametersCommand({ Names: [...names], WithDecryption: true });
  const { Parameters = [] } = await ssm.send(command);
  return new Map(Parameters.map(({ Name = "", Value = "" }) => [Name, Value]));
}

type Environment = Record<string, string | undefined>;

/** What could not be read was told: what stands in its place passes. */
function faultsOfValues({ given, found }: { given: Environment; found: Environment }): string[] {
  const unread = Object.keys(given).filter((name) => found[name] === undefined);
  const standIns = unread.map((name) => [name, standInFor(name)] as const);
  return faultsOfEnvironment({ ...found, ...Object.fromEntries(standIns) });
}

const standInFor = (name: string) => (name === "SMTP_URL" ? "smtp://stand-in.example.com" : STAND_IN);
