import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What is drawn when the page does not say in which language it is. */
const DEFAULT_LANGUAGE = "en-US";

const listeners = new Set<() => void>();
let language = DEFAULT_LANGUAGE;
let wanted = "en";
let spoken = "en";

/** The page's language as a BCP 47 tag: `lang` of its `<html>`. In it `Intl` draws amounts and dates. */
export function pageLanguage(): string {
  return language;
}

/** The language of our own words: Spanish on a Spanish page, English on all others. */
export function textLanguage(): string {
  return spoken;
}

/** Draws its host anew when the page turns to another language, and when the words of that language are there. */
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
  void speak(language.startsWith("es") ? "es" : "en");
  tell();
}

/** Pages in English load nothing of this. Without the file the words stay English; it is asked for again when the network is back. */
async function speak(words: string): Promise<void> {
  if (words === wanted) return;
  wanted = words;
  try {
    const { setLocale } = await import("./translation.ts");
    await setLocale(wanted);
    spoken = wanted;
    tell();
  } catch {
    wanted = spoken;
    addEventListener("online", () => followPage(document), { once: true });
  }
}

function tell(): void {
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
