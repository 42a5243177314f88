import { html, nothing, type TemplateResult } from "lit";
import type { ChatMessages } from "../i18n/chat/messages.js";
import type { Failure } from "../transport/failure.js";
import { ICONS } from "./icons.js";

/** What went wrong, in plain words, with the server's own words and its reference where there are any. */
export function renderFailure(failure: Failure, messages: ChatMessages, retry: () => void): TemplateResult {
  const texts = messages.failure;
  const explained = explainFailure(failure, messages);
  const details = [
    explained === texts.server && failure.message !== "" ? `${texts.serverSays}: ${failure.message}` : "",
    failure.requestId === "" ? "" : `${texts.requestId}: ${failure.requestId}`,
  ].filter((detail) => detail !== "");
  return html`<div class="failure">
    <h3>${ICONS.caution}${texts.heading}</h3>
    <p>${explained}</p>
    ${details.length === 0 ? nothing : html`<p class="details">${details.map((detail) => html`<span class="detail">${detail}</span>`)}</p>`}
    <button type="button" class="button" @click=${retry}>${ICONS.retry}${texts.retry}</button>
  </div>`;
}

/** A failure in one or two sentences; in the server's words where there are any. */
export function sayFailure(failure: Failure, messages: ChatMessages): string {
  return failure.message === "" ? explainFailure(failure, messages) : failure.message;
}

/** A failure in one or two sentences. */
export function explainFailure(failure: Failure, messages: ChatMessages): string {
  const texts = messages.failure;
  if (failure.kind !== "server") {
    return texts[failure.kind];
  }
  switch (failure.code) {
    case "index_empty":
      return texts.empty;
    case "not_ready":
    case "http_503":
      return texts.notReady;
    case "too_many_requests":
    case "too_busy":
    case "http_429":
      return texts.tooMany(failure.retryAfter);
    case "body_too_large":
    case "http_413":
      return texts.tooLong;
    case "origin_not_allowed":
    case "host_not_allowed":
    case "http_403":
      return texts.notAllowed;
    default:
      return texts.server;
  }
}
