import { DE } from "./de.js";
import { EN } from "./en.js";
import type { UiLanguage } from "./language.js";
import type { Messages } from "./messages.js";

/** The pages' texts by language. */
export const DICTIONARY: Readonly<Record<UiLanguage, Messages>> = { de: DE, en: EN };
