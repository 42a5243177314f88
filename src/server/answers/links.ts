import type { AnswerEvent, Citation } from "../../core/answer.js";
import type { Site } from "../http/site.js";

/** The events with links that their client can follow. */
export async function* withLinks(
  events: AsyncIterable<AnswerEvent>,
  site: Site,
): AsyncGenerator<AnswerEvent, void> {
  const linked = (citation: Citation): Citation => ({ ...citation, url: site.link(citation.url) });
  for await (const event of events) {
    switch (event.type) {
      case "citation":
        yield { ...event, citation: linked(event.citation) };
        break;
      case "done":
        yield {
          ...event,
          answer: { ...event.answer, citations: event.answer.citations.map(linked) },
        };
        break;
      default:
        yield event;
    }
  }
}
