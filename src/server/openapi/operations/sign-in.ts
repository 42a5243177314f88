import { z } from "zod";
import { type AnswerDescription, json, type Operation } from "../operation.js";
import { SIGNED_OUT } from "../schemas/service.js";

const SHARED = { tag: "Access", access: "open", errors: [] } as const;

/** Where people sign in and out with a provider of OpenID Connect; a browser opens all but the sign-out. */
export const SIGN_IN_OPERATIONS: readonly Operation[] = [
  {
    ...SHARED,
    method: "get",
    path: "/auth/login",
    id: "signIn",
    summary: "Sends a browser to the provider",
    query: z.object({
      returnTo: z.string().optional().describe("The page to come back to, such as `/search`."),
      account: z.literal("other").optional().describe("Has the provider ask again who it is."),
    }),
    answers: [
      redirect("To the provider, or to the page if somebody is signed in."),
      page(200, "A page that goes on with the part of the address that a browser doesn't send."),
      page(503, "The provider can't be reached."),
    ],
  },
  {
    ...SHARED,
    method: "get",
    path: "/auth/callback",
    id: "comeBack",
    summary: "Is where the provider sends a browser back to",
    query: z.object({ state: z.string().optional(), code: z.string().optional() }),
    answers: [
      redirect("To the page; the cookie of the session comes along."),
      page(400, "The sign-in has expired or failed."),
      page(403, "It was cancelled, or the person is in no group that may."),
      page(503, "The provider can't be reached."),
    ],
  },
  {
    ...SHARED,
    method: "post",
    path: "/auth/logout",
    id: "signOut",
    summary: "Ends the session",
    answers: [json(200, "The session has ended.", SIGNED_OUT)],
    errors: ["origin_not_allowed"],
  },
  {
    ...SHARED,
    method: "get",
    path: "/auth/signed-in",
    id: "sayThatSignedIn",
    summary: "Says that a person is signed in",
    answers: [page(200, "A page.")],
  },
  {
    ...SHARED,
    method: "get",
    path: "/auth/signed-out",
    id: "sayThatSignedOut",
    summary: "Says that a person is signed out",
    answers: [page(200, "A page.")],
  },
];

function page(status: number, description: string): AnswerDescription {
  return { status, description, contents: [{ mediaType: "text/html" }] };
}

function redirect(description: string): AnswerDescription {
  return { status: 302, description, headers: { Location: "Where to." } };
}
