/** One server-sent event. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads server-sent events from a response body, as the HTML standard parses an event stream (section 9.2.6);
 * `id` and `retry` are ignored, for a `POST` is never repeated by itself. Ends without a last incomplete event.
 * @param onBytes is told that something has come, be it part of a comment
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: () => void = () => undefined,
): AsyncGenerator<ServerSentEvent, void> {
  let event = "";
  let data: string[] = [];
  for await (const line of readLines(body, onBytes)) {
    if (line === "") {
      if (data.length > 0) {
        yield { event: event || "message", data: data.join("\n") };
      }
      event = "";
      data = [];
      continue;
    }
    const [field, value] = splitField(line);
    if (field === "event") {
      event = value;
    } else if (field === "data") {
      data.push(value);
    }
  }
}

async function* readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: () => void,
): AsyncGenerator<string, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      onBytes();
      if (done) {
        if (rest.endsWith("\r")) {
          yield rest.slice(0, -1);
        }
        return;
      }
      rest += value;
      // A carriage return at the very end may be the first half of a line break.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function splitField(line: string): readonly [field: string, value: string] {
  const colon = line.indexOf(":");
  if (colon === -1) {
    return [line, ""];
  }
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(" ") ? value.slice(1) : value];
}
