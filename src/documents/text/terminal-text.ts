/**
 * What terminals take for commands: colours and cursor movements (ECMA-48, "CSI" and "OSC"), other escape sequences,
 * a letter that is printed over (`N\bN` is a bold N in manual pages), and control characters without a meaning in text.
 */
const COMMANDS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /\u001B(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001B\n]*(?:\u0007|\u001B\\)?|[ -/]{0,8}[0-~])|[^\n\u0008]\u0008|[\u0000-\u0008\u000E-\u001F\u007F]/gu;

/** A line that a program wrote over from its start, such as a progress bar: the last one stays. */
const OVERWRITTEN = /[^\n\r]+\r(?=[^\n\r])/gu;

/** A text as a terminal shows it. One without such characters is the same. */
export function asShown(text: string): string {
  return text.replace(COMMANDS, "");
}

/** The text of a log without the lines that were written over. */
export function withoutOverwritten(text: string): string {
  return text.includes("\n") ? text.replace(OVERWRITTEN, "") : text;
}
