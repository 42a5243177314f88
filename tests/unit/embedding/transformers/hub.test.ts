import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import { createEmbedder } from "../../../../src/embedding/create-embedder.js";
import { serveTinyModel, startHub } from "../../../support/models/hub-server.js";
import { TINY_MODEL, temporaryFolder } from "../../../support/models/test-models.js";

const MODEL = "test/tiny-static";

async function optionsFor(hubUrl: string, hubTimeoutMs = 60_000) {
  return { model: MODEL, modelsDir: "unused", cacheDir: await temporaryFolder(), hubUrl, hubTimeoutMs };
}

/** The error of an embedder that can't be created. */
async function refusal(options: Parameters<typeof createEmbedder>[0]): Promise<FootnoteError> {
  const error: unknown = await createEmbedder(options).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!FootnoteError.is(error)) {
    throw new Error("no FootnoteError", { cause: error });
  }
  return error;
}

/** The message ports that keep the process alive: one for each running thread. */
function threads(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "MessagePort").length;
}

it("a model is downloaded once, and loads from the cache when the hub can't be reached", async () => {
  const hub = await startHub(serveTinyModel);
  const options = await optionsFor(hub.url);
  const online = await createEmbedder(options);
  const [expected] = await online.embed(["Grüße aus Köln!"], "passage");
  await online.close();
  expect(hub.requests).toContain(`/${MODEL}/resolve/main/onnx/model_quantized.onnx`);

  await hub.stop();
  const offline = await createEmbedder(options);
  expect(await offline.embed(["Grüße aus Köln!"], "passage")).toEqual([expected]);
  expect(offline.fingerprint).toEqual(online.fingerprint);
  await offline.close();
});

it("a downloaded model has the same vectors and revision as the folder it came from", async () => {
  const hub = await startHub(serveTinyModel);
  const options = await optionsFor(hub.url);
  const downloaded = await createEmbedder(options);
  const local = await createEmbedder({ ...options, model: TINY_MODEL });
  expect(downloaded.fingerprint).toEqual({ ...local.fingerprint, model: MODEL });
  expect(await downloaded.embed(["Mann"], "query")).toEqual(await local.embed(["Mann"], "query"));
  await downloaded.close();
  await local.close();
});

it("a hub that accepts and never answers is given up on, and the thread is gone", async () => {
  const before = threads();
  const hub = await startHub(() => {});
  const error = await refusal(await optionsFor(hub.url, 200));
  expect(error.code).toBe("embedding_model_unavailable");
  expect(error.message).toMatch(/sent nothing for 0\.2 s/);
  expect(hub.requests).not.toEqual([]);
  expect(threads()).toBe(before);
});

it("a hub that stops in the middle of a file is given up on, and nothing is left in the cache", async () => {
  const hub = await startHub((request, response) => {
    if (!request.url?.endsWith(".onnx")) {
      return serveTinyModel(request, response);
    }
    response.writeHead(200, { "content-length": "1000" }).write("half");
  });
  const options = await optionsFor(hub.url, 600);
  expect((await refusal(options)).message).toMatch(/sent nothing for 0\.6 s/);
  expect(await readdir(path.join(options.cacheDir, MODEL, "onnx"))).toEqual([]);
});

it("a slow download may take longer than the limit as long as bytes arrive", async () => {
  const hub = await startHub(async (request, response) => {
    if (!request.url?.endsWith("tokenizer_config.json")) {
      return serveTinyModel(request, response);
    }
    // Pauses far below the limit, so that a busy machine doesn't reach it, that are longer together.
    for (const piece of '{ "tokenizer_class": "BertTokenizer" }'.match(/.{1,2}/g) ?? []) {
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    response.end();
  });
  const embedder = await createEmbedder(await optionsFor(hub.url, 1500));
  expect(embedder.fingerprint.dimension).toBe(512);
  await embedder.close();
});

it("a hub that can't be reached gives an error that says what to do without a network", async () => {
  const before = threads();
  const hub = await startHub(() => {});
  await hub.stop();
  const error = await refusal(await optionsFor(hub.url));
  expect(error.code).toBe("embedding_model_unavailable");
  expect(error.message).toContain(new URL(hub.url).origin);
  expect(error.message).toContain("ECONNREFUSED");
  expect(error.message).toContain("set EMBEDDING_MODEL to builtin");
  expect(error.message).toContain(
    "config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx",
  );
  expect(threads()).toBe(before);
});

it("a model that the hub doesn't have gives an error that names the file it looked for", async () => {
  const hub = await startHub((_, response) => response.writeHead(404).end());
  const error = await refusal(await optionsFor(hub.url));
  expect(error.code).toBe("embedding_model_unavailable");
  expect(error.message).toContain(`Could not locate file: "${hub.url}${MODEL}/resolve/main/config.json"`);
});

it("a model without weights of the chosen quantisation gives an error that names the file", async () => {
  const hub = await startHub(serveTinyModel);
  const error = await refusal({ ...(await optionsFor(hub.url)), quantisation: "q4" });
  expect(error.code).toBe("embedding_model_unavailable");
  expect(error.message).toContain("onnx/model_q4.onnx");
});

it("weights that aren't ONNX give the typed error", async () => {
  const hub = await startHub((request, response) => {
    if (!request.url?.endsWith(".onnx")) {
      return serveTinyModel(request, response);
    }
    response.end("<html>Please log in</html>");
  });
  expect((await refusal(await optionsFor(hub.url))).code).toBe("embedding_model_unavailable");
});

it.each(["http://me:secret@127.0.0.1/", "ftp://127.0.0.1/", "127.0.0.1"])(
  "the hub's address can't be %s, and no error repeats a password",
  async (url) => {
    const error = await refusal(await optionsFor(url));
    expect(error.code).toBe("invalid_configuration");
    expect(error.message).not.toContain("secret");
  },
);
