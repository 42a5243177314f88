import { FootnoteError } from "../core/errors.js";
import type { Loader } from "../core/ports/loader.js";
import { decodeText } from "./decode.js";
import { languageCode } from "./language-code.js";
import { readCues } from "./subtitle-cues.js";
import { cueParagraphs } from "./subtitle-paragraphs.js";
import { TextBuilder } from "./text-builder.js";
import { titleFromPath } from "./title.js";

/** Subtitles in SubRip (SRT) and WebVTT: what is said, in paragraphs, every line at its time. */
export const SUBTITLE_LOADER: Loader = {
  format: "subtitles",
  extensions: [".srt", ".vtt"],
  async load(bytes, path, limits) {
    const text = decodeText(bytes, path);
    const cues = readCues(text);
    if (cues.length === 0 && text.trim() !== "" && !text.startsWith("WEBVTT")) {
      throw new FootnoteError(
        "unreadable_document",
        `${path} holds no subtitles: there is no line with times`,
      );
    }
    const builder = new TextBuilder(path, limits.characters);
    for (const lines of cueParagraphs(cues)) {
      builder.addLines("paragraph", lines);
    }
    const language = languageCode(/^WEBVTT[^\n]*\n(?:.+\n)*?Language:(.*)/u.exec(text)?.[1]);
    return { title: titleFromPath(path), ...builder.build(), pages: null, language };
  },
};
