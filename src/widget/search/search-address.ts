import { OWN_BASE } from "../transport/own-base.js";

/** How many passages a search may give; the server takes no more than the last of them. */
export const PASSAGE_COUNTS = [5, 10, 20, 50] as const;
const BY_DEFAULT = 10;

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
    count: PASSAGE_COUNTS.find((count) => count === asked) ?? BY_DEFAULT,
  };
}

/** The page's address for a search. */
export function addressOfQuery({ query, count }: SearchQuery): string {
  const parameters = new URLSearchParams();
  if (query !== "") {
    parameters.set("q", query);
  }
  if (count !== BY_DEFAULT) {
    parameters.set("k", String(count));
  }
  const search = parameters.toString();
  const page = `${OWN_BASE}search`;
  return search === "" ? page : `${page}?${search}`;
}
