import { createSdkDynamo } from "./dynamo.ts";
import { createHandler } from "./handler.ts";

export const handler = createHandler(createSdkDynamo());
