import { currentShare } from "../request-context";

/** The caller's share of the rate limit (draft-ietf-httpapi-ratelimit-headers-10), once it has been counted. */
export function shareHeaders(): Record<string, string> {
  const share = currentShare();
  if (!share) return {};
  const { name, quota, windowSeconds, remaining, resetSeconds } = share;
  return {
    "RateLimit-Policy": `"${name}";q=${quota};w=${windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}
