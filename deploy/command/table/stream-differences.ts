import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { TABLE_SHAPE } from "../../../server/table/table-shape.ts";
import { dynamoCommand, quote } from "./aws-command.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";

/** Whether the table's stream shows what the mails are written from. */
export function streamDifferences(description: TableDescription, place: TablePlace): TableDifference[] {
  const { StreamEnabled, StreamViewType } = description.StreamSpecification ?? {};
  if (!StreamEnabled) return [missingStream(place)];
  if (TABLE_SHAPE.acceptedStreamViews.some((view) => view === StreamViewType)) return [];
  return [otherView(StreamViewType ?? "nothing", description.LatestStreamArn ?? "", place)];
}

const missingStream = (place: TablePlace): TableDifference => ({
  sentence: "It has no stream: no payment would ever be mailed.",
  commands: [switchOn(place), waitForTable(place)],
});

function otherView(view: string, streamArn: string, place: TablePlace): TableDifference {
  const consumers = `aws lambda list-event-source-mappings --region ${place.region} --event-source-arn ${quote(streamArn)}`;
  return {
    sentence: `Its stream shows ${view}; the mails need ${TABLE_SHAPE.acceptedStreamViews.join(" or ")}.`,
    cost:
      "A view changes only by switching the stream off and on. The new stream has another ARN: whatever reads the old one " +
      "stops, reads for at most 24 hours what was written before, and has to be pointed at the new one. " +
      `See who reads it with \`${consumers}\`, and do this while nobody writes.`,
    commands: [
      dynamoCommand("update-table", {
        region: place.region,
        TableName: place.tableName,
        StreamSpecification: { StreamEnabled: false },
      }),
      waitForTable(place),
      switchOn(place),
      waitForTable(place),
    ],
  };
}

const switchOn = ({ tableName, region }: TablePlace) =>
  dynamoCommand("update-table", {
    region,
    TableName: tableName,
    StreamSpecification: { StreamEnabled: true, StreamViewType: TABLE_SHAPE.streamView },
  });

/** AWS takes one change of a table at a time, and what is printed next may be another one. */
const waitForTable = ({ tableName, region }: TablePlace) =>
  dynamoCommand("wait table-exists", { region, TableName: tableName });
