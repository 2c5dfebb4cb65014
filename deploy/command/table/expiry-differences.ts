import { dynamoCommand } from "./aws-command.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import type { TableFacts } from "./table-facts.ts";

/** Whether items expire by the attribute that the operator file names. */
export function expiryDifferences(
  { status, attribute }: TableFacts["expiry"],
  { ttlAttribute, ...place }: TablePlace & { ttlAttribute: string },
): TableDifference[] {
  const isOn = status === "ENABLED" || status === "ENABLING";
  if (isOn && attribute === ttlAttribute) return [];
  if (isOn && attribute !== null) return [otherAttribute(attribute, { ...place, ttlAttribute })];
  return [noExpiry(status, { ...place, ttlAttribute })];
}

function otherAttribute(
  attribute: string,
  { ttlAttribute, ...place }: TablePlace & { ttlAttribute: string },
): TableDifference {
  return {
    sentence: `Its items expire by "${attribute}", but the operator file names "${ttlAttribute}": counts of wrong passwords would never be deleted.`,
    instead: `Set "ttlAttribute" to ${JSON.stringify(attribute)} in deploy/operator.json; the payments then use it, too.`,
    cost: `Only if the tool itself no longer uses "${attribute}". AWS allows one change an hour, so wait an hour between the two commands. Until the second one, nothing in the table expires.`,
    commands: [
      expiryCommand(place, { Enabled: false, AttributeName: attribute }),
      switchOn(place, ttlAttribute),
    ],
  };
}

function noExpiry(
  status: string,
  { ttlAttribute, ...place }: TablePlace & { ttlAttribute: string },
): TableDifference {
  const isEnding = status === "DISABLING";
  return {
    sentence: "Its items never expire: counts of wrong passwords would never be deleted.",
    ...(isEnding ? { cost: "Expiry is being switched off now; AWS accepts the command an hour later." } : {}),
    commands: [switchOn(place, ttlAttribute)],
  };
}

const switchOn = (place: TablePlace, AttributeName: string) =>
  expiryCommand(place, { Enabled: true, AttributeName });

const expiryCommand = (
  { tableName, region }: TablePlace,
  TimeToLiveSpecification: { Enabled: boolean; AttributeName: string },
) => dynamoCommand("update-time-to-live", { region, TableName: tableName, TimeToLiveSpecification });
