import type { ApiDescription, DescribedOperation } from "../transport/description-client.js";

/** Which key an operation wants, by the name of its variable in the examples. */
const KEYS: Readonly<Record<string, string>> = { apiKey: "KEY", adminKey: "ADMIN_KEY" };

/**
 * A command for a shell that sends an example of an operation.
 * @param page the address of the page, which the server's may be relative to
 */
export function curlOf(
  { server }: Pick<ApiDescription, "server">,
  operation: DescribedOperation,
  page: string,
): string {
  const [body] = operation.body;
  const base = new URL(server, page).href.replace(/\/$/, "");
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const query = operation.parameters
    .filter(({ in: place, required }) => place === "query" && required)
    .map(({ name }) => `${name}=Kirgisistan`)
    .join("&");
  return [
    `curl ${operation.method === "DELETE" ? "-X DELETE " : ""}${quoted(base + path + (query && `?${query}`))}`,
    ...keyOption(operation),
    ...(body?.mediaType === "multipart/form-data" ? ["-F file=@handbook.pdf"] : []),
    ...(body?.example === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body.example))}`]),
  ].join(" \\\n  ");
}

function keyOption({ security }: DescribedOperation): string[] {
  // Where nothing is needed, an example does without.
  if (security.some((way) => way.length === 0)) {
    return [];
  }
  const [key] = security.flatMap(([scheme = ""]) => KEYS[scheme] ?? []);
  return key === undefined ? [] : [`-H "Authorization: Bearer $${key}"`];
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
