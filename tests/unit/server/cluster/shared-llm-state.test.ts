import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import { joinLlmState, SharedLlmState } from "../../../../src/server/cluster/shared-llm-state.js";
import { createLlmHealth } from "../../../../src/server/health/llm-health.js";
import { connectChannels } from "../../../support/server/connect-channels.js";

const PROMPT = { system: "", user: "" };
const FAILURE = new FootnoteError("llm_failed", "no");

/** A worker of a server. */
function addWorker(shared: SharedLlmState) {
  const { asking, answering } = connectChannels();
  shared.add(answering);
  const health = createLlmHealth();
  joinLlmState(asking, health);
  return { health, channel: answering, call: (error?: Error) => health.begin("m", PROMPT).end(error) };
}

const settled = () => new Promise(setImmediate);

describe("the state of the language model", () => {
  it("is how the last call ended, whichever worker made it", async () => {
    const shared = new SharedLlmState();
    const [one, two] = [addWorker(shared), addWorker(shared)];
    const states = async () => {
      await settled();
      return [one.health.state(), two.health.state()];
    };
    expect(await states()).toEqual(["unused", "unused"]);
    one.call();
    expect(await states()).toEqual(["ok", "ok"]);
    two.call(FAILURE);
    expect(await states()).toEqual(["failing", "failing"]);
    one.call(new FootnoteError("aborted", "left"));
    expect(await states()).toEqual(["failing", "failing"]);
    two.call();
    expect(await states()).toEqual(["ok", "ok"]);
    shared.remove(two.channel);
    one.call(FAILURE);
    expect(await states()).toEqual(["failing", "ok"]);
  });

  it("is known to a worker that is started later", async () => {
    const shared = new SharedLlmState();
    addWorker(shared).call(FAILURE);
    await settled();
    const later = addWorker(shared);
    await settled();
    expect(later.health.state()).toBe("failing");
  });
});
