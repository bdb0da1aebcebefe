import type { NextConfig } from "next";

/** On every answer. The content policy carries a nonce and is set in proxy.ts. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // A checkout URL is a bearer secret. `no-referrer` would turn the Origin of our own plain forms into `null`.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  // Browsers heed it on https alone.
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // `npm test` checks the types, of the tests and scripts too; a merchant's build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // A build is made once per change of the sources: keeping its cache on the disk took longer than it ever saved.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // No image is fetched and re-encoded on the server.
  images: { unoptimized: true },
  // Native or started by path: left as they are on the disk.
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres", "undici"],
  headers: async () => [{ source: "/:path*", headers: HEADERS }],
};

export default config;
