import { FootnoteError, openFootnote } from "footnote";

const FOOTNOTE = await openFootnote({
  documentsDir: process.argv[2] ?? "documents",
  indexDir: process.argv[3] ?? "index",
  onNotice: (notice) => console.error(notice),
});

try {
  const { added, changed, removed, failed } = await FOOTNOTE.ingest();
  console.log(`${added.length} added, ${changed.length} changed, ${removed.length} removed.`);
  for (const { path, reason } of failed) {
    console.error(`${path} can't be read: ${reason}`);
  }

  const { passages } = await FOOTNOTE.search("armed clashes", { limit: 3 });
  for (const { title, score, text } of passages) {
    console.log(`${score.toFixed(2)} ${title}: ${text}`);
  }

  const ANSWER = await FOOTNOTE.ask("How many people died in the armed clashes of September 2022?");
  console.log(ANSWER.answered ? ANSWER.answer : "The documents don't say.");
  for (const { marker, title, quote, verified } of ANSWER.citations) {
    console.log(`[${marker}] ${title}, ${verified ? "quote checked" : "not confirmed"}: ${quote}`);
  }

  for await (const EVENT of FOOTNOTE.stream("Wann wollte Kirgisistan vermitteln?")) {
    if (EVENT.type === "delta") {
      process.stdout.write(EVENT.text);
    }
  }
  process.stdout.write("\n");
} catch (error) {
  if (!FootnoteError.is(error)) {
    throw error;
  }
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
} finally {
  await FOOTNOTE.close();
}
