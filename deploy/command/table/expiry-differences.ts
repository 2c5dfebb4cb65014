import { dynamoCommand } from "./aws-command.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";
import type { TableFacts } from "./table-facts.ts";

/** Whether items expire by the attribute that the operator's file names. */
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
    sentence: `Its items expire by "${attribute}", the operator's file says "${ttlAttribute}": counts of wrong passwords would stay for ever.`,
    instead: `Write "ttlAttribute": ${JSON.stringify(attribute)} into deploy/operator.json; the payments then use it, too.`,
    cost: `Only if the tool itself no longer uses "${attribute}": AWS changes it once an hour, so wait an hour between the two commands. Until the second has run, nothing in the table expires.`,
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
    sentence: "Its items never expire: counts of wrong passwords would stay for ever.",
    ...(isEnding
      ? { cost: "Expiry is being switched off at the moment; AWS takes the command an hour later." }
      : {}),
    commands: [switchOn(place, ttlAttribute)],
  };
}

const switchOn = (place: TablePlace, AttributeName: string) =>
  expiryCommand(place, { Enabled: true, AttributeName });

const expiryCommand = (
  { tableName, region }: TablePlace,
  TimeToLiveSpecification: { Enabled: boolean; AttributeName: string },
) => dynamoCommand("update-time-to-live", { region, TableName: tableName, TimeToLiveSpecification });
