import type { ReactiveController, ReactiveControllerHost } from "lit";

/** The language if the page does not set one. */
const DEFAULT_LANGUAGE = "en-US";

const listeners = new Set<() => void>();
let language = DEFAULT_LANGUAGE;
let requestedTexts = "en";
let currentTexts = "en";

/** The page's language as a BCP 47 tag: the `lang` of its `<html>`. `Intl` formats amounts and dates in it. */
export function pageLanguage(): string {
  return language;
}

/** The language of our texts: Spanish on a Spanish page, English on all others. */
export function textLanguage(): string {
  return currentTexts;
}

/** Updates its host when the page's language changes, and when the texts of that language are loaded. */
export class LanguageController implements ReactiveController {
  readonly #draw: () => void;

  constructor(host: ReactiveControllerHost) {
    this.#draw = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected(): void {
    listeners.add(this.#draw);
  }

  hostDisconnected(): void {
    listeners.delete(this.#draw);
  }
}

function followPage({ documentElement }: Document): void {
  language = readable(documentElement.lang);
  void loadTexts(language.startsWith("es") ? "es" : "en");
  notifyListeners();
}

/** English pages load nothing. If the file cannot be loaded, texts stay English until the network is back. */
async function loadTexts(texts: string): Promise<void> {
  if (texts === requestedTexts) return;
  requestedTexts = texts;
  try {
    const { setLocale } = await import("./translation.ts");
    await setLocale(requestedTexts);
    currentTexts = requestedTexts;
    notifyListeners();
  } catch {
    requestedTexts = currentTexts;
    addEventListener("online", () => followPage(document), { once: true });
  }
}

function notifyListeners(): void {
  for (const draw of listeners) draw();
}

function readable(tag: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? DEFAULT_LANGUAGE;
  } catch {
    return DEFAULT_LANGUAGE;
  }
}

if (globalThis.document) {
  followPage(document);
  new MutationObserver(() => followPage(document)).observe(document.documentElement, {
    attributeFilter: ["lang"],
  });
}
