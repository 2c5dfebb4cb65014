import { createWireDynamo } from "../bare-api/dynamo.ts";
import { createHandler } from "../bare-api/handler.ts";

export const handler = createHandler(createWireDynamo(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? ""));
