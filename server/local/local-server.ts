import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServerAdapter } from "@whatwg-node/server";
import { type Api, createApi } from "../api.ts";
import { systemClock } from "../clock.ts";
import { type LocalConfig, secretsOf } from "../config.ts";
import { createLogger, type Logger } from "../logger.ts";
import { checkMailbox } from "../mail/check-mailbox.ts";
import { json } from "../rest/json.ts";
import { composeApi } from "../services.ts";
import { createDynamoClient } from "../table/client.ts";
import { ensureTable } from "../table/create-table.ts";
import { dateInZone } from "../values/calendar.ts";
import { sha256 } from "../values/digest.ts";
import { type BuiltFiles, buildFiles } from "./built-files.ts";
import { makeDataFolder } from "./data-folder.ts";
import { findDemoCrewKey } from "./demo-crew-key.ts";
import { keepSessionSecret } from "./dev/kept-secret.ts";
import { withPageReload } from "./dev/page-reload.ts";
import { startEngine } from "./engine.ts";
import { createExplorer } from "./explorer/explorer.ts";
import { createLocalRoutes } from "./local-routes.ts";
import { startMailCatcher } from "./mails/mail-catcher.ts";
import { startMails } from "./mails/start-mails.ts";
import { createPages } from "./pages.ts";
import { DEMO_EVENT, seedOnce } from "./seed.ts";
import { refuseEarlierFormat, StartError } from "./start-error.ts";

const DEMO_PASSWORD = "harbor-demo";
const OWN_PAGES = fileURLToPath(new URL("./", import.meta.url));

/** A running local server. */
export interface LocalServer {
  url: string;
  /** Null if a password was configured. */
  demoPassword: string | null;
  /** The crew page of one demo event; null if a password was configured. */
  crewUrl: string | null;
  /** Whether mails are caught locally instead of being sent. */
  isCatchingMail: boolean;
  stop(): void;
}

/** Options that differ from `npm start`. */
export interface LocalServerOptions {
  /** Whether the server is restarted often: its pages then reload, and sessions survive a restart. */
  isReloading?: boolean;
  /** What is already built. Without it, the server builds into its data folder. */
  built?: BuiltFiles;
}

/** Starts everything: engine, table, demo data, API, pages, mail. Throws a `StartError` for problems that a person can fix. */
export async function startLocalServer(
  config: LocalConfig,
  options: LocalServerOptions = {},
): Promise<LocalServer> {
  const stops: (() => void)[] = [];
  const stop = () => {
    for (const end of stops.splice(0).reverse()) end();
  };
  try {
    return { ...(await start(config, options, stops)), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function start(
  config: LocalConfig,
  { isReloading = false, built }: LocalServerOptions,
  stops: (() => void)[],
): Promise<Omit<LocalServer, "stop">> {
  let answer: Api["fetch"] = async () => json(503, { message: "Starting." });
  const http = createServer(
    createServerAdapter<{ req: IncomingMessage }>((request, { req }) =>
      answer(request, { address: req.socket.remoteAddress }),
    ),
  );
  const url = await listen(http, config.port);
  stops.push(() => http.close().closeAllConnections());
  await makeDataFolder(config.dataDir);
  const [endpoint, files] = await Promise.all([
    findEndpoint(config, stops),
    built ?? buildFiles(config.dataDir),
  ]);
  const client = createDynamoClient(endpoint, { isLocal: true });
  const isNew = await ensureTable(client, config).catch((error) => {
    throw isUnreachable(error) ? nothingAnswersAt(endpoint) : error;
  });
  if (!isNew) await refuseEarlierFormat(client, config);

  const catcher = config.mail ? null : await startMailCatcher(join(config.dataDir, "mail"), systemClock);
  if (catcher) stops.push(() => catcher.close());
  const mail = config.mail ?? {
    relay: { from: LOCAL_SENDER, url: catcher?.smtpUrl ?? "" },
    to: config.localRecipient,
  };
  const publicBaseUrl = config.publicBaseUrl ?? url;
  // A person reads the output. Refusals are shown on the page instead.
  const newSecret = isReloading ? await keepSessionSecret(config.dataDir) : randomBytes(32).toString("hex");
  const sessionSecret = config.sessionSecret ?? newSecret;
  const logger = untilStopped(
    createLogger({ level: "ERROR", secrets: secretsOf({ ...config, sessionSecret }) }),
    stops,
  );
  const mailer = await startMails({ ...config, mail, publicBaseUrl }, { client, endpoint, stops, logger });

  const services = composeApi(config, {
    client,
    passwordHash: config.adminPasswordHash ?? sha256(DEMO_PASSWORD),
    sessionSecret,
    logger,
    isIntrospectionOpen: true,
    checkMailbox: () => checkMailbox(mailer),
  });
  const table = { ...config, client };
  await seedOnce(services.ledger, table);
  const pages = await createPages([files.pages, OWN_PAGES]);
  const isDemo = config.adminPasswordHash === null;
  answer = createLocalRoutes({
    api: createApi(services),
    table,
    catcher,
    pages: isReloading ? await withPageReload(pages) : pages,
    explorer: createExplorer({
      findFiles: files.findExplorer,
      password: isDemo ? DEMO_PASSWORD : null,
      today: () => dateInZone(systemClock.now(), config.timeZone),
    }),
    timeZone: config.timeZone,
  });
  const crewKey = isDemo ? await findDemoCrewKey(services.access, config.dataDir) : null;
  return {
    url,
    demoPassword: isDemo ? DEMO_PASSWORD : null,
    crewUrl: crewKey && `${url}/crew.html?event=${DEMO_EVENT}#key=${crewKey}`,
    isCatchingMail: catcher !== null,
  };
}

/** Work that a stop interrupts fails, is repeated by the next start, and is nothing to report. */
function untilStopped(logger: Logger, stops: (() => void)[]): Logger {
  const log = { ...logger };
  const ignore = () => undefined;
  stops.push(() => Object.assign(log, { info: ignore, warn: ignore, error: ignore }));
  return log;
}

const LOCAL_SENDER = "payments@dispatch.example";

async function findEndpoint(config: LocalConfig, stops: (() => void)[]): Promise<string> {
  if (config.dynamoEndpoint !== null) return config.dynamoEndpoint;
  const engine = await startEngine(config.dataDir);
  stops.push(engine.stop);
  return engine.endpoint;
}

const isUnreachable = (error: NodeJS.ErrnoException) =>
  ["ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "ETIMEDOUT"].includes(error.code ?? "");

const nothingAnswersAt = (endpoint: string) =>
  new StartError(`No DynamoDB answers at ${endpoint}. Start one there, or unset AWS_ENDPOINT_URL_DYNAMODB.`);

/** Binds the port first, so that a conflict is detected before anything else is started. */
function listen(http: ReturnType<typeof createServer>, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const sentence = isTaken
        ? `Port ${port} is already in use`
        : `Port ${port} cannot be used (${error.message})`;
      reject(new StartError(`${sentence}. Set PORT to another one, e.g. PORT=${port + 1} npm start.`));
    });
    http.listen(port, "127.0.0.1", () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
  });
}
