import type { Request } from "autocannon";

/** What nobody has written a document about. */
const NONSENSE: readonly string[] = [
  "asdf jklö qwertz",
  "???",
  "1 2 3 4 5 6 7 8 9 0",
  "🦑🦑🦑",
  "the the the the the the the the the the the the",
  "<script>alert(1)</script>",
  "'; DROP TABLE documents; --",
  "lorem ipsum dolor sit amet consectetur adipiscing elit",
];

/** After so many questions one of nonsense comes. */
const NONSENSE_EVERY = 10;

/** Every question in one of five ways, as clients of all kinds ask them. */
export function requestsFor(
  questions: readonly string[],
  headers: Readonly<Record<string, string>>,
): Request[] {
  return mixed(questions).map((question, i) => {
    const messages = [{ role: "user", content: question }];
    const post = (path: string, stream: boolean): Request => ({
      method: "POST",
      path,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ messages, stream }),
    });
    switch (i % 5) {
      case 0:
        return post("/api/chat", true);
      case 1:
        return post("/api/chat", false);
      case 2:
        return post("/v1/chat/completions", true);
      case 3:
        return post("/v1/chat/completions", false);
      default:
        return { method: "GET", path: `/api/search?q=${encodeURIComponent(question)}`, headers };
    }
  });
}

function mixed(questions: readonly string[]): string[] {
  return questions.flatMap((question, i) => {
    const nonsense = NONSENSE[(i / NONSENSE_EVERY) % NONSENSE.length];
    return nonsense === undefined ? [question] : [question, nonsense];
  });
}
