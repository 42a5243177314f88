import type { Server } from "./server.js";

/**
 * Whether a server that seems out of reach is there and only doesn't let this page ask. A browser says the same of
 * both; but the widget's script is for any page.
 */
export async function isRefusedOrigin({ base }: Server): Promise<boolean> {
  if (new URL(base, location.href).origin === location.origin) {
    return false;
  }
  try {
    await fetch(`${base}widget.js`, { method: "HEAD", mode: "no-cors", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
