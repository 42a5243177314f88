import type { PublicError, ShapedError } from "./errors.js";

/**
 * JSON-RPC's codes for what is wrong with a message itself (https://www.jsonrpc.org/specification#error_object), by
 * Footnote's.
 */
const CODES: Readonly<Record<string, number>> = { malformed_json: -32700, invalid_message: -32600 };

/** Free for a server's own use. */
const SERVER_ERROR = -32000;

/** An error in JSON-RPC's shape, for a request of which no message was read: so without a message's id. */
export function rpcError({ status, code, message }: PublicError, requestId: string): ShapedError {
  const error = { code: CODES[code] ?? SERVER_ERROR, message, data: { code, requestId } };
  return { status, body: { jsonrpc: "2.0", id: null, error } };
}
