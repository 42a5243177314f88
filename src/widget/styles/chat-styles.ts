import panel from "../panel/panel.css?inline";
import answer from "../view/answer.css?inline";
import chat from "../view/chat.css?inline";
import examples from "../view/examples.css?inline";
import footnoteNumber from "../view/footnote-number.css?inline";
import footnotes from "../view/footnotes.css?inline";
import motion from "../view/motion.css?inline";
import note from "../view/note.css?inline";
import outcome from "../view/outcome.css?inline";
import turn from "../view/turn.css?inline";
import base from "./base.css?inline";
import shell from "./shell.css?inline";
import tokens from "./tokens.css?inline";

/** The style sheets of the chat, as text. */
export const CHAT_STYLES: readonly string[] = [
  tokens,
  base,
  shell,
  panel,
  chat,
  turn,
  answer,
  footnoteNumber,
  footnotes,
  note,
  outcome,
  examples,
  motion,
];

/**
 * Makes `--footnote-rem` a length: `1em` of the element that sets it, wherever it is used below. `shell.css` sets it,
 * and the widget's build counts in it.
 */
export function registerRootSize(): void {
  try {
    CSS.registerProperty({
      name: "--footnote-rem",
      syntax: "<length>",
      inherits: true,
      initialValue: "16px",
    });
  } catch {
    // Another copy of the widget has registered it already.
  }
}
