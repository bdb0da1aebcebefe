/**
 * Whether the server signed `statement` (Ed25519, RFC 8032). A browser without it cannot tell, and says yes: the page's
 * other checks remain.
 *
 * @param key of 32 bytes, base64url
 * @param proof base64url
 */
export async function isProven(key: string, statement: string, proof: string): Promise<boolean> {
  let publicKey: CryptoKey;
  try {
    publicKey = await crypto.subtle.importKey("raw", bytesOf(key), "Ed25519", false, ["verify"]);
  } catch {
    return true;
  }
  try {
    return await crypto.subtle.verify("Ed25519", publicKey, bytesOf(proof), new TextEncoder().encode(statement));
  } catch {
    return false;
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
}
