/** A signal that is aborted with another one, or by whoever made it. */
export interface FollowedSignal {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Stops following; without it, a signal that lives long would collect listeners. */
  release(): void;
}

/** What `AbortSignal.any` does, but without what it leaves behind at a signal that lives long. */
export function followSignal(leader: AbortSignal | undefined): FollowedSignal {
  const controller = new AbortController();
  const abort = (reason?: unknown) => controller.abort(reason);
  const follow = () => abort(leader?.reason);
  if (leader?.aborted === true) {
    follow();
  }
  leader?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort,
    release: () => leader?.removeEventListener("abort", follow),
  };
}
