import type { BrowserContextOptions, Locator, Page, Request } from "playwright-core";
import { ask } from "./ask-server.ts";
import { type Chromium, openChromium } from "./chromium.ts";
import type { RunningServer } from "./local-server.ts";
import { startServerInProcess } from "./server-in-process.ts";

/** The name under which tests sign in by default. */
export const RECORDER = "Ines Duarte";

/** An event of the demonstration data whose id does not depend on the day: $550.00 collected by 2 payments. */
export const RIVERA = { eventId: "QXW7LMD", title: "Rivera sunset sail", minorUnits: 55_000 };

/** The values that a person types into the form. */
export interface TypedPayment {
  patron?: string;
  /** The fare. */
  amount?: string;
  gratuity?: string;
  securityDeposit?: string;
  /** The method's label, e.g. `Zelle`. */
  method?: string;
  reference?: string;
  notes?: string;
  patronEmail?: string;
  receivedOn?: string;
}

/** A server with its demonstration data, and a browser. */
export interface Dispatch extends Pick<RunningServer, "url" | "password" | "dataDir"> {
  /** Opens a page in a new browser profile, by default the dispatch page. */
  openPage(options?: BrowserContextOptions & { path?: string }): Promise<Page>;

  /** Opens the dispatch page in a new profile, signed in, with its payments loaded. */
  openSignedIn(options?: BrowserContextOptions): Promise<Page>;

  /** Stops the server while pages stay open. */
  stopServer(): Promise<void>;

  stop(): Promise<void>;
}

/** Whether pages are served by the built bundles behind a distribution, instead of the local server. */
const IS_BEHIND_DISTRIBUTION = process.env.TEST_BEHIND === "distribution";

/** Imported only if needed, because it requires the packages of `deploy/`. */
const loadDistribution = async () =>
  (await import("./lambda/behind-distribution.ts")).startBehindDistribution;

/** Starts a server with these settings, and a browser. A script error on any page fails the test run. */
export async function startDispatch(
  env: Record<string, string> = {},
  { isBehindDistribution = IS_BEHIND_DISTRIBUTION } = {},
): Promise<Dispatch> {
  const start = isBehindDistribution ? await loadDistribution() : startServerInProcess;
  const [server, browser] = await Promise.all([start({ env }), openChromium()]);
  const { url, password, dataDir } = server;
  const openPage: Dispatch["openPage"] = async ({ path = "/", ...options } = {}) => {
    const page = await newPage(browser, options);
    await page.goto(url + path);
    return page;
  };
  let savedSignIn: Promise<SavedSignIn> | undefined;
  return {
    url,
    password,
    dataDir,
    openPage,
    stopServer: server.stop,
    async openSignedIn(options) {
      savedSignIn ??= saveSignIn(server);
      const page = await newPage(browser, options);
      await page.addInitScript(restoreSignIn, await savedSignIn);
      await page.goto(url);
      await totalOn(cardOf(page, RIVERA.eventId)).waitFor();
      return page;
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

async function newPage(browser: Chromium, options: BrowserContextOptions = {}): Promise<Page> {
  // No animation moves parts while they are measured.
  const still: BrowserContextOptions = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" };
  const context = await browser.newContext({ ...still, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  return page;
}

/** The values that the dispatch page stores for a sign-in, by storage. */
interface SavedSignIn {
  local: Record<string, string>;
  session: Record<string, string>;
}

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { ... on SignedIn { token expiresAt deviceToken } ... on UserError { message } }
}`;

async function saveSignIn(server: Pick<RunningServer, "url" | "password">): Promise<SavedSignIn> {
  const { data } = await ask(server, SIGN_IN, { input: { name: RECORDER, password: server.password } });
  const { token, expiresAt, deviceToken } = data.signIn;
  if (!token) throw new Error(data.signIn.message);
  return {
    local: { "dispatch.name": RECORDER, "dispatch.device": deviceToken },
    session: { "dispatch.session": JSON.stringify({ token, expiresAt, name: RECORDER }) },
  };
}

/** Runs in the page before its own scripts, and only once, so that signing out works. */
function restoreSignIn({ local, session }: SavedSignIn): void {
  if (sessionStorage.getItem("test.is-restored")) return;
  sessionStorage.setItem("test.is-restored", "true");
  for (const [name, value] of Object.entries(local)) localStorage.setItem(name, value);
  for (const [name, value] of Object.entries(session)) sessionStorage.setItem(name, value);
}

/** Signs in on the dispatch page, and waits until the page shows who is signed in. */
export async function signIn(
  page: Page,
  { password, name = RECORDER }: { password: string; name?: string },
): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Sign in" });
  await dialog.getByLabel("Your name").fill(name);
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** An event's card. */
export function cardOf(page: Page, eventId: string): Locator {
  return page.locator(`[data-event-id="${eventId}"]`);
}

/** The total collected, as an event's card shows it. */
export function totalOn(card: Locator): Locator {
  return card.locator("payment-list").locator(".total");
}

/** The entries of an event's card, the newest first. */
export function entriesOn(card: Locator): Locator {
  return card.locator("payment-list").getByRole("listitem");
}

/** The form for a payment. */
export function paymentForm(page: Page): Locator {
  return page.getByRole("dialog", { name: "Log payment" });
}

/** Opens the form from an event's card. */
export async function openForm(card: Locator): Promise<Locator> {
  await card.getByRole("button", { name: "Log payment" }).click();
  const form = paymentForm(card.page());
  await form.getByLabel("Who paid").waitFor();
  return form;
}

/** Types a payment into the open form, except fields that are not given. */
export async function typePayment(form: Locator, payment: TypedPayment): Promise<void> {
  if (payment.patron !== undefined) await form.getByLabel("Who paid").fill(payment.patron);
  if (payment.amount !== undefined) await form.getByLabel(/^(Amount|Fare) in/).fill(payment.amount);
  await typeExtras(form, payment);
  if (payment.method !== undefined)
    await form.getByRole("radio", { name: payment.method, exact: true }).check();
  if (payment.reference !== undefined) await form.locator('[name="reference"]').fill(payment.reference);
  if (payment.receivedOn !== undefined) await form.getByLabel("Received on").fill(payment.receivedOn);
  if (payment.patronEmail !== undefined)
    await form.getByLabel("Email for a receipt").fill(payment.patronEmail);
  if (payment.notes !== undefined) await form.getByLabel("Notes").fill(payment.notes);
}

/** The button that shows the fields for a tip and a security deposit. */
export function extrasButton(form: Locator): Locator {
  return form.getByRole("button", { name: "Add a tip or a security deposit" });
}

async function typeExtras(form: Locator, { gratuity, securityDeposit }: TypedPayment): Promise<void> {
  if (gratuity === undefined && securityDeposit === undefined) return;
  if (await extrasButton(form).isVisible()) await extrasButton(form).click();
  if (gratuity !== undefined) await form.getByLabel("Tip for the crew").fill(gratuity);
  if (securityDeposit !== undefined) await form.getByLabel("Security deposit").fill(securityDeposit);
}

/** Presses the form's submit button. */
export async function pressLogPayment(form: Locator): Promise<void> {
  await form.getByRole("button", { name: "Log payment" }).click();
}

/** Logs a payment from an event's card, and waits until the form has closed. */
export async function logPayment(card: Locator, payment: TypedPayment): Promise<void> {
  const form = await openForm(card);
  await typePayment(form, payment);
  await pressLogPayment(form);
  await form.waitFor({ state: "hidden" });
}

/** Collects the page's requests for one GraphQL operation from now on, in order. */
export function watchOperation(page: Page, operationName: string): Request[] {
  const requests: Request[] = [];
  page.on("request", (request) => {
    if (isOperation(request, operationName)) requests.push(request);
  });
  return requests;
}

/** Sends the next request for an operation to the server, and drops the response. */
export async function loseNextAnswer(page: Page, operationName: string): Promise<void> {
  let isLost = false;
  await page.route("**/graphql", async (route) => {
    if (isLost || !isOperation(route.request(), operationName)) return route.fallback();
    isLost = true;
    await route.fetch();
    return route.abort();
  });
}

/** The variables of a request. */
export function variablesOf(request: Request): Record<string, unknown> {
  return request.postDataJSON().variables;
}

function isOperation(request: Request, operationName: string): boolean {
  if (!request.url().endsWith("/graphql")) return false;
  return String(request.postDataJSON()?.documentId).startsWith(`${operationName}.`);
}

/** The total collected on an event's card, in minor units. */
export async function minorUnitsOn(card: Locator): Promise<number> {
  const text = (await totalOn(card).textContent()) ?? "";
  return Number(text.replace(/[^\d-]/g, ""));
}
