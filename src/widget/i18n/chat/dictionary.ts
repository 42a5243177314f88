import type { UiLanguage } from "../language.js";
import { de } from "./de.js";
import { en } from "./en.js";
import type { ChatMessages } from "./messages.js";

/** The chat's texts by language. */
export const chatDictionary: Readonly<Record<UiLanguage, ChatMessages>> = { de, en };
