import { asBoolean, asObject, asOptional, asString, parseJson } from "./json.js";
import { OWN_SERVER } from "./server.js";

/** Who uses the page, and how people sign in. */
export interface Account {
  /** Null if nobody is signed in. */
  readonly name: string | null;
  /** Whether they may change the documents. */
  readonly isAdmin: boolean;
  /** `proxy`: a server in front signs people in; null: nobody needs to. */
  readonly signInBy: "oidc" | "proxy" | null;
  /** Null where there is no such place. */
  readonly signInUrl: string | null;
  readonly signOutUrl: string | null;
}

/** What tells a page that somebody has signed in, in another tab. */
const CHANNEL = "footnote.signed-in";

/** What is kept for a reader of this server's own pages. */
const KEPT = /^footnote\.(?:conversation|api-key|admin-key)/;

let known: Account = { name: null, isAdmin: false, signInBy: null, signInUrl: null, signOutUrl: null };

/** Asks who uses the page. If the server doesn't say, nobody does any more, and they sign in as was known before. */
export async function loadAccount(): Promise<Account> {
  try {
    const response = await fetch(`${OWN_SERVER.base}api/me`, { cache: "no-store" });
    known = decodeAccount(parseJson(await response.text()));
  } catch {
    known = { ...known, name: null, isAdmin: false };
  }
  return known;
}

/**
 * Signs out and leaves the page, or loads it again if that fails. The conversation and the keys go, too: the next
 * reader at this device may be another.
 */
export async function signOut(url: string): Promise<void> {
  try {
    const response = await fetch(url, { method: "POST" });
    const next = asString(asObject(parseJson(await response.text()))["location"]);
    forgetReader();
    location.assign(next);
  } catch {
    location.reload();
  }
}

/** Calls back whenever somebody has signed in, in another tab. @returns ends that */
export function onSignedIn(callback: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", callback);
  return () => channel.close();
}

function forgetReader(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const name of Object.keys(storage).filter((key) => KEPT.test(key))) {
        storage.removeItem(name);
      }
    }
  } catch {
    // Where storage is blocked, nothing is kept.
  }
}

function decodeAccount(value: unknown): Account {
  const me = asObject(value);
  const by = me["signInBy"];
  return {
    name: asOptional(me["name"], asString),
    isAdmin: asBoolean(me["isAdmin"]),
    signInBy: by === "oidc" || by === "proxy" ? by : null,
    signInUrl: asOptional(me["signInUrl"], asString),
    signOutUrl: asOptional(me["signOutUrl"], asString),
  };
}
