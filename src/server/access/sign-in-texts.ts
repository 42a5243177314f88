/** What a page about signing in says. */
interface PageTexts {
  readonly title: string;
  readonly message: string;
}

/**
 * The pages about signing in:
 * - `continue`: before the provider's own page, for browsers that don't go on by themselves
 * - `expired`: a sign-in that this browser didn't begin, or too long ago
 * - `cancelled`: the provider, or the person there, refused
 * - `failed`: what the provider sent isn't right
 * - `unavailable`: the provider doesn't answer
 * - `notAllowed`: the person isn't in a group that may
 * - `proxy`: the reverse proxy names nobody
 */
export type SignInPage =
  | "continue"
  | "expired"
  | "cancelled"
  | "failed"
  | "unavailable"
  | "notAllowed"
  | "proxy"
  | "signedIn"
  | "signedOut";

/** All that such pages say, in one language. */
interface Texts {
  readonly pages: Readonly<Record<SignInPage, PageTexts>>;
  readonly signIn: string;
  readonly tryAgain: string;
  readonly otherAccount: string;
  readonly home: string;
  /** Before the id that the operator finds in the log. */
  readonly reference: string;
}

/** By language. */
export const SIGN_IN_TEXTS: Readonly<Record<"de" | "en", Texts>> = {
  de: {
    pages: {
      continue: { title: "Anmelden", message: "Weiter geht es auf der Anmeldeseite." },
      expired: {
        title: "Die Anmeldung ist abgelaufen",
        message:
          "Sie wurde vor zu langer Zeit oder in einem anderen Browser begonnen, oder der Browser nimmt keine Cookies an.",
      },
      cancelled: {
        title: "Die Anmeldung wurde abgebrochen",
        message: "Die Anmeldestelle hat den Zugang nicht erlaubt.",
      },
      failed: {
        title: "Die Anmeldung ist gescheitert",
        message: "Die Antwort der Anmeldestelle stimmt nicht. Der Betreiber findet den Grund im Protokoll.",
      },
      unavailable: {
        title: "Die Anmeldestelle ist nicht erreichbar",
        message: "Bitte in einigen Augenblicken noch einmal versuchen.",
      },
      notAllowed: {
        title: "Kein Zugang",
        message:
          "Die Anmeldung hat geklappt, aber dieses Konto gehört zu keiner Gruppe, die hier fragen darf. Der Betreiber kann es aufnehmen.",
      },
      proxy: {
        title: "Nicht angemeldet",
        message:
          "Anmeldungen kommen hier vom vorgeschalteten Server, und der hat niemanden genannt. Bitte die Adresse verwenden, die der Betreiber angibt.",
      },
      signedIn: {
        title: "Angemeldet",
        message: "Dieser Tab kann geschlossen werden; im anderen geht es weiter.",
      },
      signedOut: { title: "Abgemeldet", message: "Bis zum nächsten Mal." },
    },
    signIn: "Anmelden",
    tryAgain: "Noch einmal anmelden",
    otherAccount: "Mit einem anderen Konto anmelden",
    home: "Zu Footnote",
    reference: "Kennung für den Betreiber",
  },
  en: {
    pages: {
      continue: { title: "Sign in", message: "It goes on at the sign-in page." },
      expired: {
        title: "The sign-in has expired",
        message: "It was begun too long ago or in another browser, or this browser doesn’t accept cookies.",
      },
      cancelled: {
        title: "The sign-in was cancelled",
        message: "The sign-in service didn’t give access.",
      },
      failed: {
        title: "The sign-in failed",
        message: "The sign-in service’s answer isn’t right. The operator finds the reason in the log.",
      },
      unavailable: {
        title: "The sign-in service can’t be reached",
        message: "Please try again in a moment.",
      },
      notAllowed: {
        title: "No access",
        message:
          "The sign-in worked, but this account is in no group that may ask here. The operator can add it.",
      },
      proxy: {
        title: "Not signed in",
        message:
          "Here the server in front signs people in, and it named nobody. Please use the address that the operator gives out.",
      },
      signedIn: { title: "Signed in", message: "You can close this tab; the other one goes on." },
      signedOut: { title: "Signed out", message: "See you next time." },
    },
    signIn: "Sign in",
    tryAgain: "Sign in again",
    otherAccount: "Sign in with another account",
    home: "To Footnote",
    reference: "Reference for the operator",
  },
};
