import { GetParametersCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { resolveSecrets } from "../../../server/secret-references.ts";
import { apiEnvironment, notifyEnvironment } from "../../operator/environment.ts";
import type { Operator } from "../../operator/operator.ts";
import { faultsOfEnvironment, inOperatorTerms, STAND_IN } from "../../operator/server-faults.ts";
import { namesIn } from "../../stack/names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";

/**
 * Reads every secret as the functions do, before anything is created: a function whose secret is missing does not start.
 * Throws a `DeployError` with every fault, without secret values. Returns a message if these credentials may not read the
 * secrets, else null.
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
  if (refusal !== null) return `The secrets were not checked. ${faults.join(" ")}`;
  const every = [...faults.map(inOperatorTerms), ...faultsOfValues({ given, found: environment })];
  if (every.length === 0) return null;
  const list = [...new Set(every)].map((fault) => `\n- ${fault}`).join("");
  throw new DeployError(`The secrets do not meet the functions' requirements. Nothing was changed:${list}`, {
    isFinding: true,
  });
}

/** The environment of both functions. Secrets that the stack creates exist once it is deployed. */
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

/** Unreadable secrets are already reported, so valid values replace them here. */
function faultsOfValues({ given, found }: { given: Environment; found: Environment }): string[] {
  const unread = Object.keys(given).filter((name) => found[name] === undefined);
  const standIns = unread.map((name) => [name, standInFor(name)] as const);
  return faultsOfEnvironment({ ...found, ...Object.fromEntries(standIns) });
}

const standInFor = (name: string) => (name === "SMTP_URL" ? "smtp://stand-in.example.com" : STAND_IN);
