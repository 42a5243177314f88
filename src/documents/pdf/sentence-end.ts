/** Whether a line ends a sentence or leads over to what follows. */
export function endsSentence(line: string): boolean {
  return /[.!?:;…。！？][\])"'“”»’›⁰¹²³⁴⁵⁶⁷⁸⁹]*$/u.test(line);
}
