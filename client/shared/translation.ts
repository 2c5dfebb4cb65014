import { configureLocalization } from "@lit/localize";
import { templates } from "../generated/locales/es.ts";

/** Turns the words of the elements into those of another language, and back. Can be set up only once on a page. */
export const { setLocale } = configureLocalization({
  sourceLocale: "en",
  targetLocales: ["es"],
  loadLocale: async () => ({ templates }),
});
