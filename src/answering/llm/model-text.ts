const OPEN = "<think>";
const CLOSE = "</think>";

/** Removes the reasoning that some models write before their answer, between `<think>` and `</think>`. */
export async function* withoutThinking(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  let pending = "";
  let isAnswer = false;
  for await (const chunk of chunks) {
    if (isAnswer) {
      yield chunk;
      continue;
    }
    pending += chunk;
    const answer = answerIn(pending);
    if (answer === undefined) {
      continue;
    }
    isAnswer = true;
    yield answer;
  }
  if (!isAnswer && !pending.trimStart().startsWith(OPEN) && pending !== "") {
    yield pending;
  }
}

/** The text without its reasoning; undefined while the reasoning isn't over, or may be about to begin. */
function answerIn(text: string): string | undefined {
  const start = text.trimStart();
  if (!start.startsWith(OPEN)) {
    return OPEN.startsWith(start) ? undefined : text;
  }
  const end = start.indexOf(CLOSE);
  const rest = end === -1 ? "" : start.slice(end + CLOSE.length).trimStart();
  return rest === "" ? undefined : rest;
}

/** The word with which the prompt tells a model to reply if the passages don't hold the answer. */
const NO_ANSWER = "NO_ANSWER";

/** Passes the text on, or nothing if it begins with `NO_ANSWER`. */
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
