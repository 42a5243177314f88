import { FootnoteError } from "../../core/errors.js";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { type Line, TextBuilder } from "../text-builder.js";
import { type Cue, readCues } from "./cues.js";

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

/** A pause after a sentence that begins a new paragraph, in seconds. */
const PAUSE = 3;

/** A pause that begins a new paragraph even within a sentence, in seconds: the full stop may be missing. */
const LONG_PAUSE = 10;

/** A paragraph that has reached this many characters ends with the sentence. */
const LONG = 400;

/** The longest paragraph, in characters, for speech without punctuation. */
const LONGEST = 1200;

/**
 * Joins cues into paragraphs that can be read: one line for each cue, marked with its time, and a sentence goes
 * on over the lines. A speaker is named at the start of each turn, which is a paragraph of its own.
 */
function* cueParagraphs(cues: readonly Cue[]): Generator<Line[]> {
  let lines: Line[] = [];
  let length = 0;
  let before: Cue | undefined;
  for (const cue of cues) {
    const turn = cue.speaker !== null && cue.speaker !== before?.speaker;
    if (before !== undefined && (cue.speaker !== before.speaker || endsParagraph(before, cue, length))) {
      yield lines;
      lines = [];
      length = 0;
    }
    const text = turn ? `${cue.speaker}: ${cue.text}` : cue.text;
    lines.push({ text, mark: { kind: "time", value: cue.start } });
    length += text.length + 1;
    before = cue;
  }
  if (lines.length > 0) {
    yield lines;
  }
}

function endsParagraph(before: Cue, cue: Cue, length: number): boolean {
  const pause = cue.start - before.end;
  if (length >= LONGEST || pause >= LONG_PAUSE) {
    return true;
  }
  const sentenceEnds = /[.!?…]["'”“»)\]]*$/u.test(before.text);
  return sentenceEnds && (length >= LONG || pause >= PAUSE);
}
