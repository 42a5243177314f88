import { createOpenAI } from "@ai-sdk/openai";
import { streamText } from "ai";

const FOOTNOTE = createOpenAI({
  baseURL: `${process.env["FOOTNOTE_URL"] ?? "http://127.0.0.1:3000"}/v1`,
  // One of API_KEYS; any word if there are none.
  apiKey: process.env["FOOTNOTE_API_KEY"] ?? "none",
});

const { textStream, sources } = streamText({
  model: FOOTNOTE.chat("footnote"),
  prompt: "Wann wollte Kirgisistan vermitteln?",
});
for await (const TEXT of textStream) {
  process.stdout.write(TEXT);
}
process.stdout.write("\n");

for (const SOURCE of await sources) {
  if (SOURCE.sourceType === "url") {
    console.log(`${SOURCE.title}: ${SOURCE.url}`);
  }
}
