/**
 * Stands in for lib/auth: the login cookie is opened by next-auth inside a running Next; who it names is what counts for a
 * route. `vi.mock("@/lib/auth", () => import("@/test/signed-in"))`.
 */
export const login = { user: null as { userId: string; merchantId: string; email: string } | null };

export async function signedInUser() {
  return login.user;
}
