import { API_KEY, KeptKey } from "./kept-key.js";
import { OWN_BASE } from "./own-base.js";

/** A Footnote server as a page reaches it. */
export interface Server {
  /** What the paths of its API and pages are appended to; ends with a slash. */
  readonly base: string;
  /** The reader's key for it. */
  readonly key: KeptKey;
}

/** The server that the page comes from. */
export const OWN_SERVER: Server = { base: OWN_BASE, key: API_KEY };

let defaultAddress = "";

/** Sets where to ask if no address is given; until then that is the page's own server. */
export function setDefaultServer(address: string): void {
  defaultAddress = address;
}

/**
 * The server at an address, such as `https://docs.example.com/`; the default one if that is empty, and the page's own
 * if it is no address. Keys are kept by server, so that none is sent to another.
 */
export function serverAt(given: string): Server {
  const address = given || defaultAddress;
  if (!URL.canParse(address, location.href)) {
    return OWN_SERVER;
  }
  const { href, protocol } = new URL(address.endsWith("/") ? address : `${address}/`, location.href);
  if (address === "" || (protocol !== "https:" && protocol !== "http:")) {
    return OWN_SERVER;
  }
  return { base: href, key: new KeptKey(`footnote.api-key ${href}`) };
}
