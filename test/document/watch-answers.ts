import { watchAnswers } from "@/lib/api/served";
import { checkAnswer } from "./check-answer";

/** Set up before each test file: every answer of every described route is held against the document. */
watchAnswers(async ({ method, path }, answer) => {
  // A stream never ends; a page for people is not in the document.
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
  const text = isJson ? await answer.clone().text() : "";
  const { status, headers } = answer;
  if (isJson || status < 400) checkAnswer({ method, path, status, headers, text });
});
