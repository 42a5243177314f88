import { FootnoteError } from "../../../core/errors.js";
import { busy } from "../../errors.js";

/** What `pg` says of a failure: five characters of the server's, or a code of the network's; empty if it says none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/**
 * The connection failed, or the server can't take it now: it is restarting, failing over, or has too many. Another
 * attempt may succeed.
 */
export function isConnectionFailure(error: unknown): boolean {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  return (
    /^(08|57P0[123]$|53300$|25P0[34]$)/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(code) ||
    // Of `pg` itself, which gives these no code.
    /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)|not queryable$/.test(
      message,
    )
  );
}

/** Another transaction came in between, or a replica had to take what was being read away: the same work may succeed. */
export function isConflict(error: unknown): boolean {
  return /^40(001|P01)$/.test(codeOf(error));
}

/** The server only lets be read: it is a replica, perhaps since a moment ago. */
export function isReadOnlyServer(error: unknown): boolean {
  return codeOf(error) === "25006";
}

/** The table, schema or column isn't there: nothing was migrated yet. */
export function isMissingTable(error: unknown): boolean {
  return /^(42P01|3F000)$/.test(codeOf(error));
}

/**
 * What an error of PostgreSQL means to the caller, in words that show neither address nor password: `index_busy`,
 * `index_not_writable`, `index_unreadable`, `invalid_configuration`, or the error itself where none of these is true.
 */
export function translatePostgresError(error: unknown): unknown {
  const code = codeOf(error);
  if (FootnoteError.is(error)) {
    return error;
  }
  if (isConnectionFailure(error)) {
    return unreachable(error, code);
  }
  if (/^(28|3D000)/.test(code)) {
    return new FootnoteError(
      "invalid_configuration",
      "PostgreSQL refuses the connection: the user, the password or the database in STORE is wrong.",
      { cause: error },
    );
  }
  if (code === "42501") {
    return new FootnoteError(
      "invalid_configuration",
      "PostgreSQL doesn't let the user in STORE do this. Give it the right to create and change tables in its schema.",
      { cause: error },
    );
  }
  if (code === "55P03") {
    return busy(error);
  }
  if (code === "57014") {
    return new FootnoteError(
      "index_unreadable",
      "PostgreSQL took longer than STORE_TIMEOUT allows. Try again, or allow more.",
      { cause: error },
    );
  }
  if (isReadOnlyServer(error)) {
    return new FootnoteError(
      "index_not_writable",
      "The index can't be written: STORE names a PostgreSQL server that can only be read. Name the primary there, and a replica in STORE_REPLICA_URL.",
      { cause: error },
    );
  }
  if (/^53[12]00$/.test(code)) {
    return new FootnoteError(
      "index_not_writable",
      "The index can't be written: PostgreSQL's disk or memory is full. Make room, and ingest again.",
      { cause: error },
    );
  }
  return error;
}

function unreachable(cause: unknown, code: string): FootnoteError {
  const reason = code === "" ? "" : ` (${code})`;
  return new FootnoteError(
    "index_unreadable",
    `PostgreSQL can't be reached${reason}. Check that it runs and that STORE names it; what was asked can be asked again.`,
    { cause },
  );
}
