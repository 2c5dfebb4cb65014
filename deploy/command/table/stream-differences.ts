import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { TABLE_SHAPE } from "../../../server/table/table-shape.ts";
import { dynamoCommand, quote } from "./aws-command.ts";
import type { TableDifference, TablePlace } from "./table-difference.ts";

/** Whether the table's stream contains what the mails need. */
export function streamDifferences(description: TableDescription, place: TablePlace): TableDifference[] {
  const { StreamEnabled, StreamViewType } = description.StreamSpecification ?? {};
  if (!StreamEnabled) return [missingStream(place)];
  if (TABLE_SHAPE.acceptedStreamViews.some((view) => view === StreamViewType)) return [];
  return [otherView(StreamViewType ?? "nothing", description.LatestStreamArn ?? "", place)];
}

const missingStream = (place: TablePlace): TableDifference => ({
  sentence: "It has no stream: no mails would ever be sent.",
  commands: [switchOn(place), waitForTable(place)],
});

function otherView(view: string, streamArn: string, place: TablePlace): TableDifference {
  const consumers = `aws lambda list-event-source-mappings --region ${place.region} --event-source-arn ${quote(streamArn)}`;
  return {
    sentence: `Its stream view is ${view}; the mails need ${TABLE_SHAPE.acceptedStreamViews.join(" or ")}.`,
    cost:
      "To change the view, the stream must be switched off and on. The new stream has another ARN: consumers of the old one " +
      "get no new records, can read the existing ones for at most 24 hours, and must be moved to the new one. " +
      `List its consumers with \`${consumers}\`, and do this while nothing writes to the table.`,
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

/** AWS accepts one change of a table at a time, and the next printed command may be another change. */
const waitForTable = ({ tableName, region }: TablePlace) =>
  dynamoCommand("wait table-exists", { region, TableName: tableName });
