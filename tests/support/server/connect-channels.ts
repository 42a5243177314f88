import { EventEmitter } from "node:events";
import { Channel, type Port } from "../../../src/server/cluster/channel.js";

/** Two channels that are connected, a way to send what isn't of their form, and one to cut them. */
export function connectChannels() {
  const events = [new EventEmitter(), new EventEmitter()] as const;
  const end = (own: EventEmitter, other: EventEmitter): Port => ({
    send: (message) => void queueMicrotask(() => other.emit("message", structuredClone(message))),
    onMessage: (listener) => own.on("message", listener),
    onClose: (listener) => own.on("close", listener),
  });
  const [a, b] = events;
  return {
    asking: new Channel(end(a, b)),
    answering: new Channel(end(b, a)),
    sendToAnswering: (message: unknown) => b.emit("message", message),
    cut: () => events.map((each) => each.emit("close")),
  };
}
