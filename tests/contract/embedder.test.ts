import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../src/core/ports/embedder.js";
import { cacheQuestions } from "../../src/embedding/cache-questions.js";
import { createEmbedder } from "../../src/embedding/create-embedder.js";
import { PROVIDERS } from "../../src/embedding/langchain/provider.js";
import { queueEmbedder } from "../../src/embedding/queue-embedder.js";
import { createStaticEmbedder } from "../../src/embedding/static/static-embedder.js";
import { loadStaticModel } from "../../src/embedding/static/static-model.js";
import { MODELS, type ProviderServer, startProviderServer } from "../support/models/provider-server.js";
import { describeEmbedder } from "./embedder.js";

const TINY = fileURLToPath(new URL("../fixtures/models/tiny-static", import.meta.url));
/** What is only for models of another kind. */
const UNUSED = { modelsDir: "unused", cacheDir: "unused", hubTimeoutMs: 1000 };
/** The largest difference in one component between the two adapters on the same weights. */
const TOLERANCE = 1e-5;

async function openStatic(): Promise<Embedder> {
  return createStaticEmbedder(await loadStaticModel(TINY), TINY);
}

/** After so many passages the embedder has gone over to its thread. */
async function openStaticThread(): Promise<Embedder> {
  const embedder = await openStatic();
  await embedder.embed(Array(501).fill("Brot"), "passage");
  return embedder;
}

function openTransformers(): Promise<Embedder> {
  return createEmbedder({ ...UNUSED, model: TINY });
}

describeEmbedder("static", openStatic);
describeEmbedder("static, in its thread", openStaticThread);
describeEmbedder("queued and cached static", async () =>
  cacheQuestions(queueEmbedder(await openStatic(), { concurrency: 2, texts: 3, characters: 500 }), 10),
);
describeEmbedder("transformers", openTransformers);

describe("over HTTP", () => {
  let server: ProviderServer;
  beforeAll(async () => {
    server = await startProviderServer();
  });
  afterAll(() => server.close());

  for (const provider of PROVIDERS) {
    describeEmbedder(provider, () =>
      createEmbedder({ ...UNUSED, model: MODELS[provider], environment: server.environment }),
    );
  }
});

describe("the same weights in both adapters", () => {
  let embedders: [Embedder, Embedder];
  beforeAll(async () => {
    embedders = [await openStatic(), await openTransformers()];
  });
  afterAll(() => Promise.all(embedders.map((embedder) => embedder.close())));

  it.each([
    "Die Straßenbahn fährt über die Brücke.",
    "How many people live in Austria?",
    "Bewaffnete Zusammenstöße an der Grenze, September 2022: 94 Tote (vgl. S. 12–14)!",
    "ﬁnal ½ ＡＢＣ Ⅷ №5 €19.99 + 3 %",
    "GROSSBUCHSTABEN und ÜMLÄÜTE",
    "Süßwasserfisch 🐟 im Bodensee\u00ad \u200bunsichtbar\u0000\ttabelliert",
    "Привет 你好",
    "?!",
    "\u0000",
  ])("give %j the same vector", async (text) => {
    const [[expected], [actual]] = await Promise.all([
      embedders[0].embed([text], "passage"),
      embedders[1].embed([text], "passage"),
    ]);
    const differences = Array.from(expected ?? [], (component, i) =>
      Math.abs(component - (actual?.[i] ?? 2)),
    );
    expect(differences).toHaveLength(512);
    expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
  });
});
