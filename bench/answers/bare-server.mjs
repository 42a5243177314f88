// What a server costs that does nothing but answer: one route, served as Footnote's are.
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono().post("/api/chat", async (c) => {
  const { messages } = await c.req.json();
  return c.json({ answer: messages[0].content });
});

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
  console.log(`Ready on http://127.0.0.1:${port}`);
});
