import { preferredLanguage, type UiLanguage } from "../language.js";
import { DE } from "./de.js";
import { EN } from "./en.js";
import type { ChatMessages, OwnMessages } from "./messages.js";

const DICTIONARY: Readonly<Record<UiLanguage, ChatMessages>> = { de: DE, en: EN };

/**
 * The chat's texts.
 * @param languages BCP 47 tags, the preferred one first; English if there are texts in none
 * @param own take the place of the built-in ones
 */
export function chatMessages(languages: readonly string[], own: OwnMessages): ChatMessages {
  const builtIn = DICTIONARY[preferredLanguage(languages)];
  return {
    locale: own.locale ?? builtIn.locale,
    direction: own.direction ?? builtIn.direction,
    chat: { ...builtIn.chat, ...own.chat },
    panel: { ...builtIn.panel, ...own.panel },
    composer: { ...builtIn.composer, ...own.composer },
    answer: { ...builtIn.answer, ...own.answer },
    feedback: { ...builtIn.feedback, ...own.feedback },
    place: { ...builtIn.place, ...own.place },
    failure: { ...builtIn.failure, ...own.failure },
    key: { ...builtIn.key, ...own.key },
  };
}
