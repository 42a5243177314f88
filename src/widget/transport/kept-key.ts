import { OWN_BASE } from "./own-base.js";

/** A key that the reader has entered in this tab. */
export class KeptKey {
  /** Holds the key for this page where storage is blocked. */
  #held: string | null = null;

  /** @param storageName in the tab's session storage */
  constructor(private readonly storageName: string) {}

  /** Null if the reader has entered none. */
  get(): string | null {
    try {
      return sessionStorage.getItem(this.storageName) ?? this.#held;
    } catch {
      return this.#held;
    }
  }

  /** Keeps a key until the tab is closed; where storage is blocked, until the page is left. */
  keep(key: string): void {
    this.#held = key;
    try {
      sessionStorage.setItem(this.storageName, key);
    } catch {
      // The storage is blocked or full.
    }
  }

  /** Forgets a key that was refused, unless another one has been entered since. */
  forget(refused: string): void {
    if (this.get() !== refused) {
      return;
    }
    this.#held = null;
    try {
      sessionStorage.removeItem(this.storageName);
    } catch {
      // The storage is blocked.
    }
  }
}

/** The key to ask with, where the server wants one. Another server of the same host has its own. */
export const API_KEY = new KeptKey(`footnote.api-key ${OWN_BASE}`);

/** The key to change the documents with. */
export const ADMIN_KEY = new KeptKey(`footnote.admin-key ${OWN_BASE}`);
