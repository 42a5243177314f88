/** How many passages a search may give; the server takes no more than the last of them. */
export const passageCounts = [5, 10, 20, 50] as const;
const byDefault = 10;

/** What the page searches for, as its address says. */
export interface SearchQuery {
  readonly query: string;
  readonly count: number;
}

/** Reads `?q=…&k=…`; a number of passages that isn't among those to choose from counts as not given. */
export function queryOfAddress(search: string): SearchQuery {
  const parameters = new URLSearchParams(search);
  const asked = Number(parameters.get("k"));
  return {
    query: (parameters.get("q") ?? "").trim(),
    count: passageCounts.find((count) => count === asked) ?? byDefault,
  };
}

/** The page's address for a search. */
export function addressOfQuery({ query, count }: SearchQuery): string {
  const parameters = new URLSearchParams();
  if (query !== "") parameters.set("q", query);
  if (count !== byDefault) parameters.set("k", String(count));
  const search = parameters.toString();
  return search === "" ? "/search" : `/search?${search}`;
}
