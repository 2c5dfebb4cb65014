import { readLocalConfig } from "../config.ts";
import { type LocalServer, startLocalServer } from "./local-server.ts";
import { exitOnStartError } from "./start-error.ts";

try {
  const isReloading = process.argv.includes("--reload");
  const server = await startLocalServer(readLocalConfig(), { isReloading });
  console.log(welcome(server));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
} catch (error) {
  exitOnStartError(error);
}

function welcome({ url, demoPassword, crewUrl, isCatchingMail }: LocalServer): string {
  return [
    "",
    `  Dispatch page   ${url}/`,
    ...(crewUrl === null ? [] : [`  Crew page       ${crewUrl}`]),
    `  GraphQL         ${url}/graphql   (in a browser: an explorer with examples)`,
    `  Schema          ${url}/schema.graphql`,
    isCatchingMail
      ? `  Mail inbox      ${url}/inbox`
      : "  Mail            sent through the configured mailbox",
    ...(demoPassword === null
      ? []
      : [`  Password        ${demoPassword}   (set ADMIN_PASS_HASH to choose your own)`]),
    "",
    "  Press Ctrl-C to stop. The data is kept.",
    "",
  ].join("\n");
}
