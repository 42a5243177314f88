import { preferredLanguage, toUiLanguage, type UiLanguage } from "../i18n/language.js";

/** The reader's choice of appearance; null follows the device. */
type ThemeChoice = "light" | "dark" | null;

const LANGUAGE_KEY = "footnote.language";
const THEME_KEY = "footnote.theme";
const DARK_DEVICE = matchMedia("(prefers-color-scheme: dark)");

/** Language and appearance, kept for the next visit. Fires `change` when one of them changes. */
export class Preferences extends EventTarget {
  #language: UiLanguage = toUiLanguage(read(LANGUAGE_KEY)) ?? preferredLanguage(navigator.languages);
  #theme: ThemeChoice = toTheme(read(THEME_KEY));

  constructor() {
    super();
    DARK_DEVICE.addEventListener("change", () => this.#changed());
    this.#show();
  }

  get language(): UiLanguage {
    return this.#language;
  }

  /** The appearance by choice, or `auto` for that of the device. */
  get theme(): "auto" | "light" | "dark" {
    return this.#theme ?? "auto";
  }

  /** Whether the page is dark now, by choice or with the device. */
  get dark(): boolean {
    return this.#theme === null ? DARK_DEVICE.matches : this.#theme === "dark";
  }

  chooseLanguage(language: UiLanguage): void {
    this.#language = language;
    write(LANGUAGE_KEY, language);
    this.#changed();
  }

  /** Turns to the other appearance. Where that is the device's own, the page follows the device again. */
  toggleTheme(): void {
    const dark = !this.dark;
    this.#theme = dark === DARK_DEVICE.matches ? null : dark ? "dark" : "light";
    write(THEME_KEY, this.#theme);
    this.#changed();
  }

  #changed(): void {
    this.#show();
    this.dispatchEvent(new Event("change"));
  }

  #show(): void {
    const root = document.documentElement;
    root.lang = this.#language;
    if (this.#theme === null) {
      delete root.dataset["theme"];
    } else {
      root.dataset["theme"] = this.#theme;
    }
  }
}

function toTheme(value: string | null): ThemeChoice {
  return value === "light" || value === "dark" ? value : null;
}

/** Null also where the storage is blocked. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // Where storage is blocked, the choice holds for this page only.
  }
}
