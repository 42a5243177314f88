import { de } from "./de.js";
import { en } from "./en.js";
import type { UiLanguage } from "./language.js";
import type { Messages } from "./messages.js";

/** The pages' texts by language. */
export const dictionary: Readonly<Record<UiLanguage, Messages>> = { de, en };
