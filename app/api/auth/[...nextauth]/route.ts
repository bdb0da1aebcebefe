import { NextRequest } from "next/server";
import { answerAuth } from "@/lib/auth";

/** The only doors of next-auth that Florin uses; its own pages and its session answer stay shut. */
const DOORS = new Set(["GET csrf", "POST callback/credentials", "POST signout"]);
const BODY_LIMIT = 8_192;

type Context = { params: Promise<{ nextauth: string[] }> };

async function answer(request: NextRequest, { params }: Context): Promise<Response> {
  const { nextauth } = await params;
  if (!DOORS.has(`${request.method} ${nextauth.join("/")}`)) return new Response(null, { status: 404 });
  if (request.method === "GET") return answerAuth(request, nextauth);
  const body = await readForm(request);
  if (body === null) return new Response(null, { status: 413 });
  return answerAuth(new NextRequest(request.url, { method: "POST", headers: request.headers, body }), nextauth);
}

/** The body as text, or null once it passes the limit: nothing above it is ever held. */
async function readForm(request: NextRequest): Promise<string | null> {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const part = await reader?.read();
    if (!part?.value) return text;
    size += part.value.byteLength;
    if (size > BODY_LIMIT) return null;
    text += decoder.decode(part.value, { stream: true });
  }
}

export { answer as GET, answer as POST };
