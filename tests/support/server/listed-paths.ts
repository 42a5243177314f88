/**
 * The paths of the documents that a server lists. The answer as text isn't enough to tell: it also names the file that
 * is being read.
 */
export async function listedPaths(url: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}/api/documents`, { headers });
  const { documents } = (await response.json()) as { documents: readonly { path: string }[] };
  return documents.map(({ path }) => path);
}
