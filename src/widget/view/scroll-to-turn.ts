/**
 * Brings the last turn to the top of the log, so that its answer can be read while it grows. Nothing around the chat
 * moves, unless the chat is all there is.
 * @param alone whether the chat is a page or a panel of its own, which scrolls as a whole in a low window
 */
export function scrollToLastTurn(root: ParentNode, alone: boolean): void {
  const turn = root.querySelector(".turn:last-of-type");
  const log = root.querySelector(".log");
  if (turn === null || log === null) {
    return;
  }
  if (log.scrollHeight > log.clientHeight) {
    log.scrollTop += turn.getBoundingClientRect().top - log.getBoundingClientRect().top;
  } else if (alone) {
    turn.scrollIntoView({ block: "start" });
  }
}
