import { secureHeaders } from "hono/secure-headers";

/**
 * Headers for every answer. Pages may load only what this server holds: no inline script or style, no foreign host,
 * no frame, and text becomes markup only through the policy of the library that draws them. Strict-Transport-Security
 * is left to the proxy that adds TLS.
 */
export function securityHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["footnote", "footnote-widget"],
    },
    referrerPolicy: "no-referrer",
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    // Headers that a route sets itself win.
    overwrite: false,
  });
}
