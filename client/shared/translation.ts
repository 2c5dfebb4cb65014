import { configureLocalization } from "@lit/localize";
import { templates } from "../generated/locales/es.ts";

/** Switches the elements' texts to another language and back. Can be configured only once per page. */
export const { setLocale } = configureLocalization({
  sourceLocale: "en",
  targetLocales: ["es"],
  loadLocale: async () => ({ templates }),
});
