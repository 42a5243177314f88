const storageName = "footnote.api-key";

/** Holds the key for this page where storage is blocked. */
let held: string | null = null;

/** The API key that the reader has entered in this tab; null without one. */
export function apiKey(): string | null {
  try {
    return sessionStorage.getItem(storageName) ?? held;
  } catch {
    return held;
  }
}

/** Keeps the key until the tab is closed; where storage is blocked, until the page is left. */
export function keepApiKey(key: string): void {
  held = key;
  try {
    sessionStorage.setItem(storageName, key);
  } catch {
    // Blocked or full.
  }
}

/** Forgets a key that was refused, unless another one has been entered since. */
export function forgetApiKey(refused: string): void {
  if (apiKey() !== refused) return;
  held = null;
  try {
    sessionStorage.removeItem(storageName);
  } catch {
    // Blocked.
  }
}
