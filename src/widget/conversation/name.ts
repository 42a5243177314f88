import type { Server } from "../transport/server.js";

/** Names in use on this page. */
const TAKEN = new Map<string, WeakRef<Element>>();

/**
 * What an element's conversation is stored under, by server and by its id. Elements without an id are counted, so
 * that two on one page don't write over each other.
 */
export function conversationName(element: Element, server: Server): string {
  const base = `footnote.conversation.v2 ${server.base} ${element.id}`;
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base} ${count}`;
    const owner = TAKEN.get(name)?.deref();
    if (owner !== undefined && owner !== element && owner.isConnected) {
      continue;
    }
    TAKEN.set(name, new WeakRef(element));
    return name;
  }
}
