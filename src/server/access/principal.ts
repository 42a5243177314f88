/** Who sends a request: what limits count by, and what may be done. */
export interface Principal {
  /** `anonymous`: neither a key nor a sign-in. */
  readonly kind: "anonymous" | "key" | "user";
  /**
   * The same for all requests of one caller, and different from any other's: made of the client's address, a key's
   * place in `API_KEYS`, or the person's id with the provider. It holds no secret and may be logged.
   */
  readonly id: string;
  /** Of a person, to be shown. */
  readonly name?: string;
  /** Whether it may add and remove documents. */
  readonly isAdmin: boolean;
}
