/** What the prompt tells a model to say when the passages don't hold the answer. */
const NO_ANSWER = "NO_ANSWER";

/** Passes the text on, or nothing if it begins with the word for "no answer". */
export async function* withoutNoAnswer(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  let start = "";
  let decided = false;
  for await (const chunk of chunks) {
    if (decided) {
      yield chunk;
      continue;
    }
    start += chunk;
    const said = start.replace(/^[\s"'`*]+/u, "");
    if (NO_ANSWER.startsWith(said.slice(0, NO_ANSWER.length))) {
      continue;
    }
    decided = true;
    yield start;
  }
  if (!decided && !start.includes(NO_ANSWER)) {
    yield start;
  }
}
